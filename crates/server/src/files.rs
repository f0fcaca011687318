//! Files for and from stations: firmware images that they fetch, diagnostics and logs that they deliver, over FTP and HTTP.
//!
//! *Decision:* names on disk are made here and never by who sends a file, and a station's account has no folders, only the one
//! image it may fetch or the files that it has delivered itself. So there is no path to walk out of and no link to follow.

mod counter;
mod ftp;
mod http;
mod progress;
mod shelf;

pub(crate) use counter::{Counter, FileRefused, Visitor};
pub(crate) use ftp::FtpServer;
pub(crate) use http::{routes, send_file};
pub(crate) use shelf::{ReceiveFailure, Received, Shelf};
