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

/// Counts failures, in memory: a restart forgives.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Key, Failures>>,
}

impl Throttle {
    /// How long to wait before the next attempt, ms; 0 when it may be made now.
    pub fn wait_ms(&self, keys: &[Key], now: UtcMillis) -> i64 {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        keys.iter().filter_map(|key| failures.get(key).map(|known| wait_ms(key, known, now))).max().unwrap_or(0)
    }

    /// Counts an attempt as failed. It is counted before the password is looked at, so that attempts at once do not slip through.
    pub fn failed(&self, keys: &[Key], now: UtcMillis) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
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

    #[test]
    fn the_wait_grows_and_ends() {
        let throttle = Throttle::default();
        let keys = [account("a@example.org")];
        for _ in 0..4 {
            throttle.failed(&keys, UtcMillis(0));
        }
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(0)), 0);
        throttle.failed(&keys, UtcMillis(0));
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(0)), 1_000);
        throttle.failed(&keys, UtcMillis(0));
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(500)), 1_500);
        for _ in 0..40 {
            throttle.failed(&keys, UtcMillis(0));
        }
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(0)), LONGEST_MS);
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(LONGEST_MS)), 0);
        assert_eq!(throttle.wait_ms(&[account("b@example.org")], UtcMillis(0)), 0);
    }

    #[test]
    fn a_success_forgives_the_account_but_not_the_address() {
        let throttle = Throttle::default();
        let address = Key::Address("192.0.2.1".parse().unwrap());
        for number in 0..50 {
            throttle.failed(&[account(&format!("{number}@example.org")), address.clone()], UtcMillis(0));
        }
        assert_eq!(throttle.wait_ms(std::slice::from_ref(&address), UtcMillis(0)), 1_000);
        throttle.failed(&[account("own"), address.clone()], UtcMillis(0));
        throttle.succeeded(&[account("own"), address.clone()]);
        assert_eq!(throttle.wait_ms(&[address], UtcMillis(0)), 1_000);
        assert_eq!(throttle.wait_ms(&[account("own")], UtcMillis(0)), 0);
    }

    #[test]
    fn long_ago_is_forgotten() {
        let throttle = Throttle::default();
        let keys = [account("a")];
        for _ in 0..9 {
            throttle.failed(&keys, UtcMillis(0));
        }
        throttle.failed(&keys, UtcMillis(FORGET_MS + 1));
        assert_eq!(throttle.wait_ms(&keys, UtcMillis(FORGET_MS + 1)), 0);
    }
}
