//! Commands: from the press of a button to the station's answer, each step kept and told.
//!
//! The database holds every command. One that may wait for its station lies there, without a task of its own, until the station has
//! come back ([`waiting::resume`]), its time is over ([`waiting::expire`]), or a person takes it back.

mod check;
mod delivery;
mod settlement;
mod waiting;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::access::Reach;
use domain::change::{Change, ChangeBody};
use domain::command::{Command, CommandName, CommandState, Unfit};
use domain::station::Protocol;
use domain::{CommandId, NodeId, UserId, UtcMillis};
use ocpp::v16::{MASK, is_secret_key};
use store::EditError;
use store::command::{NewCommand, StoredCommand};
use tokio::sync::watch;
use tokio::time::timeout;

pub(crate) use self::delivery::{End, Route, attempt, deliver_in_order, deliver_of_batch};
use self::delivery::{deliver_in_background, finish};
pub(crate) use self::waiting::{expire, resume};
use crate::central_system::CentralSystem;
use crate::certificate::AuthorityError;
use crate::reservation;
use crate::station::Station;
use crate::transfer;

/// How long a person who takes a command back waits to hear whether that was in time.
const CANCELLING: Duration = Duration::from_secs(5);

/// Who gives a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The user; `None` for a program or the portal itself.
    pub user_id: Option<UserId>,
    /// Their name in the event log.
    pub name: String,
}

/// A command for a station.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The station.
    pub station_id: NodeId,
    /// The command.
    pub command: Command,
    /// Who gives it.
    pub by: By,
    /// How long it waits for a station that is offline; `None`: it fails then.
    pub expires_in: Option<Duration>,
}

/// Why a command was not even kept, or not taken back.
#[derive(Debug, thiserror::Error)]
pub enum CommandRefused {
    /// There is no such station.
    #[error("find the station of the command")]
    UnknownStation,
    /// The station's version of OCPP does not have it.
    #[error("give {name} to a station that speaks {protocol}")]
    NotInProtocol {
        /// The command.
        name: CommandName,
        /// What the station speaks.
        protocol: Protocol,
    },
    /// It holds a secret, which is kept nowhere and so cannot wait.
    #[error("keep a command with a secret for later")]
    SecretCannotWait,
    /// It makes no sense, by itself or to this station.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// It has ended, or the station has it already.
    #[error("take back a command that was sent")]
    TooLate,
    /// The portal's own authority, which was to be installed, is not there.
    #[error(transparent)]
    Authority(Box<AuthorityError>),
    /// The database.
    #[error(transparent)]
    Storage(EditError),
}

/// The commands that are under way in this process.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    under_way: Mutex<HashMap<CommandId, UnderWay>>,
}

#[derive(Debug)]
struct UnderWay {
    state: watch::Receiver<CommandState>,
    take_back: watch::Sender<Option<String>>,
}

/// What the task that delivers a command holds.
#[derive(Debug)]
struct Progress {
    tell: watch::Sender<CommandState>,
    /// Who takes the command back.
    taken_back: watch::Receiver<Option<String>>,
}

impl Progress {
    /// Waits until somebody takes the command back, and tells who.
    async fn taken_back(&self) -> String {
        let mut taken_back = self.taken_back.clone();
        let by = taken_back.wait_for(Option::is_some).await.ok().and_then(|by| by.clone());
        match by {
            Some(by) => by,
            None => std::future::pending().await,
        }
    }
}

impl Commands {
    /// Takes a command on, unless somebody is at it already.
    fn begin(&self, id: CommandId) -> Option<Progress> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.contains_key(&id) {
            return None;
        }
        let (tell, state) = watch::channel(CommandState::Queued);
        let (take_back, taken_back) = watch::channel(None);
        under_way.insert(id, UnderWay { state, take_back });
        Some(Progress { tell, taken_back })
    }

    fn end(&self, id: CommandId) {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    fn watch(&self, id: CommandId) -> Option<watch::Receiver<CommandState>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).get(&id).map(|known| known.state.clone())
    }

    /// Asks whoever is at a command to give it up.
    fn take_back(&self, id: CommandId, by: &str) {
        if let Some(known) = self.under_way.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            known.take_back.send_replace(Some(by.to_owned()));
        }
    }
}

impl CentralSystem {
    /// Gives a command to a station, now: as [`CentralSystem::give`] with an order that does not wait.
    ///
    /// # Errors
    /// When there is no such station, it does not know the command, or the command cannot be kept.
    pub async fn command(
        self: &Arc<Self>,
        station_id: NodeId,
        command: Command,
        by: By,
    ) -> Result<CommandId, CommandRefused> {
        self.give(Order { station_id, command, by, expires_in: None }).await
    }

