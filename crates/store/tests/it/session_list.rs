//! The list of sessions against a plain filter and sort in memory: random filters, every sort, page by page.

use std::cmp::Ordering;

use domain::access::Reach;
use domain::email::EmailAddress;
use domain::session::{Authentication, Session};
use domain::user::Role;
use domain::{NodeId, SessionId, UserId, UtcMillis};
use futures_util::future::join_all;
use store::Store;
use store::node::{NodeSettings, NodeUpdate, SiteSettings};
use store::session::{Bounds, NewSession, SessionEnd, SessionFilter, SessionQuery, SessionSort, Span};
use store::testing::TestDatabase;
use store::user::NewUser;

use crate::dice::Dice;
use crate::garage::{self, T0, new_node, new_session, new_site, new_station};

on_both!(
    pages_are_those_of_a_plain_filter_and_sort,
    sums_are_those_of_a_plain_filter,
    an_export_holds_each_session_once
);

const SESSIONS: usize = 6_000;
const DAY_MS: i64 = 86_400_000;
/// More than are looked up at a time.
const USERS: usize = 230;
const REASONS: [&str; 4] = ["EVDisconnected", "Local", "Remote", "PowerLoss"];

/// A portal with sessions at three sites, some of which had other names once.
struct Portal {
    store: Store,
    sites: Vec<NodeId>,
    floors: Vec<NodeId>,
    stations: Vec<NodeId>,
    users: Vec<UserId>,
    /// What was stored, as the store gives each alone.
    sessions: Vec<Session>,
}

impl Portal {
    async fn build(database: &TestDatabase, dice: &mut Dice, count: usize) -> Self {
        let store = database.open().await;
        let mut portal =
            Self { store, sites: vec![], floors: vec![], stations: vec![], users: vec![], sessions: vec![] };
        portal.build_places().await;
        portal.build_users().await;
        let mut ids = portal.write_sessions(dice, count / 2).await;
        portal.rename().await;
        ids.extend(portal.write_sessions(dice, count - count / 2).await);
        for id in ids {
            portal.sessions.push(portal.store.session(id).await.unwrap().unwrap());
        }
        portal
    }

    async fn build_places(&mut self) {
        for (number, name) in ["Torget", "Ångström", "100% Garage_A"].into_iter().enumerate() {
            let site = self.store.create_node(new_site(name), T0, Reach::All).await.unwrap();
            let floor = new_node(site, "Level 1", NodeSettings::Floor);
            let floor = self.store.create_node(floor, T0, Reach::All).await.unwrap();
            let stations = (0..6).map(|station| {
                let parent = if station % 2 == 0 { floor } else { site };
                new_station(parent, &format!("Post {station}"), &format!("CB-{number}{station}"), 2)
            });
            self.stations.extend(self.store.create_nodes(stations.collect(), T0, Reach::All).await.unwrap());
            self.sites.push(site);
            self.floors.push(floor);
        }
    }

    async fn build_users(&mut self) {
        for number in 0..USERS {
            let user = NewUser {
                email: EmailAddress::new(&format!("Driver.{number}@example.{}", ["com", "org"][number % 2])).unwrap(),
                first_name: "Ola".to_owned(),
                last_name: format!("Nordmann {number}"),
                role: Role::Driver,
                site_ids: Vec::new(),
                parking: String::new(),
                email_at_alarm: false,
                language: None,
                time_zone: None,
                password_hash: None,
            };
            self.users.push(self.store.create_user(user, T0).await.unwrap());
        }
    }

    /// A site and a station get other names: what ran before keeps the old ones.
    async fn rename(&self) {
        let settings = NodeSettings::Site(SiteSettings::default());
        let update = NodeUpdate { name: "Torvet".to_owned(), description: String::new(), settings };
        self.store.update_node(self.sites[0], 1, update, Reach::All).await.unwrap();
        let station = self.store.node(self.stations[7], &Reach::All, None, None).await.unwrap().unwrap();
        let update = NodeUpdate { name: "Zebra".to_owned(), description: String::new(), settings: station.settings };
        self.store.update_node(self.stations[7], 1, update, Reach::All).await.unwrap();
    }

    async fn write_sessions(&self, dice: &mut Dice, count: usize) -> Vec<SessionId> {
        let mut ids = Vec::with_capacity(count);
        let sessions: Vec<NewSession> = (0..count).map(|_| self.random_session(dice)).collect();
        for chunk in sessions.chunks(500) {
            let started = join_all(chunk.iter().map(|session| self.store.start_session(session.clone()))).await;
            ids.extend(started.into_iter().map(|started| started.unwrap().id));
        }
        ids
    }

