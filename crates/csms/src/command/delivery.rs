//! Delivering a command over the station's line, and keeping how it went.

use std::sync::Arc;
use std::time::Duration;

use domain::UtcMillis;
use domain::access::Reach;
use domain::command::{Command, CommandState};
use domain::session::Authentication;
use store::command::{CommandUpdate, StoredCommand};
use tokio::time::{Instant, timeout_at};

use super::settlement::settle;
use super::{Progress, resume, tell_bus};
use crate::adapter::v16::call::{Prepared, Verdict, prepare};
use crate::central_system::CentralSystem;
use crate::commissioning;
use crate::event::{EventKind, Happening};
use crate::exchange::{ask, heard, message_id};
use crate::line::{CallAnswer, CallFailure, Line};
use crate::local_list;
use crate::station::Station;
use crate::transfer;

/// Delivers a command in a task of its own, unless somebody is at it already.
pub(super) fn deliver_in_background(system: &Arc<CentralSystem>, station: &Arc<Station>, command: StoredCommand) {
    let Some(progress) = system.commands.begin(command.id) else { return };
    tell_bus(system, station, command.id);
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move { deliver_to_its_end(&system_in_task, &station, &command, &progress).await });
}

/// Delivers several commands in a task of its own, each when the one before has ended.
pub(crate) fn deliver_in_order(system: &Arc<CentralSystem>, station: &Arc<Station>, commands: Vec<StoredCommand>) {
    let begin = |command: StoredCommand| {
        let progress = system.commands.begin(command.id)?;
        tell_bus(system, station, command.id);
        Some((command, progress))
    };
    let commands: Vec<_> = commands.into_iter().filter_map(begin).collect();
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        for (command, progress) in commands {
            deliver_to_its_end(&system_in_task, &station, &command, &progress).await;
        }
    });
}

/// Delivers a command of a batch, unless somebody is at it already.
pub(crate) async fn deliver_of_batch(system: &Arc<CentralSystem>, station: &Arc<Station>, command: &StoredCommand) {
    let Some(progress) = system.commands.begin(command.id) else { return };
    // It may have been taken back while it waited for its turn in the batch.
    match system.store.command(command.id, &Reach::All).await {
        Ok(Some(stored)) if stored.state == CommandState::Queued => {
            deliver_to_its_end(system, station, command, &progress).await;
        }
        _ => system.commands.end(command.id),
    }
}

async fn deliver_to_its_end(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    progress: &Progress,
) {
    let delivered = deliver_now(system, station, command, progress).await;
    if let Delivered::Ended(end) = delivered {
        let state = end.state;
        finish(system, station, command, end).await;
        commissioning::after_reading(system, station, &command.command, state);
        progress.tell.send_replace(state);
        system.commands.end(command.id);
        return;
    }
    system.commands.end(command.id);
    // The station may have come back between the last look and the note that something waits for it.
    if let Some(line) = station.line() {
        resume(system, station, &line);
    }
}

/// What became of a delivery.
#[derive(Debug, Clone)]
pub(super) enum Delivered {
    /// It has ended.
    Ended(End),
    /// The station is offline: the command waits in the database.
    Left,
}

/// How a command ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    pub(crate) state: CommandState,
    pub(crate) outcome: String,
    pub(crate) answer: Option<String>,
}

impl End {
    pub(crate) fn accepted(outcome: String) -> Self {
        Self::without_answer(CommandState::Accepted, outcome)
    }

    fn without_answer(state: CommandState, outcome: String) -> Self {
        Self { state, outcome, answer: None }
    }

    pub(crate) fn failed(outcome: String) -> Self {
        Self::without_answer(CommandState::Failed, outcome)
    }

    pub(super) fn cancelled(by: &str) -> Self {
        Self::without_answer(CommandState::Cancelled, format!("taken back by {by}"))
    }

    pub(super) fn expired() -> Self {
        Self::without_answer(CommandState::Expired, "the station did not come back in time".to_owned())
    }

    pub(crate) fn of(failure: &CallFailure) -> Self {
        let state = match failure {
            CallFailure::TimedOut | CallFailure::NoTurn => CommandState::TimedOut,
            _ => CommandState::Failed,
        };
        Self::without_answer(state, format!("failed to {failure}"))
    }
}

/// Delivers a command, over the next connection where the one before ended before its turn.
pub(super) async fn deliver_now(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    progress: &Progress,
) -> Delivered {
    let left_ms = u64::try_from(command.expires_at.since(system.now())).unwrap_or(0);
    let deadline = Instant::now() + Duration::from_millis(left_ms);
    let mut tried = None;
    loop {
        let line = tokio::select! {
            biased;
            line = find_line(system, station, command, tried, deadline) => line,
            by = progress.taken_back() => return Delivered::Ended(End::cancelled(&by)),
        };
        let Some(line) = line else {
            if command.waits {
                station.with(|state| state.may_have_commands = true);
                return Delivered::Left;
            }
            return Delivered::Ended(End::failed("the station is offline".to_owned()));
        };
        tried = Some(line.order);
        let route = Route { line: &line, deadline, progress };
        let outcome = match &command.command {
            Command::SendLocalList { .. } => local_list::send(system, station, command, &route).await,
            _ => attempt(system, station, command, &route).await,
        };
        match outcome {
            Ok(end) => return Delivered::Ended(end),
            Err(CallFailure::NotSent) if Instant::now() < deadline => {}
            Err(failure) => return Delivered::Ended(End::of(&failure)),
        }
    }
}

