//! One command for many stations: some tens are under way at once, so that thousands never stand in the way of others.

use std::sync::Arc;
use std::time::Duration;

use domain::NodeId;
use domain::command::Command;
use futures_util::StreamExt;
use store::EditError;
use store::command::{NewBatch, StoredCommand};

use crate::central_system::CentralSystem;
use crate::command::{By, CommandRefused, deliver_of_batch, is_secret, refuse};

/// How many stations of one batch are asked at once.
const AT_ONCE: usize = 32;

/// A command for many stations.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchOrder {
    /// The stations.
    pub stations: Vec<NodeId>,
    /// The command.
    pub command: Command,
    /// Who gives it.
    pub by: By,
    /// How long it waits for stations that are offline; `None`: it fails there.
    pub expires_in: Option<Duration>,
}

impl CentralSystem {
    /// Gives a command to many stations; it is kept when this returns, and delivered in the background with a result for each. A
    /// station that does not know the command, or for which it makes no sense, refuses it there.
    ///
    /// # Errors
    /// When a secret should wait, the portal's own authority is to be installed and is not there, or the database cannot be reached.
    pub async fn give_to_many(self: &Arc<Self>, order: BatchOrder) -> Result<i64, CommandRefused> {
        let BatchOrder { stations, command, by, expires_in } = order;
        if is_secret(&command) {
            return Err(CommandRefused::SecretCannotWait);
        }
        let command = self.completed(command).await?;
        let created_at = self.now();
        let new = NewBatch {
            stations,
            created_at,
            expires_at: self.expiry(&command, created_at, expires_in),
            waits: expires_in.is_some(),
            command,
            by_user_id: by.user_id,
            by: by.name,
        };
        let id = self.store.new_batch(new).await.map_err(CommandRefused::Storage)?;
        let system = Arc::clone(self);
        self.spawn(async move {
            if let Err(error) = run(&system, id).await {
                tracing::warn!(batch = id, error = %error, "failed to read a batch of commands");
            }
        });
        Ok(id)
    }
}

async fn run(system: &Arc<CentralSystem>, id: i64) -> Result<(), EditError> {
    let commands = system.store.queued_of_batch(id).await?;
    futures_util::stream::iter(commands).for_each_concurrent(AT_ONCE, |command| deliver(system, command)).await;
    Ok(())
}

/// Delivers a batch's command at one station, and returns when that has ended or waits for the station's return.
async fn deliver(system: &Arc<CentralSystem>, command: StoredCommand) {
    let Some(station) = system.stations.get(command.station_id) else { return };
    let command = StoredCommand { command: command.command.clone().numbered(command.id), ..command };
    match refuse(system, &station, &command).await {
        Ok(()) => deliver_of_batch(system, &station, &command).await,
        Err(error) => {
            tracing::debug!(command = %command.id, error = %error, "a batch's command was refused");
        }
    }
}
