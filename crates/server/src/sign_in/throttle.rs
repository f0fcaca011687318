//! Failures slow down further attempts, per account and per address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use domain::UtcMillis;

/// Failures that cost nothing yet.
const FREE: u32 = 5;
/// The longest wait, ms.
const LONGEST_MS: i64 = 15 * 60_000;
/// After this long without a failure all is forgotten, ms.
const FORGET_MS: i64 = 60 * 60_000;
/// More keys than this are not kept; the oldest go first.
const MOST_KEYS: usize = 100_000;

/// What attempts are counted for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// An account by its folded e-mail address, whether it exists or not.
    Account(String),
    /// An address.
    Address(IpAddr),
}

impl Key {
    /// How many failures are free: an address may be that of a whole housing association.
    fn free(&self) -> u32 {
        match self {
            Key::Account(_) => FREE,
            Key::Address(_) => FREE * 10,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: UtcMillis,
}

/// An attempt that comes too soon after others that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("try again so soon: wait {wait_ms} ms")]
pub struct TooSoon {
    /// How long to wait, ms.
    pub wait_ms: i64,
}

/// Counts failures, in memory: a restart forgives.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Key, Failures>>,
}

impl Throttle {
    /// Counts an attempt, as a failure until it has succeeded, so that attempts at once do not slip through.
    ///
    /// # Errors
    /// When it is too soon; it is then not counted.
    pub fn attempt(&self, keys: &[Key], now: UtcMillis) -> Result<(), TooSoon> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = keys.iter().filter_map(|key| failures.get(key).map(|known| wait_ms(key, known, now)));
        if let Some(wait_ms) = waits.max().filter(|wait_ms| *wait_ms > 0) {
            return Err(TooSoon { wait_ms });
        }
        if failures.len() + keys.len() > MOST_KEYS {
            failures.retain(|_, known| now.since(known.last) < FORGET_MS / 4);
        }
        for key in keys {
            let known = failures.entry(key.clone()).or_insert(Failures { count: 0, last: now });
            if now.since(known.last) > FORGET_MS {
                known.count = 0;
            }
            *known = Failures { count: known.count.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// Forgets the failures of an account, and takes back the attempt counted for the address: it has succeeded.
    pub fn succeeded(&self, keys: &[Key]) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            match key {
                Key::Account(_) => {
                    failures.remove(key);
                }
                Key::Address(_) => {
                    if let Some(known) = failures.get_mut(key) {
                        known.count = known.count.saturating_sub(1);
                    }
                }
            }
        }
    }
}

/// 1 s after the free ones, then twice as long with each, up to the longest.
fn wait_ms(key: &Key, known: &Failures, now: UtcMillis) -> i64 {
    let Some(beyond) = known.count.checked_sub(key.free()) else { return 0 };
    let delay = 1_000_i64.checked_shl(beyond.min(20)).unwrap_or(LONGEST_MS).min(LONGEST_MS);
    (delay - now.since(known.last)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str) -> Key {
        Key::Account(name.to_owned())
    }

    /// Attempts that fail, each as soon as it may be made; the waits that came before them, ms.
    fn fail(throttle: &Throttle, keys: &[Key], times: usize, mut now: UtcMillis) -> Vec<i64> {
        let mut waits = Vec::new();
        for _ in 0..times {
            let wait_ms = throttle.attempt(keys, now).err().map_or(0, |too_soon| too_soon.wait_ms);
            if wait_ms > 0 {
                now = now.plus_ms(wait_ms);
                throttle.attempt(keys, now).unwrap();
            }
            waits.push(wait_ms);
        }
        waits
    }

    #[test]
    fn the_wait_grows_to_a_quarter_of_an_hour() {
        let waits = fail(&Throttle::default(), &[account("a@example.org")], 18, UtcMillis(0));
        assert_eq!(waits[..5], [0; 5]);
        assert_eq!(waits[5..9], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(waits[17], LONGEST_MS);
    }

    #[test]
    fn others_are_not_held_back() {
        let throttle = Throttle::default();
        fail(&throttle, &[account("a@example.org")], 9, UtcMillis(0));
        assert_eq!(throttle.attempt(&[account("b@example.org")], UtcMillis(0)), Ok(()));
    }

    #[test]
    fn a_success_forgives_the_account_but_not_the_address() {
        let throttle = Throttle::default();
        let address = Key::Address("192.0.2.1".parse().unwrap());
        for number in 0..49 {
            fail(&throttle, &[account(&format!("{number}@example.org")), address.clone()], 1, UtcMillis(0));
        }
        let own = [account("own"), address.clone()];
        for _ in 0..9 {
            throttle.attempt(&own, UtcMillis(0)).unwrap();
            throttle.succeeded(&own);
        }
        throttle.attempt(&own, UtcMillis(0)).unwrap();
        assert_eq!(throttle.attempt(&[address], UtcMillis(0)), Err(TooSoon { wait_ms: 1_000 }));
    }

    #[test]
    fn long_ago_is_forgotten() {
        let throttle = Throttle::default();
        let keys = [account("a")];
        fail(&throttle, &keys, 9, UtcMillis(0));
        let later = UtcMillis(10 * FORGET_MS);
        assert_eq!(fail(&throttle, &keys, 5, later), [0; 5]);
    }
}
