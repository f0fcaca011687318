//! Building the web app, only when something in it changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::process::{command, run, workspace};

/// Installs a folder's npm packages when its lock file is newer than what is installed.
///
/// # Errors
/// When npm fails.
pub(crate) fn install(folder: &str) -> Result<()> {
    let lock = workspace().join(folder).join("package-lock.json");
    let stamp = workspace().join(folder).join("node_modules/.package-lock.json");
    if modified(&stamp) < modified(&lock) {
        run(&mut command("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder))?;
        // npm keeps the stamp's time of packing on some systems; make it say "now".
        fs::File::options()
            .append(true)
            .open(&stamp)
            .and_then(|file| file.set_modified(SystemTime::now()))
            .context("failed to mark the npm packages as installed")?;
    }
    Ok(())
}

/// Builds `web/dist` when a source is newer than it.
///
/// # Errors
/// When the build fails.
pub(crate) fn build() -> Result<()> {
    install("web")?;
    let web = workspace().join("web");
    // Not `index.html`: the server's build makes one that explains itself where the web app was never built.
    let built = modified(&web.join("dist/assets"));
    let mut sources = vec![web.join("index.html"), web.join("package-lock.json"), web.join("vite.config.ts")];
    files_below(&web.join("src"), &mut sources)?;
    files_below(&web.join("public"), &mut sources)?;
    if sources.iter().any(|source| modified(source) > built) {
        println!("Building the web app");
        run(&mut command("npm", ["run", "--silent", "build"], "web"))?;
    }
    Ok(())
}

/// When a file was last written; the beginning of time where there is none.
fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Adds every file below a folder; none when there is no such folder.
fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
