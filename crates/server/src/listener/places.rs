//! How many connections there may be, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts connections and gives each a [`Place`], until there is none left.
#[derive(Clone)]
pub struct Places {
    inner: Arc<Inner>,
}

struct Inner {
    limit: usize,
    limit_per_address: usize,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    total: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A connection's place; dropping it gives it free.
pub struct Place {
    inner: Arc<Inner>,
    address: IpAddr,
    counts_for_address: AtomicBool,
}

impl Places {
    /// With a limit in all and one per address.
    pub fn new(limit: usize, limit_per_address: usize) -> Places {
        Places { inner: Arc::new(Inner { limit, limit_per_address, counts: Mutex::default() }) }
    }

    /// Takes a place for a connection from `address`; `None` when there are too many. `exempt` addresses (trusted proxies)
    /// count in all, but not per address.
    ///
    /// *Decision:* an IPv6 peer counts by its /64, which is what one subscriber has.
    pub fn take(&self, address: IpAddr, exempt: bool) -> Option<Place> {
        let address = subscriber(address.to_canonical());
        let mut counts = self.inner.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.total >= self.inner.limit {
            return None;
        }
        if !exempt {
            let here = counts.by_address.entry(address).or_default();
            if *here >= self.inner.limit_per_address {
                return None;
            }
            *here += 1;
        }
        counts.total += 1;
        Some(Place { inner: Arc::clone(&self.inner), address, counts_for_address: AtomicBool::new(!exempt) })
    }

    /// How many connections there are now.
    pub fn taken(&self) -> usize {
        self.inner.counts.lock().unwrap_or_else(PoisonError::into_inner).total
    }
}

impl Place {
    /// Lets the connection no longer count for its address: a station that has proved who it is has one connection anyway,
    /// and a garage full of them stands behind one address.
    pub fn release_address(&self) {
        if self.counts_for_address.swap(false, Ordering::Relaxed) {
            self.inner.counts.lock().unwrap_or_else(PoisonError::into_inner).leave(self.address);
        }
    }
}

impl Counts {
    fn leave(&mut self, address: IpAddr) {
        if let Some(here) = self.by_address.get_mut(&address) {
            *here -= 1;
            if *here == 0 {
                self.by_address.remove(&address);
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.release_address();
        self.inner.counts.lock().unwrap_or_else(PoisonError::into_inner).total -= 1;
    }
}

fn subscriber(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_cannot_take_all() {
        let places = Places::new(10, 2);
        let first = places.take(address("192.0.2.1"), false).unwrap();
        let _second = places.take(address("::ffff:192.0.2.1"), false).unwrap();
        assert!(places.take(address("192.0.2.1"), false).is_none());
        let _other = places.take(address("192.0.2.2"), false).unwrap();
        let _proxy = places.take(address("192.0.2.1"), true).unwrap();
        drop(first);
        assert!(places.take(address("192.0.2.1"), false).is_some());
    }

    #[test]
    fn an_admitted_station_no_longer_counts_for_its_address() {
        let places = Places::new(3, 1);
        let station = places.take(address("2001:db8::1"), false).unwrap();
        assert!(places.take(address("2001:db8::2"), false).is_none(), "the same /64");
        station.release_address();
        station.release_address();
        let _next = places.take(address("2001:db8::1"), false).unwrap();
        assert_eq!(places.taken(), 2);
        drop(station);
        assert_eq!(places.taken(), 1);
    }

    #[test]
    fn there_is_a_limit_in_all() {
        let places = Places::new(1, 5);
        let _only = places.take(address("192.0.2.1"), true).unwrap();
        assert!(places.take(address("192.0.2.2"), true).is_none());
    }
}
