//! A portal for one test: a fresh database, a clock that the test moves, a site with stations.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use csms::certificate::SealingKey;
use csms::{By, CentralSystem, Clock, CredentialKey, Delivery, Handshake, Options, Refusal, Subscription};
use domain::access::Reach;
use domain::change::{Change, ChangeBody, Scope, TopologyChange};
use domain::outlet::{ConnectorType, OutletMode};
use domain::station::SecurityProfile;
use domain::{ChargeBoxId, NodeId, UtcMillis};
use store::Store;
use store::node::{NewNode, NodeSettings, OutletSettings, SiteSettings, StationSettings};
use store::testing::TestDatabase;

use crate::station::Station;

/// How long a test waits for something before it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// 2026-06-01T12:00:00Z.
pub(crate) const NOON: UtcMillis = UtcMillis(1_780_315_200_000);

/// A clock that stands still unless the test moves it.
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn advance_ms(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> UtcMillis {
        UtcMillis(self.0.load(Ordering::SeqCst))
    }
}

pub(crate) struct Portal {
    pub(crate) system: Arc<CentralSystem>,
    pub(crate) store: Store,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) site: NodeId,
    pub(crate) options: Options,
    pub(crate) database: TestDatabase,
}

/// Options with which jobs run at once and nothing is asked by itself after a reconnect.
pub(crate) fn options() -> Options {
    Options {
        progress_interval: Duration::from_millis(50),
        seen_interval: Duration::from_millis(50),
        contact_interval: Duration::from_millis(50),
        message_log_interval: Duration::from_millis(50),
        status_request_delay: Duration::from_secs(3_600),
        storage_patience: Duration::from_millis(300),
        boot_patience: Duration::ZERO,
        certificate_interval: Duration::from_millis(50),
        ..Options::new(CredentialKey::new([1; 32]), SealingKey::new([2; 32]))
    }
}

impl Portal {
    pub(crate) async fn new() -> Self {
        Self::with(options()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        Self::on(TestDatabase::sqlite(), options).await
    }

    pub(crate) async fn on(database: TestDatabase, options: Options) -> Self {
        let store = database.open().await;
        let clock = Arc::new(TestClock(AtomicI64::new(NOON.0)));
        let site = NewNode {
            parent_id: NodeId::SYSTEM,
            name: "Garage".to_owned(),
            description: String::new(),
            settings: NodeSettings::Site(SiteSettings::default()),
            outlets: 0,
        };
        let site = store.create_node(site, NOON, Reach::All).await.unwrap();
        let shared: Arc<TestClock> = Arc::clone(&clock);
        let system = CentralSystem::start(store.clone(), options.clone(), shared).await.unwrap();
        Self { system, store, clock, site, options, database }
    }

    /// The portal after its process ended without a word and was started again on the same database.
    pub(crate) async fn restarted(self) -> Self {
        let shared: Arc<TestClock> = Arc::clone(&self.clock);
        let store = self.database.open().await;
        let system = CentralSystem::start(store.clone(), self.options.clone(), shared).await.unwrap();
        Self { system, store, ..self }
    }

    pub(crate) fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    /// Configures a station that needs no credential, with so many outlets open to anyone.
    pub(crate) async fn add_station(&self, charge_box_id: &str, outlets: u16) -> NodeId {
        let settings = StationSettings::plain(ChargeBoxId::new(charge_box_id).unwrap());
        let id = self.add_station_as(settings).await;
        for number in 1..=outlets {
            self.add_outlet(id, number, OutletMode::Open).await;
        }
        id
    }

    pub(crate) async fn add_station_as(&self, settings: StationSettings) -> NodeId {
        let node = NewNode {
            parent_id: self.site,
            name: settings.charge_box_id.as_str().to_owned(),
            description: String::new(),
            settings: NodeSettings::Station(settings),
            outlets: 0,
        };
        let id = self.store.create_node(node, self.now(), Reach::All).await.unwrap();
        let scope = Scope { site_id: Some(self.site), station_id: Some(id), ..Scope::default() };
        self.system.topology_changed(TopologyChange::Created, id, scope).await;
        id
    }

    pub(crate) async fn add_outlet(&self, station: NodeId, number: u16, mode: OutletMode) -> NodeId {
        let settings =
            OutletSettings { mode, connector_type: ConnectorType::Type2Cable, ..OutletSettings::usual(number) };
        let node = NewNode {
            parent_id: station,
            name: number.to_string(),
            description: String::new(),
            settings: NodeSettings::Outlet(settings),
            outlets: 0,
        };
        let id = self.store.create_node(node, self.now(), Reach::All).await.unwrap();
        let scope =
            Scope { site_id: Some(self.site), station_id: Some(station), outlet_id: Some(id), ..Scope::default() };
        self.system.topology_changed(TopologyChange::Created, id, scope).await;
        id
    }

    /// Changes the portal's policies.
    pub(crate) async fn set_policies(&self, change: impl FnOnce(&mut domain::policy::Policies)) {
        let mut settings = self.store.settings().await.unwrap();
        change(&mut settings.policies);
        self.store.update_settings(settings).await.unwrap();
        self.system.policies_changed().await.unwrap();
    }

    /// Connects a station that needs no credential.
    pub(crate) async fn connect(&self, charge_box_id: &str) -> Station {
        let admission = self.system.admit(handshake(charge_box_id)).await.unwrap();
        Station::serve(&self.system, admission)
    }

    pub(crate) async fn refused(&self, handshake: Handshake) -> Refusal {
        self.system.admit(handshake).await.expect_err("the handshake should be refused")
    }

    /// A subscriber who hears everything from now on.
    pub(crate) fn listen(&self) -> Listener {
        Listener { subscription: self.system.bus().subscribe(None), heard: VecDeque::new() }
    }

    /// What the event log says of a kind; waits until there is such a line.
    pub(crate) async fn event(&self, kind: &str) -> String {
        let database = self.raw().await;
        eventually(&format!("an event of kind {kind}"), async || {
            sqlx::query_scalar("SELECT text FROM event WHERE kind = $1 ORDER BY id DESC LIMIT 1")
                .bind(kind)
                .fetch_optional(&database)
                .await
                .unwrap()
        })
        .await
    }

    /// A number straight from the database.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.raw().await).await.unwrap()
    }

