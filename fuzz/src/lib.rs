//! What is fuzzed: the checks of `crates/ocpp/tests/it/any_input.rs`, which the ordinary tests run over the corpus.

#![allow(dead_code, reason = "the files are shared with tests that use more of them")]

#[path = "../../crates/ocpp/tests/it/any_input.rs"]
mod any_input;
#[path = "../../crates/ocpp/tests/it/every_message.rs"]
mod every_message;
#[path = "../../crates/ocpp/tests/it/soap_message.rs"]
mod soap_message;

/// OCPP-J frames.
pub fn frame(bytes: &[u8]) {
    any_input::frame(bytes);
}

/// Payloads of every action of OCPP 1.6, requests and responses.
pub fn payload(bytes: &[u8]) {
    any_input::payload(bytes);
}

/// SOAP envelopes and the messages of OCPP 1.5 and 1.6 in them.
pub fn envelope(bytes: &[u8]) {
    any_input::envelope(bytes);
}

/// Times as stations write them.
pub fn timestamp(bytes: &[u8]) {
    any_input::timestamp(bytes);
}
