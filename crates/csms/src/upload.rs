//! Writing several configuration keys into a station in one go, each a command with its own answer.

use std::sync::Arc;

use domain::command::Command;
use domain::configuration::differences;
use domain::registration::{KeyWrite, ReportedKey};
use domain::{CommandId, NodeId, UtcMillis};
use store::EditError;
use store::command::{NewCommand, StoredCommand};

use crate::central_system::CentralSystem;
use crate::command::{By, CommandRefused, deliver_in_order, without_secret};

/// What became of the wish that a station follows a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Application {
    /// These commands are on their way; none where the station has all it shall have.
    Writing(Vec<CommandId>),
    /// The station is not connected.
    Offline,
    /// Its configuration was never read, so nobody knows what differs.
    NeverRead,
}

impl CentralSystem {
    /// Writes keys into a station, one after the other; the commands are kept when this returns.
    ///
    /// # Errors
    /// When there is no such station or the commands cannot be kept.
    pub async fn write_keys(
        self: &Arc<Self>,
        station_id: NodeId,
        keys: Vec<KeyWrite>,
        by: By,
    ) -> Result<Vec<CommandId>, CommandRefused> {
        let station = self.stations.get(station_id).ok_or(CommandRefused::UnknownStation)?;
        let created_at = self.now();
        let mut commands = Vec::with_capacity(keys.len());
        for (place, KeyWrite { key, value }) in keys.into_iter().enumerate() {
            let command = Command::ChangeConfiguration { key, value };
            let new = NewCommand {
                station_id,
                command: without_secret(&command),
                created_at,
                expires_at: self.turn_of(created_at, place),
                waits: false,
                by_user_id: by.user_id,
                by: by.name.clone(),
            };
            let stored = self.store.new_command(new).await.map_err(|error| match error {
                EditError::NotFound => CommandRefused::UnknownStation,
                other => CommandRefused::Storage(other),
            })?;
            commands.push(StoredCommand { command, ..stored });
        }
        let ids = commands.iter().map(|command| command.id).collect();
        deliver_in_order(self, &station, commands);
        Ok(ids)
    }

    /// Until when a command may wait before which `place` others are delivered, each of which takes its time.
    fn turn_of(&self, created_at: UtcMillis, place: usize) -> UtcMillis {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let patience = self.options.command_deadline + self.options.call_timeout.saturating_mul(place);
        created_at.plus_ms(i64::try_from(patience.as_millis()).unwrap_or(i64::MAX))
    }

    /// Writes what a station lacks of the keys of a template, by its configuration as it was last read.
    ///
    /// # Errors
    /// When there is no such station, or the database cannot be reached.
    pub async fn apply_template(
        self: &Arc<Self>,
        station_id: NodeId,
        template: &[KeyWrite],
        by: By,
    ) -> Result<Application, CommandRefused> {
        let station = self.stations.get(station_id).ok_or(CommandRefused::UnknownStation)?;
        if station.line().is_none() {
            return Ok(Application::Offline);
        }
        let read = self.store.station_configuration(station_id, &domain::access::Reach::All).await;
        let read = read.map_err(|error| CommandRefused::Storage(error.into()))?.unwrap_or_default();
        if read.read_at.is_none() {
            return Ok(Application::NeverRead);
        }
        let told: Vec<ReportedKey> = read
            .keys
            .into_iter()
            .map(|key| ReportedKey { key: key.key, value: key.value, read_only: key.read_only })
            .collect();
        // A key that the station did not tell is tried: some keep keys to themselves.
        let writable = differences(&told, template).into_iter().filter(|key| !key.read_only);
        let writes = writable.map(|key| KeyWrite { key: key.key, value: key.wanted }).collect();
        Ok(Application::Writing(self.write_keys(station_id, writes, by).await?))
    }
}
