//! A zip archive written front to back.

use std::io::{self, Write as _};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::Output;
use super::outbox::Outbox;

/// Compression that costs little time.
const LEVEL: i64 = 3;

/// A zip archive in the making.
pub struct Archive {
    outbox: Outbox,
    /// Gone once finished.
    zip: Option<ZipWriter<StreamWriter<Outbox>>>,
}

impl Archive {
    /// An empty archive.
    pub fn begin() -> Archive {
        let outbox = Outbox::default();
        Archive { zip: Some(ZipWriter::new_stream(outbox.clone())), outbox }
    }

    /// Begins a file; what is written from now on stands in it.
    ///
    /// # Errors
    /// When the archive is finished.
    pub fn file(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .large_file(true);
        Ok(self.open()?.start_file(name, options)?)
    }

    /// Adds to the file that was begun last.
    ///
    /// # Errors
    /// When no file was begun, or the archive is finished.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.open()?.write_all(text.as_bytes())
    }

    fn open(&mut self) -> io::Result<&mut ZipWriter<StreamWriter<Outbox>>> {
        self.zip.as_mut().ok_or_else(|| io::Error::other("the archive is finished"))
    }
}

impl Output for Archive {
    fn finish(&mut self) -> io::Result<()> {
        if let Some(zip) = self.zip.take() {
            zip.finish()?;
        }
        Ok(())
    }

    fn take(&mut self) -> Vec<u8> {
        self.outbox.take()
    }
}
