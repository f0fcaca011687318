//! Faults: OCPP's error codes, which alarm each raises and when it ends (`product.md`, Alarms; OCPP 1.6 ed. 2 §7.6).

use crate::alarm::AlarmType;
use crate::outlet::{OutletPresent, OutletStatus};
use crate::word::words;

words! {
    /// What OCPP says is wrong with an outlet or a station; NoError is the absence of one.
    ErrorCode {
        /// The lock of the connector failed.
        ConnectorLockFailure = "ConnectorLockFailure",
        /// Talking to the car failed.
        EvCommunicationError = "EVCommunicationError",
        /// The ground fault interrupter tripped.
        GroundFailure = "GroundFailure",
        /// Too hot inside.
        HighTemperature = "HighTemperature",
        /// Something in the station's own works.
        InternalError = "InternalError",
        /// The local list does not fit what the station has.
        LocalListConflict = "LocalListConflict",
        /// Something else; the station's text says what.
        OtherError = "OtherError",
        /// The over current protection tripped.
        OverCurrentFailure = "OverCurrentFailure",
        /// The voltage is too high.
        OverVoltage = "OverVoltage",
        /// The meter cannot be read.
        PowerMeterFailure = "PowerMeterFailure",
        /// The power switch cannot be controlled.
        PowerSwitchFailure = "PowerSwitchFailure",
        /// The tag reader failed.
        ReaderFailure = "ReaderFailure",
        /// A reset did not succeed.
        ResetFailure = "ResetFailure",
        /// The voltage is too low.
        UnderVoltage = "UnderVoltage",
        /// The wireless line is weak.
        WeakSignal = "WeakSignal",
    }
}

/// An error as it is kept: the code, and the station's text on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code.
    pub code: ErrorCode,
    /// The station's text; the code as sent in front of it, where that is none of OCPP's.
    pub text: Option<String>,
}

impl Fault {
    /// Reads an error code as sent; `None` for NoError.
    ///
    /// *Deviation:* without regard to case; `Mode3Error`, which 1.6 renamed, is EVCommunicationError; any other code becomes
    /// OtherError with the raw code in the text (`ocpp.md` rule 6).
    pub fn read(code: Option<&str>, text: Option<&str>) -> Option<Self> {
        let raw = code.map(str::trim).filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("NoError"))?;
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        let known = ErrorCode::ALL.iter().find(|known| known.as_str().eq_ignore_ascii_case(raw));
        Some(match known {
            Some(code) => Self { code: *code, text: text.map(str::to_owned) },
            None if raw.eq_ignore_ascii_case("Mode3Error") => {
                Self { code: ErrorCode::EvCommunicationError, text: text.map(str::to_owned) }
            }
            None => {
                let text = text.map_or_else(|| raw.to_owned(), |text| format!("{raw}: {text}"));
                Self { code: ErrorCode::OtherError, text: Some(text) }
            }
        })
    }

    /// Which alarm the fault raises; `None` for what is no fault of the hardware (LocalListConflict).
    ///
    /// *Decision:* OCPP has no code for a lost phase or for firmware that does not match the hardware. Both are told in vendors'
    /// texts under PowerMeterFailure, InternalError or OtherError and are recognised there.
    pub fn alarm_type(&self) -> Option<AlarmType> {
        use ErrorCode as E;
        let vague = matches!(self.code, E::OtherError | E::InternalError | E::PowerMeterFailure);
        match self.code {
            _ if vague && self.tells(PHASE_LOSS) => Some(AlarmType::Fuse),
            _ if vague && self.tells(MISMATCH) => Some(AlarmType::HardwareConfigurationFailure),
            E::OverCurrentFailure | E::OverVoltage | E::UnderVoltage => Some(AlarmType::Fuse),
            E::HighTemperature => Some(AlarmType::Temperature),
            E::LocalListConflict => None,
            E::ConnectorLockFailure
            | E::EvCommunicationError
            | E::GroundFailure
            | E::InternalError
            | E::OtherError
            | E::PowerMeterFailure
            | E::PowerSwitchFailure
            | E::ReaderFailure
            | E::ResetFailure
            | E::WeakSignal => Some(AlarmType::HardwareFailure),
        }
    }

    fn tells(&self, phrases: &[&str]) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        self.text.as_deref().map(letters).is_some_and(|text| phrases.iter().any(|phrase| text.contains(phrase)))
    }
}

/// Phrases of a lost phase, letters only.
const PHASE_LOSS: &[&str] = &["phaseloss", "phaselost", "lossofphase", "missingphase", "phasemissing", "phasefailure"];

/// Phrases of hardware and firmware that do not match, letters only.
const MISMATCH: &[&str] =
    &["hardwareconfiguration", "hardwaremismatch", "firmwaremismatch", "modelmismatch", "wrongmodel", "wronghardware"];

/// The types of alarm that a status raises and that NoError for the same connector clears.
pub const FAULT_ALARMS: [AlarmType; 4] =
    [AlarmType::HardwareFailure, AlarmType::HardwareConfigurationFailure, AlarmType::Fuse, AlarmType::Temperature];

/// What a new present means for the alarms of its node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultAlarm {
    /// Raise, or count up, the alarm of this type with the code as its subject.
    Raise {
        /// The alarm's type.
        kind: AlarmType,
        /// Its subject: the code's stable word, which the pages have a text for.
        subject: ErrorCode,
        /// The station's own words.
        text: Option<String>,
    },
    /// Clear every active alarm of [`FAULT_ALARMS`] of this node.
    Clear,
    /// Leave the alarms as they are.
    Keep,
}

/// What a new present of an outlet, or of the station itself, means for its alarms.
///
/// NoError clears all faults of that connector and nothing else does, so another code leaves an earlier one active. A fault
/// of which no cause was ever told counts as OtherError. Reports that fill history only must not come here.
pub fn fault_alarm(present: &OutletPresent) -> FaultAlarm {
    let fault = Fault::read(present.error_code.as_deref(), present.error_text.as_deref());
    let without_cause = || Fault { code: ErrorCode::OtherError, text: present.error_text.clone() };
    match fault.or_else(|| (present.status == OutletStatus::Faulted).then(without_cause)) {
        None => FaultAlarm::Clear,
        Some(fault) => match fault.alarm_type() {
            Some(kind) => FaultAlarm::Raise { kind, subject: fault.code, text: fault.text },
            None => FaultAlarm::Keep,
        },
    }
}
