//! What a station remembers of its life, for diagnostics and logs.

use std::collections::VecDeque;
use std::fmt::Write as _;

use jiff::Timestamp;
use ocpp::v16::LogKind;

/// How many entries are kept.
const MOST_ENTRIES: usize = 500;

/// The latest entries.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
}

#[derive(Debug)]
struct Entry {
    at: Timestamp,
    security: bool,
    text: String,
}

impl Journal {
    /// Adds an entry; the oldest goes where there are too many.
    pub(crate) fn note(&mut self, at: Timestamp, security: bool, text: String) {
        if self.entries.len() >= MOST_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry { at, security, text });
    }

    /// The entries of a log within a time, a line for each.
    pub(crate) fn text(&self, kind: LogKind, from: Option<Timestamp>, to: Option<Timestamp>) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            let wanted = kind == LogKind::DiagnosticsLog || entry.security;
            if wanted && from.is_none_or(|from| entry.at >= from) && to.is_none_or(|to| entry.at <= to) {
                // Writing to a text never fails.
                let _ = writeln!(text, "{:.3} {}", entry.at, entry.text);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_chosen_by_kind_and_time() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut journal = Journal::default();
        journal.note(at(1), false, "one".to_owned());
        journal.note(at(2), true, "two".to_owned());
        journal.note(at(3), false, "three".to_owned());
        assert_eq!(journal.text(LogKind::SecurityLog, None, None), "1970-01-01T00:00:02.000Z two\n");
        assert_eq!(journal.text(LogKind::DiagnosticsLog, Some(at(2)), None).lines().count(), 2);
        assert_eq!(journal.text(LogKind::DiagnosticsLog, Some(at(2)), Some(at(2))).lines().count(), 1);
    }
}
