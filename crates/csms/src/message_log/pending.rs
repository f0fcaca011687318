//! A station's messages until they are written: some bytes, read when somebody asks.

use std::sync::Arc;

use domain::UtcMillis;
use store::message::{LoggedMessage, number_in};
use tokio::sync::broadcast;

use super::{Direction, Entry, Kind};

/// The most that is kept of one text, bytes.
const LONGEST_TEXT: usize = 64 << 10;

/// The most that is kept of an action or a message id, bytes.
const LONGEST_NAME: usize = 255;

/// A station's entries that are not written yet.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    /// One after the other: a head of fixed size, then action, message id and text.
    bytes: Vec<u8>,
    /// How many they are.
    count: usize,
    /// Those that are being written.
    writing: Vec<u8>,
    /// The way to those who watch, while there may be some.
    watch: Option<broadcast::Sender<Arc<LoggedMessage>>>,
}

/// The size of an entry's head: time, latency, three lengths, deviations, direction and kind.
const HEAD: usize = 8 + 4 + 2 + 2 + 4 + 2 + 1 + 1;

/// Stands for no latency.
const NO_LATENCY: u32 = u32::MAX;

impl Pending {
    /// Appends an entry, and hands it to those who watch.
    pub(super) fn push(&mut self, entry: &Entry<'_>, text: &str) {
        let text = cut(text, LONGEST_TEXT);
        let action = cut(entry.action, LONGEST_NAME);
        let message_id = cut(entry.message_id, LONGEST_NAME);
        let latency = entry.latency_ms.map_or(NO_LATENCY, |ms| u32::try_from(ms).unwrap_or(NO_LATENCY - 1));
        let start = self.bytes.len();
        let bytes = &mut self.bytes;
        bytes.reserve(HEAD + action.len() + message_id.len() + text.len());
        bytes.extend_from_slice(&entry.at.0.to_le_bytes());
        bytes.extend_from_slice(&latency.to_le_bytes());
        bytes.extend_from_slice(&(action.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&(message_id.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&u16::try_from(entry.deviations).unwrap_or(u16::MAX).to_le_bytes());
        bytes.push(u8::from(entry.direction == Direction::ToStation));
        bytes.push(match entry.kind {
            Kind::Call => 0,
            Kind::Result => 1,
            Kind::Error => 2,
            Kind::Broken => 3,
            Kind::Refused => 4,
            Kind::Unanswered => 5,
        });
        for part in [action, message_id, text] {
            bytes.extend_from_slice(part.as_bytes());
        }
        self.count += 1;
        self.show(start);
    }

    /// Hands the newest entry, which begins at `start`, to those who watch; nothing where nobody does.
    fn show(&mut self, start: usize) {
        let Some(watch) = self.watch.as_ref() else { return };
        let all = Reader::new(&self.bytes);
        let newest = Reader { rest: &self.bytes[start..], place: self.count - 1, ..all }.next();
        // An error says that all who watched have left.
        if newest.is_some_and(|message| watch.send(Arc::new(message)).is_err()) {
            self.watch = None;
        }
    }

    /// How many bytes wait to be written.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Begins to write what waits.
    pub(super) fn begin_writing(&mut self) -> Vec<LoggedMessage> {
        self.writing = std::mem::take(&mut self.bytes);
        self.count = 0;
        Reader::new(&self.writing).collect()
    }

    /// Forgets what was being written; tells how many bytes that were.
    pub(super) fn end_writing(&mut self) -> usize {
        std::mem::take(&mut self.writing).len()
    }

    /// Follows what comes, at most `limit` messages behind.
    pub(super) fn watch(&mut self, limit: usize) -> broadcast::Receiver<Arc<LoggedMessage>> {
        self.watch.get_or_insert_with(|| broadcast::Sender::new(limit)).subscribe()
    }

    /// All entries that are not known to be written, oldest first.
    pub(super) fn read(&self) -> Vec<LoggedMessage> {
        Reader::new(&self.writing).chain(Reader::new(&self.bytes)).collect()
    }
}

/// Reads what [`Pending::push`] wrote.
struct Reader<'a> {
    rest: &'a [u8],
    /// When the first entry was.
    first: UtcMillis,
    /// How many entries were before this one.
    place: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let first = bytes.first_chunk().map_or(0, |at| i64::from_le_bytes(*at));
        Self { rest: bytes, first: UtcMillis(first), place: 0 }
    }
}

impl Iterator for Reader<'_> {
    type Item = LoggedMessage;

    fn next(&mut self) -> Option<LoggedMessage> {
        let at = UtcMillis(i64::from_le_bytes(self.fixed()?));
        let latency = u32::from_le_bytes(self.fixed()?);
        let action = usize::from(u16::from_le_bytes(self.fixed()?));
        let message_id = usize::from(u16::from_le_bytes(self.fixed()?));
        let text = usize::try_from(u32::from_le_bytes(self.fixed()?)).ok()?;
        let deviations = u16::from_le_bytes(self.fixed()?);
        let [direction, kind] = self.fixed()?;
        let number = number_in(self.first, self.place);
        self.place += 1;
        Some(LoggedMessage {
            number,
            at,
            direction: if direction == 0 { Direction::FromStation } else { Direction::ToStation },
            kind: match kind {
                0 => Kind::Call,
                1 => Kind::Result,
                2 => Kind::Error,
                3 => Kind::Broken,
                4 => Kind::Refused,
                _ => Kind::Unanswered,
            },
            action: self.text(action)?,
            message_id: self.text(message_id)?,
            text: self.text(text)?,
            latency_ms: Some(latency).filter(|latency| *latency != NO_LATENCY),
            deviations,
        })
    }
}

impl Reader<'_> {
    fn fixed<const SIZE: usize>(&mut self) -> Option<[u8; SIZE]> {
        let (fixed, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*fixed)
    }

    fn text(&mut self, length: usize) -> Option<String> {
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(String::from_utf8_lossy(text).into_owned())
    }
}

/// The beginning of a text, at most `limit` bytes.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_as_they_were_written() {
        let mut pending = Pending::default();
        let entry = Entry {
            at: UtcMillis(17),
            direction: Direction::FromStation,
            kind: Kind::Call,
            action: "Heartbeat",
            message_id: "å",
            text: "",
            latency_ms: None,
            deviations: 3,
        };
        pending.push(&entry, "{}");
        let answer = Entry { direction: Direction::ToStation, kind: Kind::Error, latency_ms: Some(5), ..entry };
        pending.push(&answer, "");
        let read = pending.read();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].at, read[0].action.as_str(), read[0].message_id.as_str()),
            (UtcMillis(17), "Heartbeat", "å")
        );
        assert_eq!((read[0].text.as_str(), read[0].latency_ms, read[0].deviations), ("{}", None, 3));
        assert_eq!((read[1].direction, read[1].kind, read[1].latency_ms), (Direction::ToStation, Kind::Error, Some(5)));
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("aåb", 2), "a");
        assert_eq!(cut("aåb", 3), "aå");
        assert_eq!(cut("aåb", 4), "aåb");
    }
}
