//! What the machine must have besides Rust: installed where we may, named where we may not.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{output, run};

/// A program that a task needs and does not bring.
pub(crate) struct Tool {
    /// What it is called in messages.
    name: &'static str,
    /// Whether it is there.
    present: fn() -> bool,
    /// Debian packages that bring it.
    packages: &'static [&'static str],
    /// What to do elsewhere.
    elsewhere: &'static str,
}

/// A C compiler, which SQLite and ring are built with.
pub(crate) const C_COMPILER: Tool = Tool {
    name: "a C compiler",
    present: || runs("cc", "--version"),
    packages: &["build-essential"],
    elsewhere: "install gcc or clang as `cc`",
};

/// A C++ compiler, which libFuzzer is built with.
pub(crate) const CPP_COMPILER: Tool = Tool {
    name: "a C++ compiler",
    present: || runs("c++", "--version"),
    packages: &["build-essential"],
    elsewhere: "install g++ or clang as `c++`",
};

/// Node with npm, for the web app.
pub(crate) const NODE: Tool = Tool {
    name: "Node 20.19 or newer, with npm",
    present: || node_version().is_some_and(|version| version >= (20, 19)) && runs("npm", "--version"),
    packages: &[],
    elsewhere: "install Node 20.19 or newer (nodejs.org, or your system's packages)",
};

/// PostgreSQL's server programs, for the tests' own cluster.
pub(crate) const POSTGRESQL: Tool = Tool {
    name: "PostgreSQL's server programs",
    present: || {
        runs("postgres", "--version")
            || std::fs::read_dir("/usr/lib/postgresql")
                .is_ok_and(|mut versions| versions.any(|v| v.is_ok_and(|v| v.path().join("bin/initdb").exists())))
    },
    packages: &["postgresql"],
    elsewhere: "install PostgreSQL 15 or newer; its `initdb` and `postgres` must be on the PATH",
};

/// Chromium, for the tests of the pages.
pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    present: || {
        std::env::var_os("CHROMIUM").is_some_and(|path| Path::new(&path).exists())
            || Path::new("/usr/bin/chromium").exists()
    },
    packages: &["chromium"],
    elsewhere: "install Chromium and set CHROMIUM to its path",
};

/// Python with venv, for other people's station implementations.
pub(crate) const PYTHON: Tool = Tool {
    name: "Python 3.10 or newer with venv and pip",
    present: || {
        runs("python3", "--version") && output(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_some()
    },
    packages: &["python3", "python3-venv", "python3-pip"],
    elsewhere: "install Python 3.10 or newer",
};

/// Sees that the tools are there; installs what is missing when this is Debian and we are root.
///
/// # Errors
/// Names everything that is missing and how to get it.
pub(crate) fn ensure(tools: &[&Tool]) -> Result<()> {
    let missing = |tools: &[&'_ Tool]| -> Vec<usize> { (0..tools.len()).filter(|i| !(tools[*i].present)()).collect() };
    let absent = missing(tools);
    if absent.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = absent.iter().flat_map(|i| tools[*i].packages).copied().collect();
    let may_install = runs("apt-get", "--version") && output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if may_install && !packages.is_empty() {
        println!("Installing {}", packages.join(", "));
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(&packages)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let absent = missing(tools);
    if absent.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = absent
        .iter()
        .map(|i| {
            let tool = tools[*i];
            match tool.packages {
                [] => format!("- {}: {}", tool.name, tool.elsewhere),
                packages => format!("- {}: apt-get install {}, or {}", tool.name, packages.join(" "), tool.elsewhere),
            }
        })
        .collect();
    bail!("this machine lacks what the task needs:\n{}", lines.join("\n"))
}

/// Whether a program can be started.
fn runs(program: &str, argument: &str) -> bool {
    output(Command::new(program).arg(argument)).is_some()
}

/// Node's major and minor version.
fn node_version() -> Option<(u32, u32)> {
    let text = output(Command::new("node").arg("--version"))?;
    let mut parts = text.trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
