//! Looking at what the server sends, without reading it as JSON.

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// The CALLRESULT with this id.
    Result(&'a [u8]),
    /// The CALLERROR with this id.
    Refusal(&'a [u8]),
    /// A CALL: of the server, or our own that an echo sent back.
    Call {
        /// Its id.
        id: &'a [u8],
        /// What is asked for.
        action: &'a [u8],
    },
    /// Something else.
    Unknown,
}

impl<'a> Kind<'a> {
    /// Looks at the beginning of a frame.
    pub(crate) fn of(frame: &'a [u8]) -> Self {
        let Some(rest) = after(frame, b'[') else { return Self::Unknown };
        let Some((kind, rest)) = rest.split_first() else { return Self::Unknown };
        let Some((id, rest)) = after(rest, b',').and_then(text) else { return Self::Unknown };
        match kind {
            b'3' => Self::Result(id),
            b'4' => Self::Refusal(id),
            b'2' => match after(rest, b',').and_then(text) {
                Some((action, _)) => Self::Call { id, action },
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}

/// Whether the frame says that something was accepted.
pub(crate) fn is_accepted(frame: &[u8]) -> bool {
    contains(frame, b"\"Accepted\"")
}

/// The transaction's id in a StartTransaction.conf.
pub(crate) fn transaction_id(frame: &[u8]) -> Option<i64> {
    const MEMBER: &[u8] = b"\"transactionId\"";
    let at = frame.windows(MEMBER.len()).position(|window| window == MEMBER)?;
    let rest = after(&frame[at + MEMBER.len()..], b':')?;
    let length = rest.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'-')?;
    std::str::from_utf8(&rest[..length]).ok()?.parse().ok()
}

fn contains(frame: &[u8], wanted: &[u8]) -> bool {
    frame.windows(wanted.len()).any(|window| window == wanted)
}

/// What follows `wanted`, blanks around it skipped.
fn after(bytes: &[u8], wanted: u8) -> Option<&[u8]> {
    let (first, rest) = bytes.trim_ascii_start().split_first()?;
    (*first == wanted).then(|| rest.trim_ascii_start())
}

/// A text without escapes, and what follows it.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = after(bytes, b'"')?;
    let end = rest.iter().position(|byte| *byte == b'"')?;
    Some((&rest[..end], &rest[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_told_apart() {
        let table: [(&str, Kind<'_>); 5] = [
            (r#"[3,"17",{}]"#, Kind::Result(b"17")),
            (r#" [ 3 , "17" , {} ]"#, Kind::Result(b"17")),
            (r#"[4, "17","NotImplemented","",{}]"#, Kind::Refusal(b"17")),
            (r#"[2,"a","Reset",{"type":"Soft"}]"#, Kind::Call { id: b"a", action: b"Reset" }),
            ("hello", Kind::Unknown),
        ];
        for (frame, kind) in table {
            assert_eq!(Kind::of(frame.as_bytes()), kind, "{frame}");
        }
    }

    #[test]
    fn the_transaction_id_is_found() {
        let frame = br#"[3,"1",{"idTagInfo":{"status":"Accepted"},"transactionId": 4711}]"#;
        assert_eq!(transaction_id(frame), Some(4711));
        assert!(is_accepted(frame));
        assert_eq!(transaction_id(br#"[3,"1",{}]"#), None);
    }
}
