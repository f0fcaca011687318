//! Commands: from the press of a button to the station's answer, each step kept and told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::change::{Change, ChangeBody};
use domain::command::{Command, CommandState};
use domain::session::Authentication;
use domain::{CommandId, NodeId, UserId, UtcMillis};
use ocpp::v16::{MASK, is_secret_key};
use store::EditError;
use store::command::{CommandUpdate, NewCommand, StoredCommand};
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

use crate::adapter::v16::call::{Prepared, Verdict, prepare};
use crate::central_system::CentralSystem;
use crate::commissioning;
use crate::event::{EventKind, Happening};
use crate::exchange::{ask, heard, message_id};
use crate::line::{CallAnswer, CallFailure, Line};
use crate::station::Station;

/// Who gives a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The user; `None` for a program or the portal itself.
    pub user_id: Option<UserId>,
    /// Their name in the event log.
    pub name: String,
}

/// Why a command was not even kept.
#[derive(Debug, thiserror::Error)]
pub enum CommandRefused {
    /// There is no such station.
    #[error("find the station of the command")]
    UnknownStation,
    /// The database.
    #[error(transparent)]
    Storage(EditError),
}

/// The commands that are under way in this process.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    under_way: Mutex<HashMap<CommandId, watch::Receiver<CommandState>>>,
}

impl Commands {
    fn begin(&self, id: CommandId) -> Option<watch::Sender<CommandState>> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.contains_key(&id) {
            return None;
        }
        let (tell, state) = watch::channel(CommandState::Queued);
        under_way.insert(id, state);
        Some(tell)
    }

    fn end(&self, id: CommandId) {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    fn watch(&self, id: CommandId) -> Option<watch::Receiver<CommandState>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
}

impl CentralSystem {
    /// Gives a command to a station; it is kept when this returns, and delivered in the background.
    ///
    /// A station that is offline fails it at once, unless it is just reconnecting: then it waits, but not beyond its time.
    ///
    /// # Errors
    /// When there is no such station or the command cannot be kept.
    pub async fn command(
        self: &Arc<Self>,
        station_id: NodeId,
        command: Command,
        by: By,
    ) -> Result<CommandId, CommandRefused> {
        let station = self.stations.get(station_id).ok_or(CommandRefused::UnknownStation)?;
        let created_at = self.now();
        let deadline_ms = i64::try_from(self.options.command_deadline.as_millis()).unwrap_or(i64::MAX);
        let new = NewCommand {
            station_id,
            command: without_secret(&command),
            created_at,
            expires_at: created_at.plus_ms(deadline_ms),
            by_user_id: by.user_id,
            by: by.name,
        };
        let stored = self.store.new_command(new).await.map_err(|error| match error {
            EditError::NotFound => CommandRefused::UnknownStation,
            other => CommandRefused::Storage(other),
        })?;
        let id = stored.id;
        deliver_in_background(self, &station, StoredCommand { command, ..stored });
        Ok(id)
    }

    /// Waits until a command has ended, at most so long; `None` when it has not ended by then or does not exist.
    pub async fn wait_for(&self, id: CommandId, patience: Duration) -> Option<CommandState> {
        if let Some(mut state) = self.commands.watch(id) {
            let ended = state.wait_for(|state| state.is_final());
            if let Ok(Ok(state)) = timeout(patience, ended).await {
                return Some(*state);
            }
        }
        let stored = self.store.command(id, &domain::access::Reach::All).await.ok()??;
        Some(stored.state).filter(|state| state.is_final())
    }
}

/// Takes up the commands that an earlier process left behind, when their station first connects.
pub(crate) fn resume(system: &Arc<CentralSystem>, station: &Arc<Station>) {
    if station.with(|state| std::mem::replace(&mut state.has_resumed_commands, true)) {
        return;
    }
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        let stored = match system_in_task.store.queued_commands(station.id).await {
            Ok(stored) => stored,
            Err(error) => {
                station.with(|state| state.has_resumed_commands = false);
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to find queued commands");
                return;
            }
        };
        for command in stored {
            if command.created_at >= system_in_task.started_at {
                continue;
            }
            let why = match command.state {
                CommandState::Queued if lacks_secret(&command.command) => "the portal restarted and keeps no secrets",
                CommandState::Queued => {
                    deliver_in_background(&system_in_task, &station, command);
                    continue;
                }
                _ => "the portal restarted before the answer",
            };
            finish(&system_in_task, &station, &command, End::failed(why.to_owned())).await;
        }
    });
}

/// A command as it may be kept: a station's own password is never written down in the clear.
fn without_secret(command: &Command) -> Command {
    match command {
        Command::ChangeConfiguration { key, .. } if is_secret_key(key) => {
            Command::ChangeConfiguration { key: key.clone(), value: MASK.to_owned() }
        }
        other => other.clone(),
    }
}

