//! Frames: whole, odd, broken and hostile.

use ocpp::rpc::{Frame, FrameError, FrameKind, encode_error};
use ocpp::{DeviationKind, ErrorCode};
use proptest::prelude::*;

use crate::every_message::every_message;
use crate::sample;

/// A frame in one line: what it is, its id, what it holds; and what was odd about it.
fn read(text: &str) -> (String, Vec<DeviationKind>) {
    let received = Frame::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let line = match received.frame {
        Frame::Call { id, action, payload } => format!("call {id} {action} {}", payload.get()),
        Frame::CallResult { id, payload } => format!("result {id} {}", payload.get()),
        Frame::CallError { id, code, code_text, description, details } => {
            format!("error {id} {code} {code_text:?} {description:?} {}", details.get())
        }
    };
    (line, received.deviations.into_iter().map(|deviation| deviation.kind).collect())
}

fn broken(text: &str) -> FrameError {
    match Frame::parse(text) {
        Err(error) => error,
        Ok(received) => panic!("{text} was read as {received:?}"),
    }
}

#[test]
fn whole_frames_are_read_without_remark() {
    let table = [
        (
            r#"[2,"19223201","BootNotification",{"chargePointVendor":"V"}]"#,
            r#"call 19223201 BootNotification {"chargePointVendor":"V"}"#,
        ),
        (r#"[3,"19223201",{"status":"Accepted"}]"#, r#"result 19223201 {"status":"Accepted"}"#),
        (r#"[4,"1","NotSupported","no",{"a":1}]"#, r#"error 1 NotSupported "NotSupported" "no" {"a":1}"#),
        ("\r\n [ 2 , \"a\\u0062\" , \"Heartbeat\" , { } ] \n", "call ab Heartbeat { }"),
    ];
    for (text, line) in table {
        assert_eq!(read(text), (line.to_owned(), vec![]));
    }
}

#[test]
fn odd_frames_are_read_with_remarks() {
    let long = "x".repeat(37);
    let table = [
        (r#"[2,17,"Heartbeat",{}]"#.to_owned(), "call 17 Heartbeat {}".to_owned(), DeviationKind::MessageIdNotText),
        (r#"[2,-1.5,"Heartbeat",{}]"#.to_owned(), "call -1.5 Heartbeat {}".to_owned(), DeviationKind::MessageIdNotText),
        (format!(r#"[3,"{long}",{{}}]"#), format!("result {long} {{}}"), DeviationKind::MessageIdTooLong),
        (r#"[2,"1","Heartbeat"]"#.to_owned(), "call 1 Heartbeat {}".to_owned(), DeviationKind::MissingPayload),
        (r#"[3,"1"]"#.to_owned(), "result 1 {}".to_owned(), DeviationKind::MissingPayload),
        (r#"["2","1","Heartbeat",{}]"#.to_owned(), "call 1 Heartbeat {}".to_owned(), DeviationKind::OddMessageType),
        (r#"[2.0,"1","Heartbeat",{}]"#.to_owned(), "call 1 Heartbeat {}".to_owned(), DeviationKind::OddMessageType),
        (
            r#"[2,"1","Heartbeat",{},1,[2],{}]"#.to_owned(),
            "call 1 Heartbeat {}".to_owned(),
            DeviationKind::ExtraElements,
        ),
        (r#"[3,"1",{},"x"]"#.to_owned(), "result 1 {}".to_owned(), DeviationKind::ExtraElements),
        ("[2,\"1\",\"Heartbeat\",{}]\0\0".to_owned(), "call 1 Heartbeat {}".to_owned(), DeviationKind::Padding),
        ("\u{feff}[2,\"1\",\"Heartbeat\",{}]".to_owned(), "call 1 Heartbeat {}".to_owned(), DeviationKind::Padding),
    ];
    for (text, line, kind) in table {
        assert_eq!(read(&text), (line, vec![kind]));
    }
}

#[test]
fn incomplete_refusals_are_read() {
    let table = [
        (
            r#"[4,"1","InternalError","x"]"#,
            r#"error 1 InternalError "InternalError" "x" {}"#,
            DeviationKind::IncompleteCallError,
        ),
        (
            r#"[4,"1","InternalError"]"#,
            r#"error 1 InternalError "InternalError" "" {}"#,
            DeviationKind::IncompleteCallError,
        ),
        (
            r#"[4,"1","InternalError",{"a":1}]"#,
            r#"error 1 InternalError "InternalError" "" {"a":1}"#,
            DeviationKind::IncompleteCallError,
        ),
        (r#"[4,"1"]"#, r#"error 1 GenericError "" "" {}"#, DeviationKind::IncompleteCallError),
        (r#"[4,"1","Oops","x",{}]"#, r#"error 1 GenericError "Oops" "x" {}"#, DeviationKind::UnknownErrorCode),
        (r#"[4,"1",500,"x",{}]"#, r#"error 1 GenericError "500" "x" {}"#, DeviationKind::UnknownErrorCode),
    ];
    for (text, line, kind) in table {
        assert_eq!(read(text), (line.to_owned(), vec![kind]));
    }
}

#[test]
fn codes_of_other_spellings_are_understood() {
    let table = [
        ("OccurrenceConstraintViolation", ErrorCode::OccurenceConstraintViolation),
        ("FormatViolation", ErrorCode::FormationViolation),
        ("notimplemented", ErrorCode::NotImplemented),
        ("MessageTypeNotSupported", ErrorCode::NotSupported),
    ];
    for (spelling, code) in table {
        assert_eq!(ErrorCode::read(spelling), Some(code), "{spelling}");
    }
    for code in ErrorCode::ALL {
        assert_eq!(ErrorCode::read(code.as_str()), Some(code));
    }
    assert_eq!(ErrorCode::OccurenceConstraintViolation.as_str(), "OccurenceConstraintViolation");
}

#[test]
fn the_id_is_read_out_of_broken_frames() {
    let table = [
        // Captured from a meter that had nothing to say.
        (
            r#"[2,"4fd1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2022-01-01T00:00:00Z","sampledValue":[,{"#,
            Some("4fd1"),
            Some("MeterValues"),
        ),
        (r#"[2,"4fd1","MeterValues",{"connectorId":1,"mete"#, Some("4fd1"), Some("MeterValues")),
        (r#"[2,"4fd1","Meter"#, Some("4fd1"), None),
        (r#"[2,"4fd1""#, Some("4fd1"), None),
        (r#"[2,"4f"#, None, None),
        (r#"[2,4711,"Heartbeat",{]"#, Some("4711"), Some("Heartbeat")),
        (r#"[2,"1","Heartbeat",{}]]"#, Some("1"), Some("Heartbeat")),
        (r#"[2,"1","Heartbeat",{}]["#, Some("1"), Some("Heartbeat")),
        (r#"[2,"1","Heartbeat",{} xyz"#, Some("1"), Some("Heartbeat")),
        (r#"[2,"1",{"a":1}]"#, Some("1"), None),
        (r#"[2,"1"]"#, Some("1"), None),
        (r#"[2,{},"Heartbeat",{}]"#, None, Some("Heartbeat")),
        ("[2]", None, None),
    ];
    for (text, id, action) in table {
        let error = broken(text);
        assert_eq!(error.kind, Some(FrameKind::Call), "{text}");
        assert_eq!((error.answer_to(), error.action.as_deref()), (id, action), "{text}");
        assert_eq!(error.code, ErrorCode::FormationViolation, "{text}");
    }
}

#[test]
fn frames_that_are_no_json_are_read_where_they_have_one_meaning() {
    let table = [
        // A station that restarts when it is refused, whose first sample was left out but for its comma.
        (
            r#"[2,"9l","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2024-02-06T08:09:37Z","sampledValue":[,{"value":"139955"}]}]}]"#,
            r#"call 9l MeterValues {"connectorId":1,"meterValue":[{"timestamp":"2024-02-06T08:09:37Z","sampledValue":[{"value":"139955"}]}]}"#,
            DeviationKind::StrayComma,
        ),
        // A station that has no transaction to name.
        (
            r#"[2,"1","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]"#,
            r#"call 1 MeterValues {"connectorId":1,"transactionId":null,"meterValue":[]}"#,
            DeviationKind::MissingValue,
        ),
        // A station that sends the whole of its text buffer.
        (
            "[3,\"1\",{\"configurationKey\":[{\"key\":\"A\",\"readonly\":true,\"value\":\"1\0\0\"}]}]",
            r#"result 1 {"configurationKey":[{"key":"A","readonly":true,"value":"1"}]}"#,
            DeviationKind::OddCharacters,
        ),
        // A station that forgets to end what it began when it knows none of the keys.
        (r#"[3,"64",{"configurationKey":[]"#, r#"result 64 {"configurationKey":[]}"#, DeviationKind::MissingBrackets),
        (
            r#"[2,"1","StartTransaction",{"idTag":0412345,"meterStart":nan}]"#,
            r#"call 1 StartTransaction {"idTag":"0412345","meterStart":null}"#,
            DeviationKind::BareWord,
        ),
    ];
    for (text, line, kind) in table {
        let (read, mut kinds) = read(text);
        kinds.dedup();
        assert_eq!((read.as_str(), kinds), (line, vec![kind]));
    }
}

#[test]
fn what_is_no_frame_is_refused() {
    for text in ["", "[]", "{}", "null", "x", "[", "\0", "[null,\"1\"]", r#"{"2":"1"}"#, "[2,null,\"Heartbeat\",{}]"] {
        assert_eq!(broken(text).answer_to(), None, "{text}");
    }
}

#[test]
fn a_broken_answer_is_never_answered_and_still_names_its_call() {
    let error = broken(r#"[3,"17",{"status":"#);
    assert_eq!((error.kind, error.message_id.as_deref()), (Some(FrameKind::CallResult), Some("17")));
    assert_eq!(error.answer_to(), None);
    let error = broken(r#"[4,"17","Int"#);
    assert_eq!((error.kind, error.answer_to()), (Some(FrameKind::CallError), None));
}

#[test]
fn an_unknown_message_type_is_not_answered() {
    let error = broken(r#"[5,"1","Heartbeat",{}]"#);
    assert_eq!((error.code, error.kind, error.answer_to()), (ErrorCode::ProtocolError, None, None));
}

#[test]
fn deep_nesting_and_long_arrays_harm_nobody() {
    let depth = 200_000;
    let deep = format!(r#"[2,"1","Heartbeat",{}{}]"#, "[".repeat(depth), "]".repeat(depth));
    let unclosed = format!(r#"[2,"1","Heartbeat",{}"#, "{\"a\":".repeat(depth));
    let outermost = "[".repeat(depth);
    let long = format!(r#"[2,"1","Heartbeat",{{}}{}]"#, ",1".repeat(depth));
    assert!(read(&deep).0.starts_with("call 1 Heartbeat [["));
    assert_eq!(broken(&unclosed).answer_to(), Some("1"));
    assert_eq!(broken(&outermost).answer_to(), None);
    assert_eq!(read(&long).1, [DeviationKind::ExtraElements]);
}

#[test]
fn refusals_are_written_as_specified() {
    let text = encode_error("a\"b", ErrorCode::OccurenceConstraintViolation, "idTag: missing");
    assert_eq!(text, r#"[4,"a\"b","OccurenceConstraintViolation","idTag: missing",{}]"#);
    let text = encode_error("1", ErrorCode::InternalError, &"ö".repeat(300));
    let Frame::CallError { description, .. } = Frame::parse(&text).unwrap().frame else { panic!("{text}") };
    assert_eq!(description.chars().count(), 255);
}

/// Reads a frame and its payload with whatever type it claims to have, as a central system would; nothing may panic.
fn read_all(text: &str) {
    let Ok(received) = Frame::parse(text) else { return };
    let (Frame::Call { payload, .. } | Frame::CallResult { payload, .. }) = received.frame else { return };
    for message in every_message() {
        let _ = (message.read)(payload.get());
        let _ = (message.salvage)(payload.get());
    }
}

/// A frame as it should be.
fn any_frame() -> impl Strategy<Value = String> {
    (0..every_message().len()).prop_map(|index| {
        let message = &every_message()[index];
        format!(r#"[2,"17","{}",{}]"#, message.action, sample::full(message.shape))
    })
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), json in "[\\[\\]{}:,\"0-9a-z.\\\\ -]{0,60}") {
        read_all(&text);
        read_all(&json);
        read_all(&format!(r#"[2,"1","MeterValues",{json}]"#));
        read_all(&format!(r#"[2,"1","MeterValues",{{{json}}}]"#));
    }

    #[test]
    fn no_damage_makes_the_reader_panic(
        frame in any_frame(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..8, any::<char>()), 1..6),
    ) {
        let mut characters: Vec<char> = frame.chars().collect();
        for (index, length, with) in damages {
            let start = index.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, [with]);
        }
        read_all(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn a_frame_cut_anywhere_behind_its_id_can_be_answered(frame in any_frame(), cut in any::<prop::sample::Index>()) {
        let id_end = r#"[2,"17""#.len();
        let mut end = id_end + cut.index(frame.len() - id_end);
        while !frame.is_char_boundary(end) {
            end += 1;
        }
        let end = end.min(frame.len() - 1);
        match Frame::parse(&frame[..end]) {
            Err(error) => prop_assert_eq!(error.answer_to(), Some("17")),
            Ok(received) => {
                prop_assert_eq!(received.frame.id(), "17");
                prop_assert!(received.deviations.iter().any(|deviation| deviation.kind == DeviationKind::MissingBrackets));
            }
        }
    }
}
