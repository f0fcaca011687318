//! The key under which the private key of the portal's certificate authority is sealed. It lies in a file of its own, so that a copy of the
//! database signs nothing (docs/adr/0008).

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use csms::certificate::SealingKey;

use crate::sign_in::random_bytes;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum SealingKeyError {
    /// The file cannot be read or made.
    #[error("use the sealing key {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("read the sealing key {}: it must be 64 hexadecimal digits", .0.display())]
    Broken(PathBuf),
}

/// Reads the key, or makes it at the first start, in a file that only the program's own account may read.
///
/// # Errors
/// When the file can neither be read nor made, or holds something else.
pub fn sealing_key(path: &Path) -> Result<SealingKey, SealingKeyError> {
    let failed = |source| SealingKeyError::File { path: path.to_owned(), source };
    match make(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error)),
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    read(text.trim()).map(SealingKey::new).ok_or_else(|| SealingKeyError::Broken(path.to_owned()))
}

fn make(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    // Written whole before it has its name, so that no other process reads half of it.
    let draft = path.with_extension(format!("draft-{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    let digits: String = random_bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    file.write_all(format!("{digits}\n").as_bytes())?;
    file.sync_all()?;
    let named = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    named
}

fn read(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect();
    bytes?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn it_is_made_once_and_read_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/portal.key");
        let first = sealing_key(&path).unwrap();
        let sealed = first.seal("test", b"secret").unwrap();
        assert_eq!(sealing_key(&path).unwrap().open("test", &sealed).unwrap(), b"secret");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn a_file_with_something_else_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.key");
        fs::write(&path, "not a key").unwrap();
        assert!(sealing_key(&path).unwrap_err().to_string().contains("portal.key"));
    }
}
