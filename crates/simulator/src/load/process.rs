//! How much memory and processor time a process uses, as Linux tells it.

use std::fs;
use std::time::Duration;

use serde::Serialize;

/// Linux counts processor time in hundredths of a second on every platform we know.
const TICK: Duration = Duration::from_millis(10);

/// What a process uses.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Usage {
    /// Memory that is resident, in KiB.
    pub resident_kib: u64,
    /// Processor time since the process began, in seconds.
    pub processor_s: f64,
}

impl Usage {
    /// Of the process with this id; `None` where the system does not tell.
    #[must_use]
    pub fn of(process_id: u32) -> Option<Self> {
        Self::read(&process_id.to_string())
    }

    /// Of this process.
    #[must_use]
    pub fn of_self() -> Option<Self> {
        Self::read("self")
    }

    fn read(process: &str) -> Option<Self> {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let resident_kib = resident.split_whitespace().next()?.parse().ok()?;
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The program's name stands in parentheses and may hold blanks; user and system time are fields 14 and 15.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        let user: u32 = fields.next()?.parse().ok()?;
        let system: u32 = fields.next()?.parse().ok()?;
        Some(Self { resident_kib, processor_s: (TICK * (user + system)).as_secs_f64() })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_memory() {
        assert!(Usage::of_self().unwrap().resident_kib > 100);
        assert_eq!(Usage::of(u32::MAX), None);
    }
}
