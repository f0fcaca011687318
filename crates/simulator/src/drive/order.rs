//! Orders to a station that is driven, and what it tells of itself.

use std::time::Duration;

use ocpp::v16::ChargePointStatus;
use tokio::sync::{mpsc, oneshot};

use crate::station::{Act, ActError, OutletNumber, Station};

/// What a driven station can be told.
#[derive(Debug)]
pub(super) enum Order {
    Act(Act, oneshot::Sender<Result<(), ActError>>),
    Drop(Duration),
    Disconnect,
    Connect,
    Look(oneshot::Sender<Snapshot>),
}

/// The station is no longer driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("reach the station: it is no longer running")]
pub struct Stopped;

/// Gives orders to a station that is driven.
#[derive(Debug, Clone)]
pub struct Handle {
    orders: mpsc::Sender<Order>,
}

impl Handle {
    pub(super) fn new(orders: mpsc::Sender<Order>) -> Self {
        Self { orders }
    }

    /// Lets something happen at the station.
    ///
    /// # Errors
    ///
    /// The station is no longer driven; within, why it cannot happen.
    pub async fn act(&self, act: Act) -> Result<Result<(), ActError>, Stopped> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Act(act, answer)).await?;
        answered.await.map_err(|_| Stopped)
    }

    /// Drops the line for a time.
    ///
    /// # Errors
    ///
    /// The station is no longer driven.
    pub async fn drop_line(&self, away: Duration) -> Result<(), Stopped> {
        self.order(Order::Drop(away)).await
    }

    /// Drops the line until [`Self::connect`].
    ///
    /// # Errors
    ///
    /// The station is no longer driven.
    pub async fn disconnect(&self) -> Result<(), Stopped> {
        self.order(Order::Disconnect).await
    }

    /// Makes the line again, at once.
    ///
    /// # Errors
    ///
    /// The station is no longer driven.
    pub async fn connect(&self) -> Result<(), Stopped> {
        self.order(Order::Connect).await
    }

    /// Looks at the station.
    ///
    /// # Errors
    ///
    /// The station is no longer driven.
    pub async fn look(&self) -> Result<Snapshot, Stopped> {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Look(answer)).await?;
        answered.await.map_err(|_| Stopped)
    }

    async fn order(&self, order: Order) -> Result<(), Stopped> {
        self.orders.send(order).await.map_err(|_| Stopped)
    }
}

/// A station at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Whether the line is up.
    pub online: bool,
    /// Whether the central system has accepted it.
    pub registered: bool,
    /// How many messages on transactions are not confirmed.
    pub unconfirmed: usize,
    /// Its outlets.
    pub outlets: Vec<SnapshotOutlet>,
}

/// An outlet at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct SnapshotOutlet {
    /// Its number.
    pub number: OutletNumber,
    /// Its state.
    pub status: ChargePointStatus,
    /// The transaction that runs, where it has an id.
    pub transaction: Option<i64>,
    /// The tag for which it runs.
    pub tag: Option<String>,
    /// The power that flows, in W.
    pub power_w: f64,
    /// The energy of the session, in Wh.
    pub session_energy_wh: i64,
    /// The meter's register, in Wh.
    pub register_wh: i64,
    /// How full the vehicle is, 0 to 1.
    pub vehicle_share: Option<f64>,
}

impl Snapshot {
    pub(super) fn of(station: &Station) -> Self {
        let outlets = station.outlets().iter().map(|outlet| SnapshotOutlet {
            number: outlet.number,
            status: outlet.status(),
            transaction: station.transaction(outlet.number),
            tag: outlet.session.as_ref().map(|session| session.tag.clone()),
            power_w: outlet.meter.flow().power_w,
            session_energy_wh: outlet.session_energy_wh(),
            register_wh: outlet.meter.register_wh(),
            vehicle_share: outlet.vehicle.as_ref().map(|vehicle| vehicle.share()),
        });
        Self {
            online: station.is_online(),
            registered: station.is_registered(),
            unconfirmed: station.unconfirmed(),
            outlets: outlets.collect(),
        }
    }
}
