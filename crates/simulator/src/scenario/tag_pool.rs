//! Who charges where: a person is not at two stations at once.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rand::{Rng, RngExt as _};

/// The tags that are in use somewhere in a fleet.
///
/// *Decision:* which tags are free depends on what other stations do at the moment, so it is the only choice of a scenario
/// that its seed alone does not settle.
#[derive(Debug, Default)]
pub struct TagPool {
    in_use: Mutex<HashSet<String>>,
}

impl TagPool {
    /// Draws one of `candidates` that is in use nowhere, and keeps it; nothing where there is none.
    pub fn take_free(&self, candidates: &[String], dice: &mut impl Rng) -> Option<String> {
        let mut in_use = self.in_use();
        let free: Vec<&String> = candidates.iter().filter(|tag| !in_use.contains(*tag)).collect();
        if free.is_empty() {
            return None;
        }
        let drawn = free[dice.random_range(0..free.len())].clone();
        in_use.insert(drawn.clone());
        Some(drawn)
    }

    /// Draws one of `candidates`, if possible one that is in use nowhere, and keeps it; nothing where there are none at all.
    pub fn take(&self, candidates: &[String], dice: &mut impl Rng) -> Option<String> {
        if candidates.is_empty() {
            return None;
        }
        let free = self.take_free(candidates, dice);
        Some(free.unwrap_or_else(|| candidates[dice.random_range(0..candidates.len())].clone()))
    }

    /// Gives a tag back.
    pub fn give_back(&self, tag: &str) {
        self.in_use().remove(tag);
    }

    /// A panic elsewhere leaves the set as good as it was.
    fn in_use(&self) -> MutexGuard<'_, HashSet<String>> {
        self.in_use.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::*;

    #[test]
    fn tags_in_use_are_drawn_last() {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
        let tags = ["a".to_owned(), "b".to_owned()];
        let pool = TagPool::default();
        let first = pool.take(&tags, &mut dice).unwrap();
        let second = pool.take(&tags, &mut dice).unwrap();
        assert_ne!(first, second);
        assert!(pool.take(&tags, &mut dice).is_some());
        assert_eq!(pool.take_free(&tags, &mut dice), None);
        pool.give_back(&first);
        assert_eq!(pool.take(&tags, &mut dice), Some(first));
        assert_eq!(pool.take(&[], &mut dice), None);
    }
}
