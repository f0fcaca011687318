//! Frames rendered beforehand, with slots for what changes from message to message.

/// The longest header of a client's frame of up to 64 KiB: two bytes, two of length, four of masking key.
const HEADER: usize = 8;

/// What a slot is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// The message id.
    Id,
    /// The time of sending.
    Time,
    /// The tag.
    Tag,
    /// The transaction's id.
    Transaction,
    /// The meter's register in Wh.
    Energy,
}

/// What the slots of a frame are filled with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fill<'a> {
    /// The message id.
    pub id: u64,
    /// The time of sending, RFC 3339.
    pub time: &'a [u8],
    /// The tag, fit to stand in JSON.
    pub tag: &'a [u8],
    /// The transaction's id.
    pub transaction: i64,
    /// The meter's register in Wh.
    pub energy_wh: u64,
}

/// A frame's text in pieces: what stands before each slot, and what stands after the last.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pieces: Vec<(Vec<u8>, Slot)>,
    tail: Vec<u8>,
}

impl Template {
    /// Splits a text at `{id}`, `{time}`, `{tag}`, `{transaction}` and `{energy}`.
    pub(crate) fn new(text: &str) -> Self {
        let slots = [
            ("{id}", Slot::Id),
            ("{time}", Slot::Time),
            ("{tag}", Slot::Tag),
            ("{transaction}", Slot::Transaction),
            ("{energy}", Slot::Energy),
        ];
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((at, mark, slot)) =
            slots.iter().filter_map(|(mark, slot)| Some((rest.find(mark)?, mark, *slot))).min_by_key(|(at, ..)| *at)
        {
            pieces.push((rest.as_bytes()[..at].to_vec(), slot));
            rest = &rest[at + mark.len()..];
        }
        Self { pieces, tail: rest.as_bytes().to_vec() }
    }

    /// Writes the whole WebSocket frame into `buffer` and returns it.
    ///
    /// *Decision:* the masking key is zero, which leaves the text as it is and costs the client nothing; RFC 6455 §5.3 asks
    /// for an unpredictable key to protect proxies from scripts in browsers, of which there are none here.
    pub(crate) fn render<'b>(&self, fill: &Fill<'_>, buffer: &'b mut Vec<u8>) -> &'b [u8] {
        buffer.clear();
        buffer.resize(HEADER, 0);
        for (text, slot) in &self.pieces {
            buffer.extend_from_slice(text);
            match slot {
                Slot::Id => digits(fill.id, buffer),
                Slot::Time => buffer.extend_from_slice(fill.time),
                Slot::Tag => buffer.extend_from_slice(fill.tag),
                Slot::Transaction => {
                    if fill.transaction < 0 {
                        buffer.push(b'-');
                    }
                    digits(fill.transaction.unsigned_abs(), buffer);
                }
                Slot::Energy => digits(fill.energy_wh, buffer),
            }
        }
        buffer.extend_from_slice(&self.tail);
        header(buffer)
    }
}

/// Writes a text as a WebSocket frame into `buffer` and returns it.
pub(crate) fn frame_text<'b>(text: &str, buffer: &'b mut Vec<u8>) -> &'b [u8] {
    buffer.clear();
    buffer.resize(HEADER, 0);
    buffer.extend_from_slice(text.as_bytes());
    header(buffer)
}

/// Fills in the header before the text, which begins at [`HEADER`]; short frames leave two bytes at the start unused.
fn header(buffer: &mut [u8]) -> &[u8] {
    const FINAL_TEXT: u8 = 0x81;
    const MASKED: u8 = 0x80;
    let length = buffer.len() - HEADER;
    assert!(length <= usize::from(u16::MAX), "frames of the load generator are short");
    if length < 126 {
        buffer[2] = FINAL_TEXT;
        buffer[3] = MASKED | length as u8;
        &buffer[2..]
    } else {
        buffer[0] = FINAL_TEXT;
        buffer[1] = MASKED | 126;
        buffer[2..4].copy_from_slice(&(length as u16).to_be_bytes());
        buffer
    }
}

fn digits(mut number: u64, buffer: &mut Vec<u8>) {
    let mut text = [0; 20];
    let mut at = text.len();
    loop {
        at -= 1;
        text[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    buffer.extend_from_slice(&text[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILL: Fill<'_> =
        Fill { id: 17, time: b"2026-01-31T00:00:00.000Z", tag: b"T", transaction: -1, energy_wh: 1200 };

    #[test]
    fn short_and_long_frames_have_their_headers() {
        let mut buffer = Vec::new();
        let short = Template::new(r#"[2,"{id}","Heartbeat",{}]"#).render(&FILL, &mut buffer).to_vec();
        assert_eq!(&short[..6], [0x81, 0x80 | 23, 0, 0, 0, 0]);
        assert_eq!(&short[6..], br#"[2,"17","Heartbeat",{}]"#);

        let long = format!("{}{{energy}}/{{transaction}}", "x".repeat(200));
        let long = Template::new(&long).render(&FILL, &mut buffer).to_vec();
        assert_eq!(&long[..8], [0x81, 0x80 | 126, 0, 207, 0, 0, 0, 0]);
        assert!(long.ends_with(b"xx1200/-1"));
    }

    #[test]
    fn numbers_are_written_without_leading_zeros() {
        for number in [0, 7, 10, 1_000_000, u64::MAX] {
            let mut buffer = Vec::new();
            digits(number, &mut buffer);
            assert_eq!(String::from_utf8(buffer).unwrap(), number.to_string());
        }
    }
}