/// The line to the station, or the next one if the station is just reconnecting.
async fn find_line(
    system: &CentralSystem,
    station: &Station,
    command: &StoredCommand,
    tried: Option<u64>,
    deadline: Instant,
) -> Option<Arc<Line>> {
    let untried = |line: &Arc<Line>| tried.is_none_or(|tried| line.order > tried);
    if let Some(line) = station.line().filter(untried) {
        return Some(line);
    }
    if command.waits {
        return None;
    }
    let offline_since = station.with(|state| state.offline_since);
    let grace_ms = i64::try_from(system.options.reconnect_grace.as_millis()).unwrap_or(i64::MAX);
    if tried.is_none() && system.now().since(offline_since) > grace_ms {
        return None;
    }
    timeout_at(deadline, station.line_after(tried)).await.ok()
}

/// Over which connection a command goes, and until when it may wait for its turn there.
pub(crate) struct Route<'a> {
    line: &'a Arc<Line>,
    deadline: Instant,
    progress: &'a Progress,
}

impl Route<'_> {
    /// The route for the next message of a command that takes several.
    pub(crate) fn for_next(&self, system: &CentralSystem) -> Self {
        Self { deadline: Instant::now() + system.options.command_deadline, ..*self }
    }
}

/// Sends a command's message and hears its answer.
///
/// # Errors
/// When it could not be sent or has no answer that can be understood.
pub(crate) async fn attempt(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    route: &Route<'_>,
) -> Result<End, CallFailure> {
    let Route { line, deadline, progress } = *route;
    let handed_over = match transfer::hand_over(system, station, command).await {
        Ok(handed_over) => handed_over,
        Err(failure) => return Ok(End::failed(format!("failed to {failure}"))),
    };
    let prepared = prepare(message_id(system), &handed_over)?;
    let mut asked = ask(system, line, &prepared, deadline)?;
    // Dropping what hears the answer takes the call out of the queue.
    let sent = tokio::select! {
        biased;
        sent = timeout_at(deadline, &mut asked.sent) => sent.map_err(|_| CallFailure::NoTurn)?.ok(),
        by = progress.taken_back() => {
            asked.sent.close();
            match asked.sent.try_recv() {
                Ok(sent_at) => Some(sent_at),
                Err(_) => return Ok(End::cancelled(&by)),
            }
        }
    };
    if let Some(sent_at) = sent {
        if let Command::RemoteStart { outlet, tag } = &command.command {
            station.with(|state| state.remote_starts.asked(*outlet, tag, Authentication::Remote, sent_at));
        }
        note_sent(system, station, command, &prepared, sent_at).await;
        progress.tell.send_replace(CommandState::Sent);
    }
    let CallAnswer { payload, .. } = heard(system, asked.answer, deadline).await?;
    let action = prepared.action;
    let verdict = match prepared.judge(&payload) {
        Ok(verdict) => verdict,
        Err(failure) => return Ok(End { answer: Some(payload), ..End::of(&failure) }),
    };
    system.forgave(station, action, &verdict.deviations);
    if let Err(error) = commissioning::learn(system, station, &verdict).await {
        tracing::warn!(station = %station.charge_box_id, error = %error, "failed to keep what a station answered");
    }
    let Verdict { state, word, .. } = verdict;
    Ok(End { state, outcome: word, answer: Some(payload) })
}

async fn note_sent(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    prepared: &Prepared,
    sent_at: UtcMillis,
) {
    let update = CommandUpdate {
        id: command.id,
        state: CommandState::Sent,
        sent_at: Some(sent_at),
        answered_at: None,
        action: Some(prepared.action.to_owned()),
        sent: json(prepared.action, prepared.payload()),
        answer: None,
        outcome: None,
    };
    match system.store.update_command(update).await {
        Ok(_) => tell_bus(system, station, command.id),
        Err(error) => {
            tracing::warn!(command = %command.id, error = %error, "failed to note that a command was sent");
        }
    }
}

/// Keeps how a command ended, and tells of it.
pub(super) async fn finish(system: &Arc<CentralSystem>, station: &Arc<Station>, command: &StoredCommand, end: End) {
    let at = system.now();
    transfer::answered(system, station, command, end.state, &end.outcome).await;
    system.events.tell(Happening {
        station: Some(station),
        outlet: None,
        kind: EventKind::Command,
        text: format!("{}: {} ({})", command.command.name(), end.state, end.outcome),
        at,
        by: Some(command.by.clone()),
    });
    if let Err(error) = settle(system, station, command, &end).await {
        tracing::warn!(command = %command.id, error = %error, "failed to take in what follows from a command");
    }
    let action = prepare(String::new(), &command.command).map_or("", |prepared| prepared.action);
    let update = CommandUpdate {
        id: command.id,
        state: end.state,
        sent_at: None,
        answered_at: Some(at),
        action: None,
        sent: None,
        answer: end.answer.as_deref().and_then(|answer| json(action, answer)),
        outcome: Some(end.outcome),
    };
    match system.store.update_command(update).await {
        Ok(_) => tell_bus(system, station, command.id),
        Err(error) => tracing::warn!(command = %command.id, error = %error, "failed to note how a command ended"),
    }
}

/// A payload as it may be kept: without its secrets.
fn json(action: &str, payload: &str) -> Option<serde_json::Value> {
    serde_json::from_str(&ocpp::v16::masked(action, payload)).ok()
}
