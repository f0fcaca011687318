//! The word in an answer that tells how it went, as people look for it.

use serde_json::Value;
use store::message::MessageKind;

/// The word, where an answer has one: its status, else that of its tag; of an error its code.
pub(super) fn of(kind: MessageKind, text: &str) -> Option<String> {
    match kind {
        MessageKind::Result => status(text),
        MessageKind::Error => code(text),
        MessageKind::Call | MessageKind::Broken | MessageKind::Refused | MessageKind::Unanswered => None,
    }
}

fn status(text: &str) -> Option<String> {
    // Most answers have none, and need not be taken apart.
    if !text.contains("tatus") {
        return None;
    }
    if text.trim_start().starts_with('<') {
        return in_element(text, "status");
    }
    let answer: Value = serde_json::from_str(text).ok()?;
    let status = answer.get("status").or_else(|| answer.get("idTagInfo")?.get("status"))?;
    status.as_str().map(str::to_owned)
}

/// Our errors are logged as `"Code","description",{…}`, those of stations as `Code: description …`, those of SOAP as XML.
fn code(text: &str) -> Option<String> {
    let text = text.trim_start();
    if text.starts_with('<') {
        return in_element(text, "Subcode").or_else(|| in_element(text, "faultcode"));
    }
    let code = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => text.split_once(':')?.0.trim(),
    };
    (!code.is_empty()).then(|| code.to_owned())
}

/// The first text within the first element of that name, whatever its prefix and whatever stands around the text.
fn in_element(xml: &str, name: &str) -> Option<String> {
    let starts = xml.match_indices(name).map(|(start, _)| start + name.len());
    let within = starts.map(|start| &xml[start..]).find_map(|rest| rest.strip_prefix('>'))?;
    let text = within.split('<').enumerate().find_map(|(place, part)| {
        // After the first each part begins with a tag.
        let text = if place == 0 { part } else { part.split_once('>')?.1 };
        (!text.trim().is_empty()).then_some(text.trim())
    })?;
    Some(text.rsplit(':').next().unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_found_in_every_form() {
        use MessageKind::{Call, Error, Result};
        let soap =
            "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>cs:SecurityError</s:Value></s:Subcode>";
        let table = [
            (Result, r#"{"status":"Accepted"}"#, Some("Accepted")),
            (Result, r#"{"idTagInfo":{"status":"Blocked"},"transactionId":7}"#, Some("Blocked")),
            (Result, r#"{"currentTime":"2026-03-20T15:38:36Z"}"#, None),
            (Result, r#"{"status":7}"#, None),
            (Result, r#"{"status":"Acc"#, None),
            (Result, "<cs:resetResponse><cs:status>Rejected</cs:status></cs:resetResponse>", Some("Rejected")),
            (Error, r#""NotImplemented","unknown action",{}"#, Some("NotImplemented")),
            (Error, r#"InternalError: too many {}"#, Some("InternalError")),
            (Error, "", None),
            (Error, soap, Some("SecurityError")),
            (Call, r#"{"status":"Available"}"#, None),
        ];
        for (kind, text, expected) in table {
            assert_eq!(of(kind, text).as_deref(), expected, "{text}");
        }
    }
}
