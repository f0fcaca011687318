//! The steps of a scenario.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::range::{NumberRange, Span};
use crate::station::{OutletNumber, Resent, VehicleModel};

/// Something that happens, in the order of the scenario.
///
/// Steps without anything to say are written as their name (`"unplug"`), others as a table with one member
/// (`{ wait = "5s..20s" }`).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Nothing, for a time.
    Wait(Span),
    /// The line is made if it is down; goes on when the central system has accepted the station.
    Connect,
    /// The line is down until `connect`.
    Disconnect,
    /// The line is down for a time; everything else goes on.
    Drop(Span),
    /// The station restarts on its own; goes on when it has been accepted again.
    Reboot,
    /// A vehicle is plugged in.
    Plug(Plug),
    /// Waits until one of the station's tags is in use nowhere in the fleet: somebody has time to come.
    AwaitTag,
    /// A tag is presented: one by its name, `#` and the tag itself, or `any` of the station's: the one that was waited for,
    /// and the same until the vehicle is unplugged.
    Tag(Spanned<String>),
    /// The tag presented last is presented again, if a session runs.
    Stop,
    /// Charging goes on until something is reached, or the session has ended otherwise.
    Charge(Charge),
    /// Waits until somebody else (the central system) begins a session, at most so long.
    AwaitSession(Span),
    /// The vehicle is unplugged.
    Unplug,
    /// Something breaks and is whole again after a time.
    Fault(FaultStep),
    /// The last start or stop is sent again.
    Resend(ResendStep),
    /// A heartbeat is sent now.
    Heartbeat,
    /// Something of a vendor is sent.
    DataTransfer(DataTransferStep),
    /// Something that touches security is told, such as `FirmwareUpdated`.
    SecurityEvent(String),
    /// One of several lists of steps.
    Choose(Arc<[Choice]>),
    /// A list of steps, several times or for ever.
    Repeat(Repeat),
}

/// A vehicle that is plugged in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Plug {
    /// Which; one of all where it is not said.
    pub vehicle: Option<VehicleModel>,
    /// How full it is in percent; 20 to 70 where it is not said.
    pub percent: Option<NumberRange>,
    /// At which outlet.
    pub outlet: Option<Spanned<OutletNumber>>,
}

/// Until when charging goes on: whatever is reached first. Where nothing is said, until the vehicle is full.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Charge {
    /// So much energy.
    pub kwh: Option<NumberRange>,
    /// So long.
    pub time: Option<Span>,
}

/// Something that breaks.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FaultStep {
    /// What, in OCPP's words, such as `GroundFailure`.
    pub code: Spanned<String>,
    /// For how long.
    #[serde(rename = "for")]
    pub duration: Span,
    /// Further words.
    pub info: Option<String>,
    /// The vendor's own code.
    pub vendor_code: Option<String>,
    /// At which outlet; 0 is the station as a whole.
    pub outlet: Option<Spanned<OutletNumber>>,
}

/// Something that is sent again.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ResendStep {
    /// What.
    pub what: Resent,
    /// Whether with the same message id.
    #[serde(default)]
    pub same_id: bool,
}

/// Something of a vendor.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DataTransferStep {
    /// The vendor.
    pub vendor: String,
    /// Which message.
    pub message: Option<String>,
    /// The content.
    pub data: Option<String>,
}

/// A list of steps that may be chosen.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Choice {
    /// How likely, compared with the others.
    #[serde(default = "one")]
    pub weight: u32,
    /// The steps.
    pub steps: Arc<[Spanned<Step>]>,
}

/// A list of steps that is repeated.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Repeat {
    /// How often; for ever where it is not said.
    pub times: Option<u32>,
    /// The steps.
    pub steps: Arc<[Spanned<Step>]>,
}

fn one() -> u32 {
    1
}
