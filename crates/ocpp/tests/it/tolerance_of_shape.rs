//! Every member of every message: what becomes of it when it is missing, null, misspelt, too long or of another type.

use ocpp::shape::Kind;
use ocpp::{Deviation, DeviationKind, ErrorCode};
use serde_json::{Value, json};

use crate::every_message::{EveryMessage, every_message};
use crate::sample::{self, Place};

/// Runs a check for every member of every message.
fn for_every_place(check: impl Fn(&EveryMessage, &Place, Value)) {
    let mut checked = 0;
    for message in every_message() {
        for place in sample::places(message.shape) {
            check(&message, &place, sample::full(message.shape));
            checked += 1;
        }
    }
    assert!(checked > 150, "only {checked} places were checked");
}

/// Reads a payload that is expected to be forgiven once, at one place; gives what the message was read as.
fn forgiven(message: &EveryMessage, payload: &Value, path: &str, kind: DeviationKind) -> Value {
    let read = (message.read)(&payload.to_string()).unwrap_or_else(|error| panic!("{}: {error}", message.name()));
    let noted: Vec<(&str, DeviationKind)> =
        read.deviations.iter().map(|Deviation { path, kind, .. }| (path.as_str(), *kind)).collect();
    assert_eq!(noted, [(path, kind)], "{}: {payload}", message.name());
    read.value.unchecked
}

/// Reads a payload that is expected to be refused, with this code at this place.
fn refused(message: &EveryMessage, payload: &Value, path: &str, code: ErrorCode) {
    let violation = (message.read)(&payload.to_string()).expect_err(message.name());
    assert_eq!((violation.path.as_str(), violation.code), (path, code), "{}: {payload}", message.name());
}

#[test]
fn a_missing_member_is_refused_where_it_is_required() {
    for_every_place(|message, place, mut payload| {
        sample::holder(&mut payload, place).remove(place.name);
        if place.required {
            refused(message, &payload, &place.path, ErrorCode::OccurenceConstraintViolation);
        } else {
            let read = (message.read)(&payload.to_string()).expect("it is optional");
            assert_eq!((read.value.unchecked, read.deviations), (payload, Vec::new()));
        }
    });
}

#[test]
fn a_null_stands_for_an_absent_member() {
    for_every_place(|message, place, mut payload| {
        sample::holder(&mut payload, place).insert(place.name.to_owned(), Value::Null);
        if place.required {
            refused(message, &payload, &place.path, ErrorCode::OccurenceConstraintViolation);
        } else {
            let read = forgiven(message, &payload, &place.path, DeviationKind::NullForAbsent);
            sample::holder(&mut payload, place).remove(place.name);
            assert_eq!(read, payload);
        }
    });
}

#[test]
fn a_member_of_unknown_name_is_dropped() {
    for_every_place(|message, place, payload| {
        let mut odd = payload.clone();
        sample::holder(&mut odd, place).insert("customData".to_owned(), json!({"vendorId": [1, "x"]}));
        let path = format!("{}customData", place.path.strip_suffix(place.name).unwrap());
        assert_eq!(forgiven(message, &odd, &path, DeviationKind::UnknownMember), payload);
    });
}

#[test]
fn a_name_in_other_case_is_understood() {
    for_every_place(|message, place, payload| {
        let mut odd = payload.clone();
        let value = sample::holder(&mut odd, place).remove(place.name).unwrap();
        sample::holder(&mut odd, place).insert(place.name.to_uppercase(), value);
        assert_eq!(forgiven(message, &odd, &place.path, DeviationKind::MisspeltMember), payload);
    });
}

#[test]
fn a_scalar_in_or_out_of_quotes_is_understood() {
    for_every_place(|message, place, payload| {
        let (odd_value, kind, expected) = match place.kind {
            Kind::Integer => (json!("2147483647"), DeviationKind::NumberAsText, json!(i32::MAX)),
            Kind::Decimal => (json!("16.1"), DeviationKind::NumberAsText, json!(16.1)),
            Kind::Boolean => (json!("TRUE"), DeviationKind::BooleanAsOther, json!(true)),
            Kind::Text { .. } => (json!(12), DeviationKind::TextWithoutQuotes, json!("12")),
            _ => return,
        };
        let mut odd = payload.clone();
        *odd.pointer_mut(&place.pointer).unwrap() = odd_value;
        let mut sane = payload;
        *sane.pointer_mut(&place.pointer).unwrap() = expected;
        assert_eq!(forgiven(message, &odd, &place.path, kind), sane);
    });
}

#[test]
fn a_value_of_another_type_is_refused() {
    for_every_place(|message, place, mut payload| {
        let wrong = match place.kind {
            // The data of a DataTransfer may be anything.
            Kind::Text { limit: None } if place.name == "data" => return,
            Kind::Integer | Kind::Decimal | Kind::Boolean => json!("abc"),
            Kind::Object(_) | Kind::List { .. } => json!(true),
            Kind::Text { .. } | Kind::Enumeration(_) | Kind::Timestamp => json!({}),
        };
        // A list of texts may be written as its only text; true is one, without quotes.
        if let Kind::List { of: Kind::Text { .. }, .. } = place.kind {
            return;
        }
        *payload.pointer_mut(&place.pointer).unwrap() = wrong;
        refused(message, &payload, &place.path, ErrorCode::TypeConstraintViolation);
    });
}

