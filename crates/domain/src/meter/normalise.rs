//! A sampled value made uniform, with the original kept.

use super::number::parse_number;
use super::unit::{missing_unit, unit};
use crate::report::{Name, Sample};

/// A sampled value as a station sent it; whatever is optional in OCPP may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RawSample<'a> {
    /// The value's text.
    pub value: &'a str,
    /// The unit.
    pub unit: Option<&'a str>,
    /// What was measured.
    pub measurand: Option<&'a str>,
    /// On which phase.
    pub phase: Option<&'a str>,
    /// Where in the station.
    pub location: Option<&'a str>,
    /// On which occasion.
    pub context: Option<&'a str>,
    /// `Raw` or `SignedData`.
    pub format: Option<&'a str>,
}

/// Makes a sampled value uniform: known words in OCPP's spelling, the value in its base unit, the original kept.
///
/// Signed data (`format` says so, or the value begins as OCMF does) and what is no finite number have no value; nothing is
/// dropped. Sources: `ocpp.md` rule 5; OCPP 1.6 ed. 2 §7.43, whose defaults (Energy.Active.Import.Register, Wh) are filled in
/// for measurand and unit; phase, location and context stay absent where they were.
pub fn normalise(raw: RawSample<'_>) -> Sample {
    let measurand = measurand(raw.measurand.unwrap_or_default());
    let signed = raw.format.is_some_and(|format| format.trim().eq_ignore_ascii_case("SignedData"))
        || raw.value.trim_start().starts_with("OCMF|");
    let sent_unit = raw.unit.map(str::trim).filter(|word| !word.is_empty());
    let unit = unit(sent_unit.unwrap_or_else(|| missing_unit(&measurand)));
    let value = if signed { None } else { parse_number(raw.value, unit.shift) };
    Sample {
        value: value.map(|value| unit.scale.apply(value)),
        original_unit: sent_unit.filter(|word| *word != unit.base).map(as_sent),
        unit: unit.base,
        phase: optional(raw.phase, PHASES),
        location: optional(raw.location, LOCATIONS),
        context: optional(raw.context, CONTEXTS),
        original: raw.value.into(),
        measurand,
        signed,
    }
}

/// OCPP's spelling of a measurand; the energy register for an empty one; one that is not known as it is.
pub fn measurand(word: &str) -> Name {
    match word.trim() {
        "" => Name::Borrowed(MEASURANDS[0]),
        word => known(word, MEASURANDS),
    }
}

/// A unit exactly as sent; the usual ones allocate nothing.
fn as_sent(unit: &str) -> Name {
    match USUAL_UNITS.iter().find(|usual| **usual == unit) {
        Some(usual) => Name::Borrowed(usual),
        None => Name::Owned(unit.to_owned()),
    }
}

fn optional(word: Option<&str>, words: &[&'static str]) -> Option<Name> {
    word.map(str::trim).filter(|word| !word.is_empty()).map(|word| known(word, words))
}

/// The one of `words` that is meant, without regard to case; else the word itself.
fn known(word: &str, words: &[&'static str]) -> Name {
    let exact = words.iter().find(|known| **known == word);
    match exact.or_else(|| words.iter().find(|known| known.eq_ignore_ascii_case(word))) {
        Some(known) => Name::Borrowed(known),
        None => Name::Owned(word.to_owned()),
    }
}

/// OCPP 1.6 ed. 2 §7.31 and OCPP 2.0.1 Part 2, MeasurandEnumType; the default first.
const MEASURANDS: &[&str] = &[
    "Energy.Active.Import.Register",
    "Energy.Active.Export.Register",
    "Energy.Reactive.Import.Register",
    "Energy.Reactive.Export.Register",
    "Energy.Active.Import.Interval",
    "Energy.Active.Export.Interval",
    "Energy.Active.Net",
    "Energy.Reactive.Import.Interval",
    "Energy.Reactive.Export.Interval",
    "Energy.Reactive.Net",
    "Energy.Apparent.Net",
    "Energy.Apparent.Import",
    "Energy.Apparent.Export",
    "Power.Active.Import",
    "Power.Active.Export",
    "Power.Reactive.Import",
    "Power.Reactive.Export",
    "Power.Offered",
    "Power.Factor",
    "Current.Import",
    "Current.Export",
    "Current.Offered",
    "Voltage",
    "Frequency",
    "Temperature",
    "SoC",
    "RPM",
];

const USUAL_UNITS: &[&str] = &["kWh", "kW", "kvarh", "kvar", "kVA", "Amp", "Volt", "Celcius", "Fahrenheit", "K", "%"];

const PHASES: &[&str] = &["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"];

const LOCATIONS: &[&str] = &["Outlet", "Inlet", "Body", "Cable", "EV"];

const CONTEXTS: &[&str] = &[
    "Sample.Periodic",
    "Sample.Clock",
    "Transaction.Begin",
    "Transaction.End",
    "Trigger",
    "Interruption.Begin",
    "Interruption.End",
    "Other",
];
