//! The bus: what has changed, told in order to everyone inside who wants to hear.
//!
//! A bounded ring of numbered changes. A subscriber reads at its own pace and can come back where it left off; one that falls
//! behind the ring hears [`Delivery::Reset`] and reads its data again. Publishing never waits.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::UtcMillis;
use domain::change::Change;
use tokio::sync::watch;

/// How many changes one [`Delivery`] holds at most.
const BATCH: usize = 256;

/// The bus of one portal.
#[derive(Debug)]
pub struct Bus {
    ring: Mutex<Ring>,
    newest: watch::Sender<u64>,
    capacity: usize,
}

#[derive(Debug)]
struct Ring {
    /// The id of the oldest change that is kept.
    first: u64,
    changes: VecDeque<Arc<Change>>,
}

/// A change with its id.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// Its id; grows by one with each change and is never used again, also after a restart.
    pub id: u64,
    /// The change.
    pub change: Arc<Change>,
}

/// What a subscriber hears.
#[derive(Debug, Clone)]
pub enum Delivery {
    /// Some changes, at least one, in order.
    Changes(Vec<Numbered>),
    /// Changes were missed: what the subscriber holds may be stale. It goes on after this id.
    Reset(u64),
}

impl Bus {
    /// An empty bus whose ids begin after those of any earlier process.
    ///
    /// *Decision:* ids start at the time in µs, which stays below 2⁵³ so that a browser can hold it, and a process would have to
    /// publish a million changes a second to meet its successor's ids.
    pub(crate) fn new(capacity: usize, now: UtcMillis) -> Self {
        let first = u64::try_from(now.0).unwrap_or(0).saturating_mul(1_000) + 1;
        let (newest, _) = watch::channel(first - 1);
        Self { ring: Mutex::new(Ring { first, changes: VecDeque::new() }), newest, capacity: capacity.max(1) }
    }

    /// Tells a change to all subscribers, and returns its id.
    pub fn publish(&self, change: Change) -> u64 {
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        if ring.changes.len() == self.capacity {
            ring.changes.pop_front();
            ring.first += 1;
        }
        ring.changes.push_back(Arc::new(change));
        let id = ring.newest();
        // Inside the lock, so that ids are told in order.
        self.newest.send_replace(id);
        id
    }

    /// The id of the newest change: a reader who reads the database now misses nothing when it subscribes after this id.
    pub fn newest(&self) -> u64 {
        *self.newest.borrow()
    }

    /// Subscribes to everything after `after`, or to everything from now on.
    pub fn subscribe(self: &Arc<Self>, after: Option<u64>) -> Subscription {
        let news = self.newest.subscribe();
        Subscription {
            next: after.map_or_else(|| self.newest() + 1, |after| after.saturating_add(1)),
            news,
            bus: Arc::clone(self),
        }
    }

    fn read(&self, next: u64) -> Option<Delivery> {
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = ring.newest();
        if next < ring.first || next > newest + 1 {
            return Some(Delivery::Reset(newest));
        }
        let skip = usize::try_from(next - ring.first).unwrap_or(usize::MAX);
        let changes: Vec<Numbered> = (next..)
            .zip(ring.changes.iter().skip(skip))
            .take(BATCH)
            .map(|(id, change)| Numbered { id, change: Arc::clone(change) })
            .collect();
        (!changes.is_empty()).then_some(Delivery::Changes(changes))
    }
}

impl Ring {
    fn newest(&self) -> u64 {
        self.first + self.changes.len() as u64 - 1
    }
}

/// A place in the bus from which one subscriber reads on.
#[derive(Debug)]
pub struct Subscription {
    next: u64,
    news: watch::Receiver<u64>,
    bus: Arc<Bus>,
}

impl Subscription {
    /// Waits for what comes next; safe to drop and call again. Only `None` when the bus is gone, which is never while this lives.
    pub async fn next(&mut self) -> Option<Delivery> {
        loop {
            self.news.mark_unchanged();
            if let Some(delivery) = self.bus.read(self.next) {
                self.next = 1 + match &delivery {
                    Delivery::Reset(newest) => *newest,
                    Delivery::Changes(changes) => changes.last().map_or(self.next, |last| last.id),
                };
                return Some(delivery);
            }
            self.news.changed().await.ok()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::NodeId;
    use domain::change::{ChangeBody, Scope};

    use super::*;

    fn change(station: i64) -> Change {
        Change {
            at: UtcMillis(0),
            scope: Scope::default(),
            body: ChangeBody::Configuration { station_id: NodeId(station) },
        }
    }

    fn stations(delivery: Option<Delivery>) -> Vec<i64> {
        match delivery {
            Some(Delivery::Changes(changes)) => changes
                .iter()
                .map(|numbered| match numbered.change.body {
                    ChangeBody::Configuration { station_id } => station_id.0,
                    _ => panic!("another change"),
                })
                .collect(),
            other => panic!("no changes: {other:?}"),
        }
    }

    #[tokio::test]
    async fn a_subscriber_hears_everything_once_and_in_order() {
        let bus = Arc::new(Bus::new(8, UtcMillis(5)));
        let mut subscription = bus.subscribe(None);
        bus.publish(change(1));
        bus.publish(change(2));
        assert_eq!(stations(subscription.next().await), [1, 2]);
        bus.publish(change(3));
        assert_eq!(stations(subscription.next().await), [3]);
    }

    #[tokio::test]
    async fn one_who_comes_back_gets_what_it_missed() {
        let bus = Arc::new(Bus::new(8, UtcMillis(5)));
        let seen = bus.publish(change(1));
        bus.publish(change(2));
        assert_eq!(stations(bus.subscribe(Some(seen)).next().await), [2]);
    }

    #[tokio::test]
    async fn one_who_fell_behind_or_comes_from_an_earlier_process_is_reset() {
        let bus = Arc::new(Bus::new(2, UtcMillis(5)));
        let seen = bus.publish(change(1));
        for station in 2..6 {
            bus.publish(change(station));
        }
        let mut behind = bus.subscribe(Some(seen));
        assert!(matches!(behind.next().await, Some(Delivery::Reset(newest)) if newest == bus.newest()));
        bus.publish(change(7));
        assert_eq!(stations(behind.next().await), [7]);
        assert!(matches!(bus.subscribe(Some(3)).next().await, Some(Delivery::Reset(_))));
        assert!(matches!(bus.subscribe(Some(u64::MAX - 1)).next().await, Some(Delivery::Reset(_))));
    }
}