    /// Gives a command to a station; it is kept when this returns, and delivered in the background.
    ///
    /// A station that is offline fails it at once, unless it is just reconnecting: then it waits, but not beyond its time. An
    /// order that may wait lies in the database until the station is back and has booted.
    ///
    /// # Errors
    /// When there is no such station, it does not know the command, or the command cannot be kept.
    pub async fn give(self: &Arc<Self>, order: Order) -> Result<CommandId, CommandRefused> {
        let Order { station_id, command, by, expires_in } = order;
        let station = self.stations.get(station_id).ok_or(CommandRefused::UnknownStation)?;
        let command = self.completed(command).await?;
        check::check(self, &station, &command, expires_in.is_some()).await?;
        let created_at = self.now();
        let new = NewCommand {
            station_id,
            command: without_secret(&command),
            created_at,
            expires_at: self.expiry(&command, created_at, expires_in),
            waits: expires_in.is_some(),
            by_user_id: by.user_id,
            by: by.name,
        };
        let stored = self.store.new_command(new).await.map_err(|error| match error {
            EditError::NotFound => CommandRefused::UnknownStation,
            other => CommandRefused::Storage(other),
        })?;
        let id = stored.id;
        let stored = StoredCommand { command: command.numbered(id), ..stored };
        if let Err(error) = reservation::begin(self, &station, &stored).await {
            return Err(CommandRefused::Storage(error));
        }
        if let Err(error) = transfer::begin(self, &stored).await {
            let end = End::failed(format!("failed to {error}"));
            finish(self, &station, &stored, end).await;
            return Err(CommandRefused::Storage(error));
        }
        deliver_in_background(self, &station, stored);
        Ok(id)
    }

    /// Until when a command may be delivered. A reservation that is over before it is made is of no use to anybody.
    pub(crate) fn expiry(&self, command: &Command, created_at: UtcMillis, expires_in: Option<Duration>) -> UtcMillis {
        let patience = expires_in.unwrap_or(self.options.command_deadline);
        let expires_at = created_at.plus_ms(i64::try_from(patience.as_millis()).unwrap_or(i64::MAX));
        match command {
            Command::ReserveNow { until, .. } => expires_at.min(*until),
            _ => expires_at,
        }
    }

    /// Takes a command back that is still waiting for its turn or for its station.
    ///
    /// # Errors
    /// [`CommandRefused::TooLate`] when it was sent or has ended.
    pub async fn cancel_command(self: &Arc<Self>, id: CommandId, by: &By) -> Result<(), CommandRefused> {
        if let Some(mut state) = self.commands.watch(id) {
            self.commands.take_back(id, &by.name);
            // Whoever is at it ends it, or is past the point where it can be taken back.
            let step = timeout(CANCELLING, state.wait_for(|state| *state != CommandState::Queued)).await;
            if let Ok(Ok(state)) = step {
                return if *state == CommandState::Cancelled { Ok(()) } else { Err(CommandRefused::TooLate) };
            }
        }
        let _progress = self.commands.begin(id).ok_or(CommandRefused::TooLate)?;
        let outcome = self.end_waiting(id, End::cancelled(&by.name)).await;
        self.commands.end(id);
        outcome
    }

    /// Ends a command that waits and that nobody is at.
    async fn end_waiting(self: &Arc<Self>, id: CommandId, end: End) -> Result<(), CommandRefused> {
        let read = self.store.command(id, &Reach::All).await;
        let stored = read.map_err(|error| CommandRefused::Storage(error.into()))?;
        let stored = stored.filter(|stored| stored.state == CommandState::Queued).ok_or(CommandRefused::TooLate)?;
        let station = self.stations.get(stored.station_id).ok_or(CommandRefused::UnknownStation)?;
        finish(self, &station, &stored, end).await;
        Ok(())
    }

    /// Fills in what the portal itself has to tell: its own authority, where no other root is to be installed.
    ///
    /// # Errors
    /// When the authority cannot be read or made.
    pub(crate) async fn completed(self: &Arc<Self>, command: Command) -> Result<Command, CommandRefused> {
        match command {
            Command::InstallCertificate { kind, certificate: None } => {
                let authority = self.authority().await.map_err(|error| CommandRefused::Authority(Box::new(error)))?;
                Ok(Command::InstallCertificate { kind, certificate: Some(authority.made.certificate) })
            }
            other => Ok(other),
        }
    }

    /// Waits until a command has ended, at most so long; `None` when it has not ended by then or does not exist.
    pub async fn wait_for(&self, id: CommandId, patience: Duration) -> Option<CommandState> {
        if let Some(mut state) = self.commands.watch(id) {
            let ended = state.wait_for(|state| state.is_final());
            if let Ok(Ok(state)) = timeout(patience, ended).await {
                return Some(*state);
            }
        }
        let stored = self.store.command(id, &Reach::All).await.ok()??;
        Some(stored.state).filter(|state| state.is_final())
    }
}

/// Whether a command holds a secret, which is kept nowhere.
pub(crate) fn is_secret(command: &Command) -> bool {
    without_secret(command) != *command
}

/// Checks a command of a batch for one station, and ends it there where it is refused.
///
/// # Errors
/// Why it was refused.
pub(crate) async fn refuse(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
) -> Result<(), CommandRefused> {
    let checked = check::check(system, station, &command.command, command.waits).await;
    let begun = match checked {
        Ok(()) => reservation::begin(system, station, command).await.map_err(CommandRefused::Storage),
        Err(refused) => Err(refused),
    };
    if let Err(refused) = &begun
        && let Some(_progress) = system.commands.begin(command.id)
    {
        finish(system, station, command, End::failed(format!("failed to {refused}"))).await;
        system.commands.end(command.id);
    }
    begun
}

/// A command as it may be kept: a station's own password is never written down in the clear.
pub(crate) fn without_secret(command: &Command) -> Command {
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

/// Tells that a command went one step on.
fn tell_bus(system: &CentralSystem, station: &Station, id: CommandId) {
    let body = ChangeBody::Command { id, station_id: station.id };
    system.bus.publish(Change { at: system.now(), scope: station.scope(), body });
}
