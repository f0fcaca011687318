//! `cargo xtask fuzz`: looks for bytes that harm what reads the bytes of strangers, for a bounded time.
//!
//! Stable Rust is enough: the flags below make the compiler count which branches are taken, and LLVM's libFuzzer, which the crate
//! `libfuzzer-sys` brings and a C++ compiler builds, is guided by these counts.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::process::{cargo, command, output, run, shown, target, workspace};
use crate::tools;

/// What makes the compiler instrument the code.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The longest input that is tried, bytes: longer ones are slower and teach nothing more.
const MAX_BYTES: u32 = 8_192;

/// How long one input may take before it counts as a hang, seconds.
const HANG_S: u32 = 10;

/// How much memory the fuzzer may take before it counts as a leak, MiB.
const MAX_MEMORY_MIB: u32 = 1_024;

/// Fuzz.
#[derive(Args)]
pub(crate) struct Fuzz {
    /// What to fuzz; everything, one after the other, when absent.
    #[arg(value_enum)]
    what: Option<What>,
    /// How long each is fuzzed, seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// What reads the bytes of strangers.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// OCPP-J frames.
    Frame,
    /// Payloads of every action.
    Payload,
    /// SOAP envelopes.
    Envelope,
    /// Times as stations write them.
    Timestamp,
}

impl What {
    const ALL: [What; 4] = [What::Frame, What::Payload, What::Envelope, What::Timestamp];

    const fn name(self) -> &'static str {
        match self {
            What::Frame => "frame",
            What::Payload => "payload",
            What::Envelope => "envelope",
            What::Timestamp => "timestamp",
        }
    }
}

impl Fuzz {
    /// Builds and fuzzes. An input that does harm is kept in `fuzz/found/`: put it into `fuzz/corpus/` with the repair.
    ///
    /// # Errors
    /// When a tool is missing, the build fails, or such an input was found.
    pub(crate) fn start(self) -> Result<()> {
        tools::ensure(&[&tools::CPP_COMPILER])?;
        let host = output(&mut command("rustc", ["--print", "host-tuple"], "."))
            .context("failed to ask rustc for the name of this machine")?;
        let folder = target().join("fuzz");
        run(cargo(["build", "--quiet", "--release", "--manifest-path", "fuzz/Cargo.toml", "--locked"])
            .args(["--target", &host, "--target-dir"])
            .arg(&folder)
            .env("RUSTFLAGS", INSTRUMENTED))?;
        let mut harmed = Vec::new();
        for what in self.what.map_or(What::ALL.to_vec(), |what| vec![what]) {
            println!("\n── {}", what.name());
            if !self.fuzz(what, &folder.join(&host).join("release").join(what.name()))? {
                harmed.push(what.name());
            }
        }
        if harmed.is_empty() {
            Ok(())
        } else {
            bail!("failed to read every input: {}; see fuzz/found", harmed.join(", "))
        }
    }

    /// Whether nothing was found.
    fn fuzz(&self, what: What, program: &std::path::Path) -> Result<bool> {
        let found = workspace().join("fuzz/found").join(what.name());
        std::fs::create_dir_all(&found).with_context(|| format!("failed to make {}", found.display()))?;
        let mut fuzzing = command(&program.to_string_lossy(), [&found], ".");
        fuzzing
            .arg(format!("fuzz/corpus/{}", what.name()))
            .arg(format!("-max_total_time={}", self.seconds))
            .arg(format!("-max_len={MAX_BYTES}"))
            .arg(format!("-timeout={HANG_S}"))
            .arg(format!("-rss_limit_mb={MAX_MEMORY_MIB}"))
            .arg(format!("-artifact_prefix=fuzz/found/{}-", what.name()))
            .args(["-print_final_stats=1", "-verbosity=0", "-print_funcs=0"]);
        let shown = shown(&fuzzing);
        let status = fuzzing.status().with_context(|| format!("failed to start `{shown}`"))?;
        Ok(status.success())
    }
}
