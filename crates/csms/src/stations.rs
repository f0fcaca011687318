//! All configured stations, in shards, so that finding one never waits for work on another.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::NodeId;

use crate::station::Station;

const SHARDS: usize = 64;

/// The stations of one portal.
#[derive(Debug)]
pub(crate) struct Stations {
    shards: Vec<RwLock<HashMap<NodeId, Arc<Station>>>>,
}

impl Stations {
    pub(crate) fn new() -> Self {
        Self { shards: (0..SHARDS).map(|_| RwLock::default()).collect() }
    }

    fn shard(&self, id: NodeId) -> &RwLock<HashMap<NodeId, Arc<Station>>> {
        &self.shards[usize::try_from(id.0.rem_euclid(SHARDS as i64)).unwrap_or(0)]
    }

    pub(crate) fn get(&self, id: NodeId) -> Option<Arc<Station>> {
        self.shard(id).read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// Puts a station in, unless one with its id is there already; gives the one that counts.
    pub(crate) fn insert(&self, station: Station) -> Arc<Station> {
        let mut shard = self.shard(station.id).write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shard.entry(station.id).or_insert_with(|| Arc::new(station)))
    }

    pub(crate) fn remove(&self, id: NodeId) -> Option<Arc<Station>> {
        self.shard(id).write().unwrap_or_else(PoisonError::into_inner).remove(&id)
    }

    /// All stations as they are now.
    pub(crate) fn all(&self) -> Vec<Arc<Station>> {
        let mut all = Vec::new();
        for shard in &self.shards {
            all.extend(shard.read().unwrap_or_else(PoisonError::into_inner).values().cloned());
        }
        all
    }
}
