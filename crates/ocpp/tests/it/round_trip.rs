//! What is written is what the official schemas allow, and reads back as what it was.

use ocpp::rpc::{encode_call, encode_error, encode_result};
use ocpp::shape::{Kind, Shape};
use ocpp::{Deviation, ErrorCode, v16};
use proptest::prelude::*;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::every_message::every_message;
use crate::ordered_json::Members;
use crate::{official_schema, sample};

#[test]
fn minimal_and_full_payloads_survive_and_keep_their_official_schema() {
    let folder = official_schema::folder();
    for message in every_message() {
        let validator = folder.as_ref().map(|folder| official_schema::validator(folder, &message));
        for payload in [sample::minimal(message.shape), sample::full(message.shape)] {
            let read =
                (message.read)(&payload.to_string()).unwrap_or_else(|error| panic!("{}: {error}", message.name()));
            assert_eq!(read.deviations, Vec::<Deviation>::new(), "{}", message.name());
            let written = read.value.payload.unwrap_or_else(|error| panic!("{}: {error}", message.name()));
            let written: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(written, payload, "{}", message.name());
            if let Some(validator) = &validator {
                let errors: Vec<String> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
                assert_eq!(errors, Vec::<String>::new(), "{}: {written}", message.name());
            }
        }
    }
}

#[test]
fn members_are_written_in_the_order_of_the_schema() {
    for message in every_message() {
        let payload = sample::full(message.shape).to_string();
        let written = (message.read)(&payload).unwrap().value.payload.unwrap();
        assert_in_order(&written, message.shape);
        assert!(!written.contains(char::is_whitespace), "not compact: {written}");
    }
}

/// The members of an object, and of all objects in it, stand as its shape has them; `schema_agreement` holds the shapes to the
/// official schemas, order included.
fn assert_in_order(object: &str, shape: &Shape) {
    let Members(members) = serde_json::from_str::<Members<Box<RawValue>>>(object).expect("it is an object");
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    let expected: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
    assert_eq!(names, expected, "{}", shape.name);
    for ((_, value), field) in members.iter().zip(shape.fields) {
        match field.kind {
            Kind::Object(shape) => assert_in_order(value.get(), shape),
            Kind::List { of: Kind::Object(shape), .. } => {
                for element in serde_json::from_str::<Vec<Box<RawValue>>>(value.get()).expect("it is a list") {
                    assert_in_order(element.get(), shape);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn frames_are_compact_whatever_they_carry() {
    for message in every_message() {
        let written = (message.read)(&sample::minimal(message.shape).to_string()).unwrap().value.payload.unwrap();
        assert!(!written.contains(char::is_whitespace), "{written}");
    }
    let reset = v16::ResetRequest::new(v16::ResetType::Soft);
    assert_eq!(encode_call("1", &reset).unwrap(), r#"[2,"1","Reset",{"type":"Soft"}]"#);
    let nothing = v16::StatusNotificationResponse::new();
    assert_eq!(encode_result("1", &nothing).unwrap(), r#"[3,"1",{}]"#);
    assert_eq!(encode_error("1", ErrorCode::NotSupported, ""), r#"[4,"1","NotSupported","",{}]"#);
}

/// Any message, with any payload that it may have.
fn any_message_and_payload() -> impl Strategy<Value = (usize, Value)> {
    (0..every_message().len()).prop_flat_map(|index| {
        let shape = every_message()[index].shape;
        (Just(index), sample::any_valid(shape))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_may_be_sent_survives((index, payload) in any_message_and_payload()) {
        let message = &every_message()[index];
        let read = (message.read)(&payload.to_string()).expect("it is valid");
        prop_assert_eq!(read.deviations, Vec::<Deviation>::new());
        let written = read.value.payload.expect("it may be sent");
        prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), payload);
    }
}