    fn random_session(&self, dice: &mut Dice) -> NewSession {
        let station = self.stations[dice.below(self.stations.len())];
        // Few different moments and energies, so that many are equal and the id decides.
        let after_s = i64::try_from(dice.below(2_000)).unwrap() * 600;
        let started_at = T0.plus_ms(after_s * 1_000);
        let user = (dice.below(3) > 0).then(|| dice.below(self.users.len()));
        let tag = user.map(|user| format!("04A2B3C{user:03X}"));
        // A few have times that are far apart: they ended before they began, ran for weeks, or were told of late.
        let (length_ms, late_ms) = match dice.below(50) {
            0 => (-3_600_000, 0),
            1 => (11 * DAY_MS, 0),
            2 => (300_000, 9 * DAY_MS),
            3 => (300_000, -2 * DAY_MS),
            _ => (i64::try_from(dice.below(50)).unwrap() * 300_000, 0),
        };
        let end = (dice.below(40) > 0).then(|| SessionEnd {
            ended_at: started_at.plus_ms(length_ms),
            meter_end_wh: (dice.below(10) > 0).then(|| i64::try_from(dice.below(100)).unwrap() * 500),
            energy_wh: i64::try_from(dice.below(120)).unwrap() * 500,
            stop_reason: (dice.below(4) > 0).then(|| REASONS[dice.below(4)].to_owned()),
            ..garage::end(0, 0)
        });
        NewSession {
            received_at: started_at.plus_ms(late_ms + i64::try_from(dice.below(5)).unwrap() * 1_000),
            meter_start_wh: None,
            authentication: Authentication::ALL[dice.below(Authentication::ALL.len())],
            user_id: user.map(|user| self.users[user]),
            id_tag: tag.clone(),
            tag_normal: tag,
            end,
            ..new_session(station, u16::try_from(1 + dice.below(3)).unwrap(), after_s)
        }
    }

    fn random_filter(&self, dice: &mut Dice) -> SessionFilter {
        let mut filter = SessionFilter::default();
        for _ in 0..dice.below(4) {
            let (low, high) = (dice.below(1_500), dice.below(900));
            let from = T0.plus_ms(i64::try_from(low).unwrap() * 600_000);
            let span = Span { from: Some(from), to: Some(from.plus_ms(i64::try_from(high).unwrap() * 600_000)) };
            let min = i64::try_from(dice.below(80)).unwrap();
            match dice.below(16) {
                0 => filter.started_at = span,
                1 => filter.ended_at = Span { to: None, ..span },
                2 => filter.received_at = Span { from: None, ..span },
                3 => filter.duration_s = Bounds { min: Some(min * 60), max: Some(min * 240) },
                4 => filter.energy_wh = Bounds { min: Some(min * 500), max: None },
                5 => filter.meter_end_wh = Bounds { min: None, max: Some(min * 500) },
                6 => filter.node_identity = Some(["cb-1", "-2", "5", "nothing"][dice.below(4)].to_owned()),
                7 => filter.site = Some(["TOR", "torget", "ångs", "% garage_", "_"][dice.below(5)].to_owned()),
                8 => filter.floor = Some(["LEVEL", "2"][dice.below(2)].to_owned()),
                9 => filter.station = Some(["post 1", "zebra", "o"][dice.below(3)].to_owned()),
                10 => filter.email = Some(["driver.1", "ORG", "@"][dice.below(3)].to_owned()),
                11 => filter.tag = Some(["04:a2", "C1", "zz"][dice.below(3)].to_owned()),
                12 => filter.stop_reason = Some(["LOCAL", "e", "x"][dice.below(3)].to_owned()),
                13 => filter.outlets = vec![1 + u16::try_from(dice.below(4)).unwrap(), 1],
                14 => filter.authentications = vec![Authentication::ALL[dice.below(Authentication::ALL.len())]],
                _ => filter.active = Some(dice.below(2) == 0),
            }
        }
        filter.node = match dice.below(8) {
            0 => Some(self.sites[dice.below(3)]),
            1 => Some(self.floors[dice.below(3)]),
            2 => Some(self.stations[dice.below(18)]),
            3 => Some(NodeId::SYSTEM),
            _ => None,
        };
        filter
    }

    fn random_reach(&self, dice: &mut Dice) -> Reach {
        match dice.below(4) {
            0 => Reach::Sites(vec![self.sites[0], self.sites[2]]),
            1 => Reach::Own { user_id: self.users[dice.below(USERS)], sites: vec![self.sites[1]] },
            _ => Reach::All,
        }
    }

    /// What a plain filter finds.
    fn found(&self, filter: &SessionFilter, reach: &Reach) -> Vec<&Session> {
        self.sessions.iter().filter(|session| in_reach(session, reach) && self.fulfils(session, filter)).collect()
    }

