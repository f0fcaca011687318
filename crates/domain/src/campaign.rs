//! Firmware campaigns: one image for many stations, in waves, halted when too many fail.

use serde::{Deserialize, Serialize};

use crate::id::NodeId;
use crate::time::UtcMillis;
use crate::transfer::TransferState;
use crate::word::words;

words! {
    /// How a campaign stands.
    CampaignState {
        /// Its time has not come.
        Waiting = "waiting",
        /// Waves go out.
        Running = "running",
        /// A person holds it.
        Paused = "paused",
        /// Too many stations failed.
        Halted = "halted",
        /// Every station has ended.
        Done = "done",
        /// A person ended it.
        Cancelled = "cancelled",
    }
}

words! {
    /// How a station of a campaign stands.
    TargetState {
        /// Its wave has not come, or it is offline.
        Waiting = "waiting",
        /// It has been asked.
        Updating = "updating",
        /// It runs the new firmware.
        Installed = "installed",
        /// It failed.
        Failed = "failed",
        /// It takes no part.
        Skipped = "skipped",
        /// The campaign was cancelled before its turn.
        Cancelled = "cancelled",
    }
}

words! {
    /// Why a station takes no part in a campaign.
    SkipReason {
        /// The image is another vendor's.
        OtherVendor = "otherVendor",
        /// The image is for another model.
        OtherModel = "otherModel",
        /// It has never told what it is.
        Unknown = "unknown",
        /// It runs this version already.
        HasVersion = "hasVersion",
    }
}

/// After how many failures a campaign halts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HaltAfter {
    /// So many stations, at least 1.
    Count(u32),
    /// So many of a hundred of the stations that take part, 1 to 100.
    Percent(u32),
}

/// What is needed of a firmware image to know whether it fits a station.
#[derive(Debug, Clone, Copy)]
pub struct Fit<'a> {
    /// The vendor; any when empty.
    pub vendor: &'a str,
    /// The model; any when empty.
    pub model: &'a str,
    /// The version.
    pub version: &'a str,
}

/// Whether an image fits a station by what that told when it booted. Vendors and models are compared without regard to case
/// and spaces around them.
///
/// # Errors
/// Why the station takes no part.
pub fn fits(
    image: Fit<'_>,
    vendor: Option<&str>,
    model: Option<&str>,
    firmware_version: Option<&str>,
) -> Result<(), SkipReason> {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    match (vendor, model) {
        (Some(vendor), _) if !image.vendor.trim().is_empty() && !same(image.vendor, vendor) => {
            Err(SkipReason::OtherVendor)
        }
        (_, Some(model)) if !image.model.trim().is_empty() && !same(image.model, model) => Err(SkipReason::OtherModel),
        (None, _) | (_, None) => Err(SkipReason::Unknown),
        _ if firmware_version.is_some_and(|version| same(version, image.version)) => Err(SkipReason::HasVersion),
        _ => Ok(()),
    }
}

/// What a campaign is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many stations at once, at least 1.
    pub wave_size: u32,
    /// When it halts; never when absent.
    pub halt_after: Option<HaltAfter>,
    /// When it begins.
    pub starts_at: UtcMillis,
    /// Failures that a person has seen and gone on from.
    pub forgiven: u32,
}

/// A station of a campaign, as far as the next step depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The station.
    pub station_id: NodeId,
    /// How it stands.
    pub state: TargetState,
    /// Whether it can be reached now.
    pub online: bool,
}

/// What a campaign does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing now.
    Wait,
    /// Its time has come.
    Begin,
    /// A wave goes out to these stations.
    Start(Vec<NodeId>),
    /// It halts.
    Halt,
    /// It is done.
    Finish,
}

/// Decides what a campaign does next; `targets` stand in the order of their turn.
///
/// *Decision:* the next wave goes out when nobody of the wave before is under way, and is made of those who can be reached;
/// whoever is offline keeps the turn and is asked with the first wave after coming back.
pub fn next(state: CampaignState, plan: &Plan, targets: &[Target], now: UtcMillis) -> Step {
    match state {
        CampaignState::Waiting if now >= plan.starts_at => Step::Begin,
        CampaignState::Running => running(plan, targets),
        _ => Step::Wait,
    }
}

fn running(plan: &Plan, targets: &[Target]) -> Step {
    let count = |state| targets.iter().filter(|target| target.state == state).count();
    if is_too_many(plan, count(TargetState::Failed), targets.len() - count(TargetState::Skipped)) {
        return Step::Halt;
    }
    if count(TargetState::Updating) > 0 {
        return Step::Wait;
    }
    if count(TargetState::Waiting) == 0 {
        return Step::Finish;
    }
    let turn = targets.iter().filter(|target| target.state == TargetState::Waiting && target.online);
    let wave: Vec<NodeId> = turn.take(plan.wave_size.max(1) as usize).map(|target| target.station_id).collect();
    if wave.is_empty() { Step::Wait } else { Step::Start(wave) }
}

fn is_too_many(plan: &Plan, failed: usize, taking_part: usize) -> bool {
    let counted = failed.saturating_sub(plan.forgiven as usize);
    match plan.halt_after {
        _ if counted == 0 => false,
        None => false,
        Some(HaltAfter::Count(limit)) => counted >= limit.max(1) as usize,
        Some(HaltAfter::Percent(limit)) => counted * 100 >= limit.max(1) as usize * taking_part,
    }
}

/// How a station of a campaign stands by how its transfer does.
pub fn by_transfer(state: TransferState) -> TargetState {
    match state {
        TransferState::Installed => TargetState::Installed,
        state if state.is_ended() => TargetState::Failed,
        _ => TargetState::Updating,
    }
}