#[test]
fn a_text_over_its_limit_is_kept_and_not_sent() {
    for_every_place(|message, place, mut payload| {
        let Kind::Text { limit: Some(limit) } = place.kind else { return };
        *payload.pointer_mut(&place.pointer).unwrap() = json!("ö".repeat(limit + 1));
        let read = (message.read)(&payload.to_string()).unwrap();
        assert_eq!(read.value.unchecked, payload);
        assert_eq!(read.deviations.len(), 1);
        assert_eq!((&read.deviations[0].path, read.deviations[0].kind), (&place.path, DeviationKind::TooLong));
        let error = read.value.payload.unwrap_err();
        let expected = format!("send {}: {} characters where at most {limit} are allowed", place.path, limit + 1);
        assert_eq!(error.to_string(), expected);
    });
}

#[test]
fn a_word_in_other_case_is_understood_and_an_unknown_one_only_where_it_can_be() {
    for_every_place(|message, place, payload| {
        let Kind::Enumeration(words) = place.kind else { return };
        let mut odd = payload.clone();
        *odd.pointer_mut(&place.pointer).unwrap() = json!(format!(" {}", words.values[0].to_uppercase()));
        assert_eq!(forgiven(message, &odd, &place.path, DeviationKind::MisspeltValue), payload);

        *odd.pointer_mut(&place.pointer).unwrap() = json!("Bogus");
        if words.open {
            let read = (message.read)(&odd.to_string()).unwrap();
            assert_eq!(read.deviations.len(), 1);
            assert_eq!(read.value.unchecked, odd, "the word is kept");
            let error = read.value.payload.unwrap_err();
            assert_eq!(error.to_string(), format!("send {}: \"Bogus\" is not one of the allowed values", place.path));
        } else {
            refused(message, &odd, &place.path, ErrorCode::PropertyConstraintViolation);
        }
    });
}

#[test]
fn every_word_is_read_as_itself() {
    for_every_place(|message, place, mut payload| {
        let Kind::Enumeration(words) = place.kind else { return };
        for word in words.values {
            *payload.pointer_mut(&place.pointer).unwrap() = json!(word);
            let read = (message.read)(&payload.to_string()).unwrap();
            assert_eq!((read.value.unchecked, read.deviations), (payload.clone(), Vec::new()));
        }
    });
}

#[test]
fn a_list_of_one_needs_no_brackets() {
    for_every_place(|message, place, payload| {
        let Kind::List { of, at_least } = place.kind else { return };
        let mut odd = payload.clone();
        let list = odd.pointer_mut(&place.pointer).unwrap();
        *list = list[0].clone();
        assert_eq!(forgiven(message, &odd, &place.path, DeviationKind::SingleForList), payload, "{of:?}");

        *odd.pointer_mut(&place.pointer).unwrap() = json!([]);
        if at_least == 0 {
            assert_eq!((message.read)(&odd.to_string()).unwrap().deviations, Vec::new());
        } else {
            assert_eq!(forgiven(message, &odd, &place.path, DeviationKind::EmptyList), odd);
        }
    });
}

#[test]
fn an_integer_beyond_32_bits_is_kept_and_not_sent() {
    for_every_place(|message, place, mut payload| {
        if place.kind != Kind::Integer {
            return;
        }
        *payload.pointer_mut(&place.pointer).unwrap() = json!(i64::MAX);
        let read = (message.read)(&payload.to_string()).unwrap();
        assert_eq!((&read.value.unchecked, read.deviations), (&payload, Vec::new()));
        assert_eq!(read.value.payload.unwrap_err().path, place.path);
    });
}

#[test]
fn an_odd_time_is_kept_and_not_sent() {
    for_every_place(|message, place, mut payload| {
        if place.kind != Kind::Timestamp {
            return;
        }
        *payload.pointer_mut(&place.pointer).unwrap() = json!("2022-02-29 12:34");
        let read = (message.read)(&payload.to_string()).unwrap();
        assert_eq!((&read.value.unchecked, read.deviations.len()), (&payload, 1));
        assert_eq!(read.value.payload.unwrap_err().path, place.path);
    });
}

#[test]
fn a_report_is_saved_by_dropping_what_cannot_be_read() {
    for_every_place(|message, place, mut payload| {
        if place.required || !matches!(place.kind, Kind::Integer) {
            return;
        }
        *payload.pointer_mut(&place.pointer).unwrap() = json!("abc");
        let read = (message.salvage)(&payload.to_string()).unwrap();
        assert_eq!(read.deviations.len(), 1);
        assert_eq!(
            (&read.deviations[0].path, read.deviations[0].kind),
            (&place.path, DeviationKind::UnreadableDropped)
        );
        sample::holder(&mut payload, place).remove(place.name);
        assert_eq!(read.value.unchecked, payload);
    });
}

#[test]
fn a_payload_that_is_no_object_is_refused_where_it_is_not_plainly_empty() {
    for message in every_message() {
        for payload in [json!([1]), json!(true), json!("x"), json!(1)] {
            refused(&message, &payload, "", ErrorCode::FormationViolation);
        }
        if message.shape.fields.is_empty() {
            for payload in [json!([]), json!(null), json!("")] {
                forgiven(&message, &payload, "", DeviationKind::OddEmptyPayload);
            }
        }
    }
}
