//! Adding readings: the hottest write of all.

use domain::report::Sample;
use domain::{NodeId, SessionId, UtcMillis};

use super::pack;
use crate::Store;
use crate::database::Kind::{Integer, Real, Text};
use crate::database::{Connection, Rows, RowsStatement, Value};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// All samples that a station took at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReading {
    /// The session it belongs to, where known.
    pub session_id: Option<SessionId>,
    /// The station.
    pub station_id: NodeId,
    /// Outlet number; 0 is the main meter.
    pub outlet: u16,
    /// When, by the station's clock where that could be read.
    pub at: UtcMillis,
    /// When the portal learned of it.
    pub received_at: UtcMillis,
    /// The energy register, Wh, where the samples hold one.
    pub energy_wh: Option<f64>,
    /// The power, W, where the samples hold it.
    pub power_w: Option<f64>,
    /// The samples, in the order sent.
    pub samples: Vec<Sample>,
}

/// A reading with its samples packed, ready to be written.
#[derive(Debug, Clone)]
pub(crate) struct EncodedReading {
    session_id: Option<SessionId>,
    station_id: NodeId,
    outlet: u16,
    at: UtcMillis,
    received_at: UtcMillis,
    energy_wh: Option<f64>,
    power_w: Option<f64>,
    samples: String,
}

impl From<NewReading> for EncodedReading {
    fn from(reading: NewReading) -> Self {
        Self {
            session_id: reading.session_id,
            station_id: reading.station_id,
            outlet: reading.outlet,
            at: reading.at,
            received_at: reading.received_at,
            energy_wh: reading.energy_wh,
            power_w: reading.power_w,
            samples: pack(&reading.samples),
        }
    }
}

/// The readings of one message.
pub(crate) struct EncodedReadings(Vec<EncodedReading>);

static INSERT: RowsStatement = RowsStatement::new(
    "INSERT INTO reading (session_id, station_id, outlet, at, received_at, energy_wh, power_w, samples)",
    &[Integer, Integer, Integer, Integer, Integer, Real, Real, Text],
    "",
);

/// Inserts readings in the transaction that is open.
pub(crate) async fn insert(readings: &[&EncodedReading], connection: &mut Connection) -> Result<(), sqlx::Error> {
    let mut rows = Rows::with_capacity(readings.len(), &INSERT);
    for reading in readings {
        rows.push(reading.session_id)
            .push(reading.station_id)
            .push(reading.outlet)
            .push(reading.at)
            .push(reading.received_at)
            .push(reading.energy_wh)
            .push(reading.power_w)
            // JSON holds no U+0000: it is escaped.
            .push(Value::Text(Some(reading.samples.clone())));
    }
    INSERT.run(connection, rows).await.map(drop)
}

impl HotWrite for EncodedReadings {
    type Answer = ();

    fn statement() -> Option<&'static RowsStatement> {
        Some(&INSERT)
    }

    fn rows(&self) -> usize {
        self.0.len()
    }

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let readings: Vec<&EncodedReading> = writes.iter().flat_map(|write| &write.0).collect();
        insert(&readings, connection).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Adds readings; returns when they are committed. All of them are written, or none.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn add_readings(&self, readings: Vec<NewReading>) -> Result<(), WriteError> {
        if readings.is_empty() {
            return Ok(());
        }
        self.write(EncodedReadings(readings.into_iter().map(EncodedReading::from).collect())).await
    }
}
