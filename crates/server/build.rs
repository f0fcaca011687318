//! Sees to it that the folder with the built web app exists, so that the program also builds without Node.

use std::path::Path;
use std::{fs, io};

const EXPLANATION: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Charge Portal</title></head><body>\
<h1>The pages are not built</h1><p>This program was built without its web app. Run <code>npm ci &amp;&amp; npm run build</code> in \
<code>web/</code> and build again. The API works: <a href=\"/api/docs\">/api/docs</a>.</p></body></html>\n";

fn main() -> io::Result<()> {
    let folder = Path::new("../../web/dist");
    if !folder.join("index.html").exists() {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("index.html"), EXPLANATION)?;
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../web/dist");
    Ok(())
}