    fn fulfils(&self, session: &Session, filter: &SessionFilter) -> bool {
        let place = &session.placement;
        let in_span = |span: Span, at: Option<UtcMillis>| match (span, at) {
            (Span { from: None, to: None }, _) => true,
            (_, None) => false,
            (Span { from, to }, Some(at)) => from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to),
        };
        let in_bounds = |bounds: Bounds, number: Option<i64>| match (bounds, number) {
            (Bounds { min: None, max: None }, _) => true,
            (_, None) => false,
            (Bounds { min, max }, Some(number)) => {
                min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
            }
        };
        let has = |wanted: &Option<String>, text: Option<&str>| {
            wanted
                .as_ref()
                .is_none_or(|wanted| text.is_some_and(|text| text.to_lowercase().contains(&wanted.to_lowercase())))
        };
        let at_node = filter.node.is_none_or(|node| {
            node == NodeId::SYSTEM || [place.site_id, place.floor_id, Some(place.station_id)].contains(&Some(node))
        });
        let tag = session.tag.as_deref();
        at_node
            && in_span(filter.started_at, Some(session.started_at))
            && in_span(filter.ended_at, session.ended_at)
            && in_span(filter.received_at, Some(session.received_at))
            && in_bounds(filter.duration_s, duration_s(session))
            && in_bounds(filter.energy_wh, Some(session.energy_wh))
            && in_bounds(filter.meter_end_wh, session.meter_end_wh)
            && has(&filter.node_identity, Some(&place.charge_box_id))
            && has(&filter.site, Some(&place.site_name))
            && has(&filter.floor, place.floor_name.as_deref())
            && has(&filter.station, Some(&place.station_name))
            && has(&filter.email, session.email.as_deref())
            && has(&filter.tag.as_ref().map(|tag| tag.replace(':', "")), tag)
            && has(&filter.stop_reason, session.stop_reason.as_deref())
            && (filter.outlets.is_empty() || filter.outlets.contains(&place.outlet))
            && (filter.authentications.is_empty() || filter.authentications.contains(&session.authentication))
            && filter.active.is_none_or(|active| active == session.is_active())
    }
}

fn in_reach(session: &Session, reach: &Reach) -> bool {
    match reach {
        Reach::All => true,
        Reach::Sites(sites) => session.placement.site_id.is_some_and(|site| sites.contains(&site)),
        Reach::Own { user_id, .. } => session.user_id == Some(*user_id),
    }
}

fn duration_s(session: &Session) -> Option<i64> {
    session.ended_at.map(|ended| ended.since(session.started_at).max(0) / 1_000)
}

/// What is missing comes as if it were largest.
fn missing_last<T: Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    match (one, other) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(one), Some(other)) => one.cmp(&other),
    }
}

fn by(sort: SessionSort, one: &Session, other: &Session) -> Ordering {
    let (place, other_place) = (&one.placement, &other.placement);
    let text = |one: &str, other: &str| one.to_lowercase().cmp(&other.to_lowercase());
    let then_id = |order: Ordering| order.then(one.id.cmp(&other.id));
    let then_start = |order: Ordering| then_id(order.then(one.started_at.cmp(&other.started_at)));
    let lower = |text: &Option<String>| text.as_ref().map(|text| text.to_lowercase());
    match sort {
        SessionSort::StartedAt => then_id(one.started_at.cmp(&other.started_at)),
        SessionSort::EndedAt => then_id(missing_last(one.ended_at, other.ended_at)),
        SessionSort::DurationS => then_id(missing_last(duration_s(one), duration_s(other))),
        SessionSort::EnergyWh => then_id(one.energy_wh.cmp(&other.energy_wh)),
        SessionSort::MeterEndWh => then_id(missing_last(one.meter_end_wh, other.meter_end_wh)),
        SessionSort::ReceivedAt => then_id(one.received_at.cmp(&other.received_at)),
        SessionSort::SessionId => one.id.cmp(&other.id),
        SessionSort::NodeIdentity => then_start(text(&place.charge_box_id, &other_place.charge_box_id)),
        SessionSort::Site => then_start(text(&place.site_name, &other_place.site_name)),
        SessionSort::Floor => then_start(missing_last(lower(&place.floor_name), lower(&other_place.floor_name))),
        SessionSort::Station => then_start(text(&place.station_name, &other_place.station_name)),
        SessionSort::Outlet => then_start(place.outlet.cmp(&other_place.outlet)),
        SessionSort::Authentication => then_start(one.authentication.number().cmp(&other.authentication.number())),
        SessionSort::Email => then_start(missing_last(lower(&one.email), lower(&other.email))),
        SessionSort::Tag => then_start(missing_last(one.tag.clone(), other.tag.clone())),
        SessionSort::StopReason => then_start(missing_last(one.stop_reason.clone(), other.stop_reason.clone())),
    }
}

