//! What is written as XML reads back as what it was, without anything odd about it.

use ocpp::Deviation;
use ocpp::soap::Envelope;
use proptest::prelude::*;

use crate::sample;
use crate::soap_message::every_soap_message;

#[test]
fn minimal_and_full_payloads_survive() {
    for message in every_soap_message() {
        for payload in [sample::minimal(message.shape), sample::full(message.shape)] {
            let (text, deviations, back) = (message.there_and_back)(message.version, message.service, &payload);
            assert_eq!(deviations, Vec::<Deviation>::new(), "{text}");
            assert_eq!(back, payload, "{text}");
            let namespace = message.version.namespace(message.service);
            assert!(text.contains(&format!(" xmlns=\"{namespace}\"")), "{text}");
            let envelope = Envelope::read(&text).unwrap();
            let wanted = match message.half {
                ocpp::v16::Half::Request => message.action.to_owned(),
                ocpp::v16::Half::Response => format!("{}Response", message.action),
            };
            assert!(envelope.actions(&[]).all(|action| action.eq_ignore_ascii_case(&wanted)), "{text}");
        }
    }
}

/// A payload whose texts hold only characters that XML can have, and no blanks that it would fold.
fn is_plain(payload: &serde_json::Value) -> bool {
    match payload {
        serde_json::Value::String(text) => {
            text.chars().all(|character| !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}'))
        }
        serde_json::Value::Array(parts) => !parts.is_empty() && parts.iter().all(is_plain),
        serde_json::Value::Object(members) => members.values().all(is_plain),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_may_be_sent_survives(
        (index, payload) in (0..every_soap_message().len()).prop_flat_map(|index| {
            (Just(index), sample::any_valid(every_soap_message()[index].shape).prop_filter("no odd characters", is_plain))
        })
    ) {
        let message = &every_soap_message()[index];
        let (text, deviations, back) = (message.there_and_back)(message.version, message.service, &payload);
        prop_assert_eq!(deviations, Vec::<Deviation>::new(), "{}", text);
        prop_assert_eq!(back, payload, "{}", text);
    }

    #[test]
    fn whatever_comes_harms_nobody(text in "\\PC*") {
        let _ = Envelope::read(&text);
        let wrapped = format!("<Envelope><Body><heartbeatRequest>{text}</heartbeatRequest></Body></Envelope>");
        if let Ok(envelope) = Envelope::read(&wrapped) {
            let _ = envelope.salvage::<ocpp::v15::StopTransactionRequest>("urn://Ocpp/Cs/2012/06/");
        }
        let _ = ocpp::soap::masked(&wrapped);
    }
}
