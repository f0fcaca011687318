//! What holds whatever bytes come. Fuzzing (`fuzz/`) looks for bytes for which it does not, and keeps what it learnt from as a
//! corpus; here the corpus is read again, crashes of the past with it.

use std::path::Path;
use std::sync::LazyLock;

use ocpp::rpc::{Frame, encode_error};
use ocpp::soap::{Addressing, Answering, Envelope, Fault, FaultCode, Version, text_of_bytes, write_fault};
use ocpp::{DeviationKind, ErrorCode, Timestamp, soap, v16};

use crate::every_message::{EveryMessage, every_message};
use crate::soap_message::{SoapMessage, every_soap_message};

static MESSAGES: LazyLock<Vec<EveryMessage>> = LazyLock::new(every_message);
static SOAP_MESSAGES: LazyLock<Vec<SoapMessage>> = LazyLock::new(every_soap_message);

/// A frame is read or refused; what it is refused with, and any error that answers it, can be read by its sender.
pub(crate) fn frame(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Frame::parse(text) {
        Ok(received) => {
            let id = received.frame.id();
            assert_error_is_readable(&encode_error(id, ErrorCode::InternalError, text), id);
            if let Frame::Call { action, payload, .. } = &received.frame {
                let masked = v16::masked(action, payload.get());
                assert!(masked.len() <= payload.get().len().max(64) * 2, "a log line grows: {masked}");
            }
        }
        Err(error) => {
            if let Some(id) = error.answer_to() {
                assert_error_is_readable(&encode_error(id, error.code, &error.message), id);
            }
        }
    }
}

fn assert_error_is_readable(text: &str, id: &str) {
    let received = Frame::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert!(matches!(received.frame, Frame::CallError { .. }), "{text}");
    assert_eq!(received.frame.id(), id, "{text}");
    // An id that is longer than it should be is given back as it came.
    let odd = received.deviations.iter().find(|deviation| deviation.kind != DeviationKind::MessageIdTooLong);
    assert_eq!(odd, None, "{text}");
}

/// A payload, after a line with the name of its message, is read or refused; one that was read and may be sent reads back as the
/// same, with nothing odd about it (which `every_message` sees to). A name of no message stands for any, so that no input is lost.
pub(crate) fn payload(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (name, payload) = text.split_once('\n').unwrap_or(("", text));
    let any = name.bytes().map(usize::from).sum::<usize>() % MESSAGES.len();
    let message = MESSAGES.iter().find(|message| message.name() == name).unwrap_or(&MESSAGES[any]);
    let read = (message.read)(payload);
    let saved = (message.salvage)(payload);
    assert!(read.is_err() || saved.is_ok(), "what can be read can be saved: {name}");
    let _ = v16::masked(message.action.as_str(), payload);
}

/// An envelope is read or refused, its payload as any message, and a fault that answers it can be read by its sender.
pub(crate) fn envelope(bytes: &[u8]) {
    let (text, _) = text_of_bytes(bytes);
    let _ = soap::masked(&text);
    let Ok(envelope) = Envelope::read(&text) else { return };
    assert!(text.contains(envelope.payload_text()), "the payload is a part of the document");
    let reason = envelope.actions(&[]).collect::<Vec<_>>().join(" ");
    for message in SOAP_MESSAGES.iter() {
        (message.accept)(&envelope, message.version.namespace(message.service));
    }
    let answering = Answering {
        version: Version::V15,
        service: soap::Service::CentralSystem,
        dialect: envelope.dialect,
        addressing: Addressing::Of2005,
        message_id: "urn:uuid:2",
        relates_to: envelope.headers.message_id.as_deref(),
    };
    let answer = write_fault(&answering, &Fault::new(FaultCode::InternalError, reason));
    let read = Envelope::read(&answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
    assert!(read.fault().is_some(), "{answer}");
}

/// A time is read or not; one that is read is one that can be written, and reads back as the same.
pub(crate) fn timestamp(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let timestamp = Timestamp::from(text);
    let reading = timestamp.reading();
    assert_eq!(timestamp.as_str(), text);
    assert!(reading.utc_ms.is_some() || reading.oddity.is_some(), "a time that tells nothing is odd");
    if let Some(utc_ms) = reading.utc_ms {
        let written = Timestamp::from_utc_ms(utc_ms);
        let again = written.reading();
        assert_eq!((again.utc_ms, again.oddity), (Some(utc_ms), None), "{text} was written as {written}");
    }
}

/// Reads everything in a folder of the corpus.
fn corpus(name: &str, read: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder can be listed").path();
        println!("{}", path.display());
        read(&std::fs::read(&path).expect("an input can be read"));
        count += 1;
    }
    assert!(count >= 10, "only {count} inputs in {}", folder.display());
}

#[test]
fn the_corpus_of_frames_harms_nobody() {
    corpus("frame", frame);
}

#[test]
fn the_corpus_of_payloads_harms_nobody() {
    corpus("payload", payload);
}

#[test]
fn the_corpus_of_envelopes_harms_nobody() {
    corpus("envelope", envelope);
}

#[test]
fn the_corpus_of_times_harms_nobody() {
    corpus("timestamp", timestamp);
}
