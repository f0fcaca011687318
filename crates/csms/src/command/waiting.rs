//! Commands that wait for their station: taken up when it comes back, ended when their time is over.

use std::sync::Arc;

use domain::access::Reach;
use domain::command::CommandState;
use store::command::StoredCommand;

use super::delivery::{Delivered, End, deliver_now, finish};
use super::lacks_secret;
use crate::central_system::CentralSystem;
use crate::line::Line;
use crate::station::Station;

/// How many commands end in one round because their time is over.
const ENDED_AT_ONCE: u32 = 500;

/// How long after its time an answer may still come, ms.
const SLACK_MS: i64 = 5_000;

/// Takes up the commands that wait for a station that has just connected, one after the other, after it has booted or has had the
/// time for it.
pub(crate) fn resume(system: &Arc<CentralSystem>, station: &Arc<Station>, line: &Arc<Line>) {
    if !station.with(|state| std::mem::replace(&mut state.may_have_commands, false)) {
        return;
    }
    let (system_in_task, station, line) = (Arc::clone(system), Arc::clone(station), Arc::clone(line));
    system.spawn(async move {
        let booted = station.boot_over(&line);
        // A station that does not boot has merely lost its line.
        let _ = tokio::time::timeout(system_in_task.options.boot_patience, booted).await;
        let stored = match system_in_task.store.queued_commands(station.id).await {
            Ok(stored) => stored,
            Err(error) => {
                station.with(|state| state.may_have_commands = true);
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to find queued commands");
                return;
            }
        };
        for command in stored {
            take_up(&system_in_task, &station, command).await;
        }
    });
}

async fn take_up(system: &Arc<CentralSystem>, station: &Arc<Station>, command: StoredCommand) {
    let command = StoredCommand { command: command.command.clone().numbered(command.id), ..command };
    let is_ours = command.created_at >= system.started_at;
    if is_ours && (command.state == CommandState::Sent || !command.waits) {
        return;
    }
    let Some(progress) = system.commands.begin(command.id) else { return };
    // It may have ended, or been taken back, since it was read.
    let is_open = |stored: &StoredCommand| !stored.state.is_final();
    let delivered = match system.store.command(command.id, &Reach::All).await {
        Ok(stored) if stored.as_ref().is_some_and(is_open) => match command.state {
            CommandState::Queued if lacks_secret(&command.command) => {
                Delivered::Ended(End::failed("the portal restarted and keeps no secrets".to_owned()))
            }
            CommandState::Queued => deliver_now(system, station, &command, &progress).await,
            _ => Delivered::Ended(End::failed("the portal restarted before the answer".to_owned())),
        },
        Ok(_) => Delivered::Left,
        Err(error) => {
            station.with(|state| state.may_have_commands = true);
            tracing::warn!(command = %command.id, error = %error, "failed to read a queued command");
            Delivered::Left
        }
    };
    if let Delivered::Ended(end) = delivered {
        let state = end.state;
        finish(system, station, &command, end).await;
        progress.tell.send_replace(state);
    }
    system.commands.end(command.id);
}

/// Ends the commands whose time is over: their station did not come back, or the process that sent them is gone.
pub(crate) async fn expire(system: &Arc<CentralSystem>) {
    let now = system.now();
    let answer_ms = i64::try_from(system.options.call_timeout.as_millis()).unwrap_or(i64::MAX).saturating_add(SLACK_MS);
    let overdue = match system.store.overdue_commands(now, now.plus_ms(-answer_ms), ENDED_AT_ONCE).await {
        Ok(overdue) => overdue,
        Err(error) => {
            tracing::warn!(error = %error, "failed to find commands whose time is over; it is tried again");
            return;
        }
    };
    for command in overdue {
        let Some(station) = system.stations.get(command.station_id) else { continue };
        let Some(progress) = system.commands.begin(command.id) else { continue };
        let end = match command.state {
            CommandState::Queued => End::expired(),
            _ => End::failed("the portal restarted before the answer".to_owned()),
        };
        let state = end.state;
        finish(system, &station, &command, end).await;
        progress.tell.send_replace(state);
        system.commands.end(command.id);
    }
}
