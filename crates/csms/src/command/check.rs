//! Whether a station can be given a command at all.

use domain::UtcMillis;
use domain::charging_profile::{ChargingProfile, ProfilePurpose};
use domain::command::{Command, Unfit};
use domain::tag::{NormalTag, WIRE_16_CHARACTERS};

use super::{CommandRefused, is_secret};
use crate::central_system::CentralSystem;
use crate::station::Station;
use crate::station_limits::{profile_limits, refuses_reserving_any};

/// The longest composite schedule that is asked for, seconds: a week.
const LONGEST_SCHEDULE_S: u32 = 7 * 86_400;

/// Whether a station can be given a command at all.
///
/// # Errors
/// When its version does not have it, when it makes no sense to the station, or when it cannot wait.
pub(super) async fn check(
    system: &CentralSystem,
    station: &Station,
    command: &Command,
    waits: bool,
) -> Result<(), CommandRefused> {
    let name = command.name();
    if let Some(protocol) = station.with(|state| state.protocol).filter(|known| !name.is_known_to(Some(*known))) {
        return Err(CommandRefused::NotInProtocol { name, protocol });
    }
    if waits && is_secret(command) {
        return Err(CommandRefused::SecretCannotWait);
    }
    match command {
        Command::ReserveNow { outlet, tag, until, parent_tag, .. } => {
            check_reservation(station, *outlet, tag, *until, parent_tag.as_deref(), system.now())?;
            if *outlet == 0 && refuses_reserving_any(system, station).await.map_err(storage)? {
                return Err(Unfit::new("outlet", "The station keeps only an outlet that is named.").into());
            }
            Ok(())
        }
        Command::SetChargingProfile(profile) => {
            check_outlet(station, profile.outlet)?;
            profile.check(&profile_limits(system, station).await.map_err(storage)?)?;
            check_session(station, profile)
        }
        Command::GetCompositeSchedule { outlet, duration_s, .. } => {
            check_outlet(station, *outlet)?;
            if !(1..=LONGEST_SCHEDULE_S).contains(duration_s) {
                return Err(Unfit::new("durationS", "It must be 1 to 604800 seconds.").into());
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn storage(error: store::StoreError) -> CommandRefused {
    CommandRefused::Storage(error.into())
}

fn check_reservation(
    station: &Station,
    outlet: u16,
    tag: &str,
    until: UtcMillis,
    parent_tag: Option<&str>,
    now: UtcMillis,
) -> Result<(), CommandRefused> {
    check_outlet(station, outlet)?;
    check_tag("tag", tag)?;
    parent_tag.map_or(Ok(()), |parent| check_tag("parentTag", parent))?;
    if until <= now {
        return Err(Unfit::new("until", "It must be in the future.").into());
    }
    Ok(())
}

fn check_tag(field: &'static str, tag: &str) -> Result<(), CommandRefused> {
    if NormalTag::of(tag).is_empty() || tag.chars().count() > WIRE_16_CHARACTERS {
        return Err(Unfit::new(field, "A tag has 1 to 20 characters.").into());
    }
    Ok(())
}

/// Outlets that nobody told of may exist: only where some are known, others are refused.
fn check_outlet(station: &Station, outlet: u16) -> Result<(), CommandRefused> {
    let is_known = station.with(|state| state.outlets.is_empty() || state.outlet(outlet).is_some());
    if outlet != 0 && !is_known {
        return Err(Unfit::new("outlet", "The station has no such outlet.").into());
    }
    Ok(())
}

fn check_session(station: &Station, profile: &ChargingProfile) -> Result<(), CommandRefused> {
    let Some(session_id) = profile.session_id.filter(|_| profile.purpose == ProfilePurpose::Tx) else { return Ok(()) };
    let runs =
        station.with(|state| state.open_session(session_id).is_some_and(|(outlet, _)| outlet.number == profile.outlet));
    if !runs {
        return Err(Unfit::new("sessionId", "No such session runs at this outlet.").into());
    }
    Ok(())
}
