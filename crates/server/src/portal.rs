//! One company's portal with all that belongs to it, and how a request finds its portal.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::{HeaderMap, header};
use csms::{CentralSystem, Clock};
use domain::change::{Change, ChangeBody, Scope};
use domain::{UserId, UtcMillis};
use store::Store;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::configuration::{Configuration, Limits};
use crate::files::Counter;
use crate::listener::AddressRange;
use crate::metrics::Traffic;
use crate::sign_in::{Hasher, Throttle};
use crate::stream::Newsroom;

/// One portal. Nothing of it is shared with another one in the same process.
pub struct Portal {
    /// Its database.
    pub store: Store,
    /// Its stations.
    pub csms: Arc<CentralSystem>,
    /// Renders changes for open browsers, each once.
    pub newsroom: Newsroom,
    /// Files for and from stations.
    pub(crate) files: Counter,
    /// Passwords.
    pub hasher: Hasher,
    /// Failures at signing in.
    pub throttle: Throttle,
    /// What the server counts.
    pub traffic: Traffic,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// What one peer may take.
    pub limits: Limits,
    /// From where its figures may be read without a token.
    pub metrics_from: Vec<AddressRange>,
    /// Cancelled when the portal shuts down; whatever lasts long ends then.
    pub stop: CancellationToken,
    /// What must have ended before the portal has.
    pub tasks: TaskTracker,
    pub(crate) key: csms::CredentialKey,
    public_address: Option<String>,
}

/// The portals of a process, by host. Cheap to clone.
///
/// *Decision:* there is one for every host today; only this type need change for several.
#[derive(Clone)]
pub struct Portals {
    by_host: Arc<HashMap<String, Arc<Portal>>>,
    otherwise: Arc<Portal>,
}

impl Portal {
    /// Puts a portal together from its parts.
    pub(crate) fn new(
        configuration: &Configuration,
        store: Store,
        csms: Arc<CentralSystem>,
        hasher: Hasher,
        files: Counter,
        clock: Arc<dyn Clock>,
        key: csms::CredentialKey,
    ) -> Portal {
        Portal {
            newsroom: Newsroom::new(Arc::clone(csms.bus())),
            store,
            csms,
            hasher,
            files,
            throttle: Throttle::default(),
            traffic: Traffic::default(),
            clock,
            limits: configuration.limits.clone(),
            metrics_from: configuration.metrics_from.clone(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            key,
            public_address: configuration
                .public_address
                .as_ref()
                .map(|address| address.trim_end_matches('/').to_owned()),
        }
    }

    /// Tells everyone inside that what a user may do has changed, after that is committed: their event streams look it up again.
    pub fn access_changed(&self, user_id: UserId) {
        let scope = Scope { user_id: Some(user_id), ..Scope::default() };
        self.csms.bus().publish(Change { at: self.now(), scope, body: ChangeBody::Access { user_id } });
    }

    /// Tells everyone inside that an API token no longer holds, after that is committed: its event streams end.
    pub fn token_gone(&self, token_hash: &str) {
        let body = ChangeBody::TokenGone { token_hash: token_hash.into() };
        self.csms.bus().publish(Change { at: self.now(), scope: Scope::default(), body });
    }

    /// The present.
    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    /// The address by which people reach it, where configured; with no slash at its end.
    pub fn public_address(&self) -> Option<&str> {
        self.public_address.as_deref()
    }
}

impl Portals {
    /// One portal for every host.
    pub fn one(portal: Arc<Portal>) -> Portals {
        Portals { by_host: Arc::default(), otherwise: portal }
    }

    /// The portal that a request is for.
    pub fn find(&self, headers: &HeaderMap) -> Arc<Portal> {
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
        let named = host.filter(|_| !self.by_host.is_empty()).and_then(|host| self.by_host.get(&host.to_lowercase()));
        Arc::clone(named.unwrap_or(&self.otherwise))
    }

    /// Every portal once.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Portal>> {
        self.by_host.values().chain([&self.otherwise])
    }
}
