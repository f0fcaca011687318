//! The shapes of the API's JSON, with their part of the OpenAPI document.
//!
//! Values of `domain` and `store` become these; nothing else leaves the server. Times, ids and words are written by `domain`'s own
//! types; [`word`] says in the document which words there are.

mod alarm;
mod command;
mod navigator;
mod node;
mod page;
mod session;
pub mod word;

pub use alarm::Alarm;
pub use command::{Command, CommandRequest};
pub use navigator::{Navigator, NavigatorNode};
pub use node::{Node, Outlet, PathStep, Site, Station};
pub use page::{Page, Total};
pub use session::Session;
