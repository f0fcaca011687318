//! Drives a station: gives it a line, a clock and, where there is a scenario, people and misfortune.
//!
//! One loop for each station: do what is to be done now → wait for whatever comes first (a frame, an order, a deadline, the
//! end) → tell the station → again. The line may be down at any moment; the loop goes on all the same, because a station does.

mod order;
mod uplink;

pub use order::{Handle, Snapshot, SnapshotOutlet, Stopped};

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::address::Addresses;
use crate::clock::Clock;
use crate::line::Dial;
use crate::scenario::player::{Move, Player};
use crate::soap::Hosting;
use crate::station::{Act, Effect, Station, StationId, TransferId};
use crate::transfer::TransferError;

use order::Order;
use uplink::{Happening, Uplink, Way};

/// How many orders wait.
const WAITING_ORDERS: usize = 16;
/// How long the end of sessions may take to be delivered when a station is stopped.
const WIND_UP_TIME: Duration = Duration::from_secs(3);
/// The loop never turns faster than this, whatever a deadline says.
const LEAST_PAUSE: SignedDuration = SignedDuration::from_millis(1);
/// How many moves of a scenario are made in one turn of the loop.
const MOVES_PER_TURN: usize = 100;

/// Something that an onlooker may want to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Notice<'a> {
    /// The line is up.
    Up,
    /// The line is down, or could not be made.
    Down(&'a str),
    /// A frame was sent.
    Sent(&'a str),
    /// A frame was received.
    Received(&'a str),
    /// The station restarts.
    Restarting,
    /// Something happened at the station.
    Acted(&'a Act),
    /// Something was odd.
    Trouble(&'a str),
}

/// Someone who looks on.
pub type Onlooker = Arc<dyn Fn(&StationId, Notice<'_>) + Send + Sync>;

/// What a driven station needs.
pub struct Setup {
    /// The station.
    pub station: Station,
    /// The clock that it lives by.
    pub clock: Clock,
    /// Where its central system is.
    pub addresses: Addresses,
    /// How that is reached.
    pub dial: Arc<dyn Dial>,
    /// Where it is asked, where it speaks SOAP.
    pub hosting: Hosting,
    /// What happens to it.
    pub players: Vec<Player>,
    /// Whether it is at an end when all players are, and everything is delivered.
    pub ends_with_players: bool,
    /// For the jitter of reconnects.
    pub seed: u64,
    /// Who looks on.
    pub onlooker: Option<Onlooker>,
}

/// A station that is driven.
pub struct Driver {
    station: Station,
    clock: Clock,
    uplink: Uplink,
    players: Vec<Player>,
    ends_with_players: bool,
    /// Files that are being moved; they are let go with the station.
    transfers: JoinSet<(TransferId, Result<Vec<u8>, TransferError>)>,
    orders: mpsc::Receiver<Order>,
    onlooker: Option<Onlooker>,
}

impl Driver {
    /// Prepares to drive a station; the handle gives it orders.
    #[must_use]
    pub fn new(setup: Setup) -> (Self, Handle) {
        let (handle, orders) = mpsc::channel(WAITING_ORDERS);
        let jitter = Xoshiro256PlusPlus::seed_from_u64(setup.seed);
        let access = setup.station.access();
        let way = Way {
            dial: setup.dial,
            addresses: setup.addresses,
            id: setup.station.id().clone(),
            protocol: setup.station.equipment().protocol,
            hosting: setup.hosting,
        };
        let uplink = Uplink::new(way, access, jitter);
        let driver = Self {
            station: setup.station,
            clock: setup.clock,
            uplink,
            players: setup.players,
            ends_with_players: setup.ends_with_players,
            transfers: JoinSet::new(),
            orders,
            onlooker: setup.onlooker,
        };
        (driver, Handle::new(handle))
    }

    /// Drives the station until it is cancelled, or its players are at an end where the setup says so. When it is cancelled,
    /// sessions end with `PowerLoss`, and that is delivered as far as it can be within a few seconds.
    pub async fn run(mut self, cancelled: CancellationToken) {
        loop {
            self.play();
            self.carry_out().await;
            if self.ends_with_players && self.is_at_an_end() {
                break;
            }
            let deadline = self.clock.instant(self.next_deadline());
            tokio::select! {
                () = cancelled.cancelled() => {
                    self.wind_up().await;
                    break;
                }
                Some(order) = self.orders.recv() => self.follow(order),
                happening = self.uplink.next() => self.happened(happening),
                Some(transferred) = self.transfers.join_next() => self.transferred(transferred),
                () = tokio::time::sleep_until(deadline) => {}
            }
            self.keep_time();
        }
        self.uplink.close().await;
    }

    /// Ends sessions and delivers what is about them.
    async fn wind_up(&mut self) {
        let deadline = Instant::now() + WIND_UP_TIME;
        self.station.power_failing(self.clock.now());
        self.carry_out().await;
        while self.station.is_registered() && self.station.unconfirmed() > 0 {
            tokio::select! {
                happening = self.uplink.next() => self.happened(happening),
                () = tokio::time::sleep_until(deadline) => return,
            }
            self.carry_out().await;
        }
    }

    /// Lets the players make their moves.
    fn play(&mut self) {
        for index in 0..self.players.len() {
            for _ in 0..MOVES_PER_TURN {
                let now = self.clock.now();
                let Some(next) = self.players[index].next(&self.station, now) else { break };
                match next {
                    Move::Act(act) => self.act(act, now),
                    Move::Drop(away) => self.go_offline(Some(away), now),
                    Move::Disconnect => self.go_offline(None, now),
                    Move::Connect => self.uplink.wake(),
                }
            }
        }
    }

    fn act(&mut self, act: Act, now: Timestamp) {
        self.notify(Notice::Acted(&act));
        if let Err(error) = self.station.act(act, now) {
            self.notify(Notice::Trouble(&format!("failed to {error}")));
        }
    }

    fn follow(&mut self, order: Order) {
        let now = self.clock.now();
        match order {
            Order::Act(act, answer) => {
                self.notify(Notice::Acted(&act));
                // Whoever asked may have gone.
                let _ = answer.send(self.station.act(act, now));
            }
            Order::Drop(away) => self.go_offline(Some(away), now),
            Order::Disconnect => self.go_offline(None, now),
            Order::Connect => self.uplink.wake(),
            Order::Look(answer) => {
                let _ = answer.send(Snapshot::of(&self.station));
            }
        }
    }

    fn go_offline(&mut self, away: Option<Duration>, now: Timestamp) {
        if self.uplink.drop_line(away) {
            self.station.disconnected(now);
        }
        self.notify(Notice::Down("the line was dropped"));
    }

    fn happened(&mut self, happening: Happening) {
        let now = self.clock.now();
        match happening {
            Happening::Up => {
                self.notify(Notice::Up);
                self.station.connected(now);
            }
            Happening::Text(text) => {
                self.notify(Notice::Received(&text));
                self.station.receive(&text, now);
            }
            Happening::Down(why) => {
                self.notify(Notice::Down(&why));
                self.station.disconnected(now);
            }
            Happening::Unreachable(error) => {
                self.notify(Notice::Down(&format!("failed to {error}")));
                self.station.unreachable();
            }
            Happening::Restarted => self.station.restarted(now),
            Happening::Nothing => {}
        }
    }

    fn transferred(&mut self, ended: Result<(TransferId, Result<Vec<u8>, TransferError>), JoinError>) {
        match ended {
            Ok((id, result)) => self.station.transferred(id, &result, self.clock.now()),
            Err(error) => self.notify(Notice::Trouble(&format!("a transfer has failed: {error}"))),
        }
    }

    /// Does what the station wants done.
    async fn carry_out(&mut self) {
        while let Some(effect) = self.station.next_effect() {
            match effect {
                Effect::Send(text) => {
                    self.notify(Notice::Sent(&text));
                    if let Err(why) = self.uplink.send(text).await {
                        self.notify(Notice::Down(&why));
                        self.station.disconnected(self.clock.now());
                    }
                }
                Effect::Restart { away } => {
                    self.notify(Notice::Restarting);
                    if self.uplink.restart(away.unsigned_abs()).await {
                        self.station.disconnected(self.clock.now());
                    }
                }
                Effect::Access => self.uplink.set_access(self.station.access()),
                Effect::Reconnect => {
                    self.notify(Notice::Down("the station connects anew"));
                    self.uplink.reconnect().await;
                    self.station.disconnected(self.clock.now());
                }
                Effect::Transfer { id, transfer } => {
                    let access = self.station.access();
                    self.transfers.spawn(async move { (id, transfer.run(&access).await) });
                }
                Effect::Trouble(text) => self.notify(Notice::Trouble(&text)),
            }
        }
    }

    /// Looks after the clock: the station's deadlines and the line's pings.
    fn keep_time(&mut self) {
        let interval = Duration::from_secs(u64::from(self.station.configuration().number("WebSocketPingInterval")));
        self.uplink.set_ping_interval(interval);
        self.station.tick(self.clock.now());
    }

    fn next_deadline(&self) -> Timestamp {
        const LONGEST: SignedDuration = SignedDuration::from_secs(3600);
        let now = self.clock.now();
        let players = self.players.iter().filter_map(Player::next_deadline);
        let first = players.chain(self.station.next_deadline()).min().unwrap_or(now + LONGEST);
        first.clamp(now + LEAST_PAUSE, now + LONGEST)
    }

    fn is_at_an_end(&self) -> bool {
        self.players.iter().all(Player::is_at_an_end) && self.station.unconfirmed() == 0
    }

    fn notify(&self, notice: Notice<'_>) {
        if let Some(onlooker) = &self.onlooker {
            onlooker(self.station.id(), notice);
        }
    }
}

/// A pause before the next attempt to connect: twice as long after each failure, up to a minute, give or take a half, so that
/// a thousand stations do not come back at once.
pub(crate) fn back_off(failures: u32, jitter: &mut Xoshiro256PlusPlus) -> Duration {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(60);
    let pause = FIRST.saturating_mul(1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX)).min(LONGEST);
    pause.mul_f64(jitter.random_range(0.5..1.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute_and_differ() {
        let mut jitter = Xoshiro256PlusPlus::seed_from_u64(1);
        for (failures, base_s) in [(1, 1.0), (2, 2.0), (5, 16.0), (7, 60.0), (40, 60.0), (u32::MAX, 60.0)] {
            let pause_s = back_off(failures, &mut jitter).as_secs_f64();
            assert!((base_s * 0.5..base_s * 1.5).contains(&pause_s), "{failures}: {pause_s}");
        }
        assert_ne!(back_off(1, &mut jitter), back_off(1, &mut jitter));
    }
}