/// Whether a kept command has lost the secret that it should deliver.
fn lacks_secret(command: &Command) -> bool {
    matches!(command, Command::ChangeConfiguration { key, value } if is_secret_key(key) && value == MASK)
}

fn deliver_in_background(system: &Arc<CentralSystem>, station: &Arc<Station>, command: StoredCommand) {
    let Some(tell) = system.commands.begin(command.id) else { return };
    tell_bus(system, station, command.id);
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        let end = deliver(&system_in_task, &station, &command, &tell).await;
        finish(&system_in_task, &station, &command, end.clone()).await;
        tell.send_replace(end.state);
        system_in_task.commands.end(command.id);
    });
}

/// How a command ended.
#[derive(Debug, Clone)]
struct End {
    state: CommandState,
    outcome: String,
    answer: Option<String>,
}

impl End {
    fn failed(outcome: String) -> Self {
        Self { state: CommandState::Failed, outcome, answer: None }
    }

    fn of(failure: &CallFailure) -> Self {
        let state = match failure {
            CallFailure::TimedOut | CallFailure::NoTurn => CommandState::TimedOut,
            _ => CommandState::Failed,
        };
        Self { state, outcome: format!("failed to {failure}"), answer: None }
    }
}

/// Delivers a command, over the next connection where the one before ended before its turn.
async fn deliver(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    tell: &watch::Sender<CommandState>,
) -> End {
    let left_ms = u64::try_from(command.expires_at.since(system.now())).unwrap_or(0);
    let deadline = Instant::now() + Duration::from_millis(left_ms);
    let mut tried = None;
    loop {
        let Some(line) = find_line(system, station, tried, deadline).await else {
            return End::failed("the station is offline".to_owned());
        };
        tried = Some(line.order);
        let prepared = match prepare(message_id(system), &command.command) {
            Ok(prepared) => prepared,
            Err(failure) => return End::of(&failure),
        };
        match attempt(system, station, command, &line, prepared, deadline, tell).await {
            Ok(end) => return end,
            Err(CallFailure::NotSent) if Instant::now() < deadline => {}
            Err(failure) => return End::of(&failure),
        }
    }
}

/// The line to the station, or the next one if the station is just reconnecting.
async fn find_line(
    system: &CentralSystem,
    station: &Station,
    tried: Option<u64>,
    deadline: Instant,
) -> Option<Arc<Line>> {
    let untried = |line: &Arc<Line>| tried.is_none_or(|tried| line.order > tried);
    if let Some(line) = station.line().filter(untried) {
        return Some(line);
    }
    let offline_since = station.with(|state| state.offline_since);
    let grace_ms = i64::try_from(system.options.reconnect_grace.as_millis()).unwrap_or(i64::MAX);
    if tried.is_none() && system.now().since(offline_since) > grace_ms {
        return None;
    }
    timeout_at(deadline, station.line_after(tried)).await.ok()
}

async fn attempt(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    line: &Line,
    prepared: Prepared,
    deadline: Instant,
    tell: &watch::Sender<CommandState>,
) -> Result<End, CallFailure> {
    let asked = ask(system, line, &prepared, deadline)?;
    // Dropping what hears the answer takes the call out of the queue.
    let sent = timeout_at(deadline, asked.sent).await.map_err(|_| CallFailure::NoTurn)?;
    if let Ok(sent_at) = sent {
        if let Command::RemoteStart { outlet, tag } = &command.command {
            station.with(|state| state.remote_starts.asked(*outlet, tag, Authentication::Remote, sent_at));
        }
        note_sent(system, station, command, &prepared, sent_at).await;
        tell.send_replace(CommandState::Sent);
    }
    let CallAnswer { payload, .. } = heard(system, asked.answer, deadline).await?;
    let verdict = match prepared.judge(&payload) {
        Ok(verdict) => verdict,
        Err(failure) => return Ok(End { answer: Some(payload), ..End::of(&failure) }),
    };
    system.forgave(station, &verdict.deviations);
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

async fn finish(system: &Arc<CentralSystem>, station: &Arc<Station>, command: &StoredCommand, end: End) {
    let at = system.now();
    system.events.tell(Happening {
        station: Some(station),
        outlet: None,
        kind: EventKind::Command,
        text: format!("{}: {} ({})", command.command.name(), end.state, end.outcome),
        at,
        by: Some(command.by.clone()),
    });
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

fn tell_bus(system: &CentralSystem, station: &Station, id: CommandId) {
    let body = ChangeBody::Command { id, station_id: station.id };
    system.bus.publish(Change { at: system.now(), scope: station.scope(), body });
}
