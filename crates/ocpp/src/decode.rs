//! Decoding payloads: strictly first, forgivingly when that fails.

use serde_json::value::RawValue;

use crate::deviation::{Deviation, DeviationKind};
use crate::error_code::ErrorCode;
use crate::message::Message;
use crate::repair::{Repair, Scalar};
use crate::violation::Violation;

/// A payload that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded<T> {
    /// The message.
    pub value: T,
    /// What was not as the specification has it; nothing for a well-behaved station.
    pub deviations: Vec<Deviation>,
}

/// Reads a payload.
///
/// A payload that is as it should be goes straight into its type. Only one that is not is walked a second time, to forgive what
/// has a single sensible reading and to note it.
///
/// # Errors
///
/// Says what could not be understood, where, and with which code to answer.
pub fn decode<T: Message>(payload: &str) -> Result<Decoded<T>, Violation> {
    match serde_json::from_str(payload) {
        Ok(value) => Ok(Decoded { value, deviations: Vec::new() }),
        Err(_) => accept(payload, Repair::new(false)),
    }
}

/// Reads the report of something that has happened, of which as much as possible must be kept.
///
/// As [`decode`], but an optional member or a list element that cannot be understood is dropped and noted. Not for commands: one
/// that lost a member would mean something else.
///
/// # Errors
///
/// Says which required member is missing or cannot be understood.
pub fn salvage<T: Message>(payload: &str) -> Result<Decoded<T>, Violation> {
    match serde_json::from_str(payload) {
        Ok(value) => Ok(Decoded { value, deviations: Vec::new() }),
        Err(_) => accept(payload, Repair::new(true)),
    }
}

fn accept<T: Message>(payload: &str, mut repair: Repair) -> Result<Decoded<T>, Violation> {
    let raw: &RawValue = serde_json::from_str(payload)
        .map_err(|_| repair.violation(ErrorCode::FormationViolation, "the payload is not valid JSON"))?;
    let value = if is_odd_empty(raw) {
        repair.note(DeviationKind::OddEmptyPayload, raw.get());
        T::accept(no_members(), &mut repair)?
    } else {
        T::accept(raw, &mut repair)?
    };
    Ok(Decoded { value, deviations: repair.into_deviations() })
}

/// An object without members.
pub(crate) fn no_members() -> &'static RawValue {
    serde_json::from_str("{}").expect("it is valid JSON")
}

/// *Deviation:* some stations write an empty payload as null, `""` or `[]`.
fn is_odd_empty(raw: &RawValue) -> bool {
    match Scalar::of(raw) {
        Scalar::Null => true,
        Scalar::Text { text, .. } => text.is_empty(),
        Scalar::List => raw.get()[1..raw.get().len() - 1].trim().is_empty(),
        _ => false,
    }
}
