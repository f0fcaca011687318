//! What follows from how a command ended, beside the command itself.

use std::sync::Arc;

use domain::command::{Command, CommandState};
use store::EditError;
use store::charging_profile::InstalledProfile;
use store::command::StoredCommand;

use super::End;
use crate::central_system::CentralSystem;
use crate::reservation;
use crate::station::Station;

/// Takes in what follows; done again it does no harm.
///
/// # Errors
/// When the database cannot be reached.
pub(super) async fn settle(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    end: &End,
) -> Result<(), EditError> {
    match &command.command {
        Command::ReserveNow { .. } | Command::CancelReservation { .. } => {
            reservation::settle(system, station, command, end).await
        }
        Command::SetChargingProfile(profile) if end.state == CommandState::Accepted => {
            let installed = InstalledProfile {
                id: profile.profile_id.unwrap_or(command.id.0),
                profile: (**profile).clone(),
                installed_at: system.now(),
                by: command.by.clone(),
            };
            system.store.install_profile(station.id, installed).await
        }
        // A station that knows of none that match has none of them.
        Command::ClearChargingProfile(filter)
            if end.state == CommandState::Accepted
                || (end.state == CommandState::Rejected && end.outcome == "Unknown") =>
        {
            system.store.remove_profiles(station.id, *filter).await
        }
        _ => Ok(()),
    }
}
