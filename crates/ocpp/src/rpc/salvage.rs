//! Reading what can be read of a broken frame, so that it can be answered.

use serde_json::value::RawValue;

use super::FrameKind;
use crate::repair::text_of;

/// What could be read of the beginning of a broken frame.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Salvaged {
    pub(super) kind: Option<FrameKind>,
    pub(super) message_id: Option<String>,
    pub(super) action: Option<String>,
}

/// Reads elements from the beginning of the frame until one is broken.
pub(super) fn salvage(text: &str) -> Salvaged {
    let mut salvaged = Salvaged::default();
    let Some(rest) = text.trim_start().strip_prefix('[') else { return salvaged };
    let Some((kind, rest)) = first_element(rest) else { return salvaged };
    salvaged.kind = FrameKind::read(kind).map(|(kind, _)| kind);
    let Some((id, rest)) = first_element(rest) else { return salvaged };
    salvaged.message_id = read_id(id);
    if salvaged.kind == Some(FrameKind::Call)
        && let Some((action, _)) = first_element(rest)
        && action.get().starts_with('"')
    {
        salvaged.action = Some(text_of(action.get()).0.into_owned());
    }
    salvaged
}

/// Reads an id that is a text or a number.
pub(super) fn read_id(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first()? {
        b'"' => Some(text_of(raw.get()).0.into_owned()),
        b'-' | b'0'..=b'9' => Some(raw.get().to_owned()),
        _ => None,
    }
}

/// Splits off the first element, and the comma behind it.
fn first_element(text: &str) -> Option<(&RawValue, &str)> {
    let mut elements = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let element = elements.next()?.ok()?;
    let rest = text[elements.byte_offset()..].trim_start();
    Some((element, rest.strip_prefix(',').unwrap_or(rest)))
}