    /// The database itself; SQLite only.
    pub(crate) async fn raw(&self) -> sqlx::SqlitePool {
        sqlx::SqlitePool::connect(self.database.address()).await.unwrap()
    }
}

/// The handshake of a station without a credential.
pub(crate) fn handshake(charge_box_id: &str) -> Handshake {
    Handshake {
        charge_box_id: charge_box_id.to_owned(),
        offered_subprotocols: vec!["ocpp1.6".to_owned()],
        address: "192.0.2.7:4711".to_owned(),
        ..Handshake::default()
    }
}

/// Who presses the buttons.
pub(crate) fn operator() -> By {
    By { user_id: None, name: "operator@example.org".to_owned() }
}

/// The settings of a station with a security profile.
pub(crate) fn secured(charge_box_id: &str, security_profile: SecurityProfile) -> StationSettings {
    StationSettings { security_profile, ..StationSettings::plain(ChargeBoxId::new(charge_box_id).unwrap()) }
}

pub(crate) struct Listener {
    subscription: Subscription,
    heard: VecDeque<Arc<Change>>,
}

impl Listener {
    /// Waits for the first change for which `pick` gives something.
    pub(crate) async fn hears<T>(&mut self, what: &str, mut pick: impl FnMut(&ChangeBody) -> Option<T>) -> T {
        let hear = async {
            loop {
                while let Some(change) = self.heard.pop_front() {
                    if let Some(found) = pick(&change.body) {
                        return found;
                    }
                }
                let Some(Delivery::Changes(changes)) = self.subscription.next().await else {
                    panic!("the listener fell behind")
                };
                self.heard.extend(changes.into_iter().map(|numbered| numbered.change));
            }
        };
        tokio::time::timeout(PATIENCE, hear).await.unwrap_or_else(|_| panic!("nobody told of {what}"))
    }
}

/// Waits until `look` gives something.
pub(crate) async fn eventually<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    let wait = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}