const SORTS: [SessionSort; 16] = [
    SessionSort::StartedAt,
    SessionSort::EndedAt,
    SessionSort::DurationS,
    SessionSort::EnergyWh,
    SessionSort::MeterEndWh,
    SessionSort::ReceivedAt,
    SessionSort::SessionId,
    SessionSort::NodeIdentity,
    SessionSort::Site,
    SessionSort::Floor,
    SessionSort::Station,
    SessionSort::Outlet,
    SessionSort::Authentication,
    SessionSort::Email,
    SessionSort::Tag,
    SessionSort::StopReason,
];

async fn pages_are_those_of_a_plain_filter_and_sort(database: TestDatabase) {
    let mut dice = Dice::new(7);
    let portal = Portal::build(&database, &mut dice, SESSIONS).await;
    for round in 0..320 {
        let filter = portal.random_filter(&mut dice);
        let reach = portal.random_reach(&mut dice);
        let sort = SORTS[round % SORTS.len()];
        let descending = dice.below(2) == 0;
        let limit = 1 + u32::try_from(dice.below(60)).unwrap();
        let mut expected: Vec<&Session> = portal.found(&filter, &reach);
        expected.sort_by(|one, other| if descending { by(sort, other, one) } else { by(sort, one, other) });
        let told = format!("round {round}: {filter:?} {reach:?} {sort:?} descending {descending}");
        let mut cursor = None;
        for page in 0..4 {
            let query = SessionQuery { filter: filter.clone(), sort, descending, cursor: cursor.take(), limit };
            let read = portal.store.sessions(&query, &reach, Some(&reach)).await.unwrap();
            let rest = expected.iter().skip(page * usize::try_from(limit).unwrap());
            let wanted: Vec<SessionId> = rest.take(usize::try_from(limit).unwrap()).map(|session| session.id).collect();
            let got: Vec<SessionId> = read.items.iter().map(|session| session.id).collect();
            assert_eq!(got, wanted, "page {page} of {told}");
            assert_eq!(read.count.count, i64::try_from(expected.len()).unwrap(), "count of {told}");
            assert!(!read.count.capped, "{told}");
            for session in &read.items {
                let whole = portal.sessions.iter().find(|whole| whole.id == session.id).unwrap();
                assert_eq!(session, whole, "{told}");
            }
            cursor = read.next_cursor;
            if cursor.is_none() {
                assert!(expected.len() <= (page + 1) * usize::try_from(limit).unwrap(), "{told}");
                break;
            }
        }
    }
    portal.store.close().await;
}

async fn sums_are_those_of_a_plain_filter(database: TestDatabase) {
    let mut dice = Dice::new(11);
    let portal = Portal::build(&database, &mut dice, 1_500).await;
    let now = T0.plus_ms(3_000 * 600_000);
    for round in 0..150 {
        let mut filter = portal.random_filter(&mut dice);
        if round % 3 == 0 {
            // Only what the sums of days can answer.
            filter = SessionFilter { node: filter.node, started_at: filter.started_at, ..SessionFilter::default() };
        }
        let reach = portal.random_reach(&mut dice);
        let found = portal.found(&filter, &reach);
        let sums = portal.store.session_totals(&filter, now, &reach, Some(&reach)).await.unwrap();
        let told = format!("round {round}: {filter:?} {reach:?}");
        assert_eq!(sums.count, i64::try_from(found.len()).unwrap(), "{told}");
        assert_eq!(sums.energy_wh, found.iter().map(|session| session.energy_wh).sum::<i64>(), "{told}");
        let durations = found.iter().map(|session| session.duration_ms(now) / 1_000);
        assert_eq!(sums.duration_s, durations.sum::<i64>(), "{told}");
        assert!(!sums.capped);
    }
    portal.store.close().await;
}

async fn an_export_holds_each_session_once(database: TestDatabase) {
    let mut dice = Dice::new(13);
    let portal = Portal::build(&database, &mut dice, 4_500).await;
    for sort in [SessionSort::StartedAt, SessionSort::Station, SessionSort::StopReason] {
        let query = SessionQuery { sort, ..SessionQuery::default() };
        let mut export = portal.store.export_sessions(query, Reach::All, Some(Reach::All));
        let mut ids = Vec::new();
        while let Some(batch) = export.next().await.unwrap() {
            ids.extend(batch.iter().map(|session| session.id));
        }
        let mut expected: Vec<&Session> = portal.sessions.iter().collect();
        expected.sort_by(|one, other| by(sort, one, other));
        assert_eq!(ids, expected.iter().map(|session| session.id).collect::<Vec<_>>(), "{sort:?}");
    }
    portal.store.close().await;
}
