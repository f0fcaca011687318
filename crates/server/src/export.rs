//! Lists as files: Excel workbooks and CSV, made while they are read.
//!
//! A [`Sheet`] turns rows into bytes, an [`Archive`] holds files; [`stream`] drives them: it reads the next batch of rows while the last one is being
//! written off the async threads, and does neither before the client has taken what was written, so memory stays flat.

mod archive;
mod cell;
mod csv;
mod duration;
mod outbox;
mod stream;
mod workbook;
mod xml;

use std::io;

pub use archive::Archive;
pub use cell::Cell;
pub use csv::{Csv, Separator};
pub use stream::{stream, until_stopped};
pub use workbook::{MOST_ROWS, Workbook};

/// A column of a file: its title and how wide it is shown, in characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The title, in the reader's language.
    pub title: String,
    /// The width, in characters of the usual font; CSV has none.
    pub width: u8,
}

/// A file of rows in the making.
pub trait Sheet: Output {
    /// Writes a row; it has as many cells as there are columns.
    ///
    /// # Errors
    /// When the row does not fit the format any more.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;
}

/// A file in the making.
pub trait Output: Send + 'static {
    /// Writes what belongs at the end.
    ///
    /// # Errors
    /// When it does not fit the format.
    fn finish(&mut self) -> io::Result<()>;

    /// Takes the bytes that have been made so far.
    fn take(&mut self) -> Vec<u8>;
}
