//! The dashboard's energy and the search over everything.

use domain::access::Reach;
use domain::energy_period::Period;
use domain::node::NodeKind;
use domain::tag::TagText;
use domain::user::Role;
use domain::{NodeId, UserId, UtcMillis};
use store::search::{FoundKind, SearchReach};
use store::session::{NewSession, QuarterEnergy, SessionProgress};
use store::tag::TagSettings;
use store::testing::TestDatabase;

use crate::dice::Dice;
use crate::garage::{Garage, T0, end};
use crate::user::new_user;

on_both!(
    energy_in_spans_is_that_of_the_quarters,
    sessions_in_spans_are_those_that_began,
    everything_is_searched_within_reach
);

const QUARTER_MS: i64 = 900_000;

/// The first quarter of an hour at or after [`T0`].
fn quarter(number: i64) -> UtcMillis {
    UtcMillis((T0.0 / QUARTER_MS + 1 + number) * QUARTER_MS)
}

struct Flow {
    site: NodeId,
    floor: NodeId,
    station: NodeId,
    user: UserId,
    at: UtcMillis,
    energy_wh: i64,
}

/// Whether energy flowed at or below a node, within reach.
fn counts(flow: &Flow, node: Option<NodeId>, reach: &Reach) -> bool {
    let below = node.is_none_or(|node| [flow.site, flow.floor, flow.station, NodeId::SYSTEM].contains(&node));
    below
        && match reach {
            Reach::All => true,
            Reach::Sites(sites) => sites.contains(&flow.site),
            Reach::Own { user_id, .. } => flow.user == *user_id,
        }
}

async fn energy_in_spans_is_that_of_the_quarters(database: TestDatabase) {
    let store = database.open().await;
    let mut dice = Dice::new(3);
    let garages = [Garage::build(&store, "Torget").await, Garage::build(&store, "Havn").await];
    let mut flows = Vec::new();
    for number in 0..60 {
        let garage = garages[number % 2];
        let user = UserId(i64::try_from(number % 3).unwrap());
        let session = NewSession { user_id: Some(user), ..garage.start(1, 0) };
        let id = store.start_session(session).await.unwrap().id;
        let first = i64::try_from(dice.below(500)).unwrap();
        let energies: Vec<i64> = (0..6).map(|_| i64::try_from(dice.below(1_500)).unwrap()).collect();
        // Told twice, each time absolute: the second time the last quarter has grown.
        for told in [4, 6] {
            let quarters = (first..).zip(&energies[..told]).map(|(at, energy_wh)| QuarterEnergy {
                at: quarter(at),
                energy_wh: if told == 4 && at == first + 3 { energy_wh / 2 } else { *energy_wh },
            });
            let progress = SessionProgress {
                id,
                energy_wh: 0,
                meter_end_wh: None,
                power_w: None,
                flags: domain::session::SessionFlags::NONE,
                quarters: quarters.collect(),
            };
            store.save_progress(vec![progress]).await.unwrap();
        }
        flows.extend((first..).zip(energies).map(|(at, energy_wh)| Flow {
            site: garage.site,
            floor: garage.floor,
            station: garage.station,
            user,
            at: quarter(at),
            energy_wh,
        }));
    }
    let period = |from, to| Period { from: quarter(from), to: quarter(to) };
    let periods = [period(0, 520), period(3, 4), period(1, 97), period(50, 51), period(10, 10), period(-9, 333)];
    let site = garages[0].site;
    for reach in [Reach::All, Reach::Sites(vec![site]), Reach::Own { user_id: UserId(1), sites: vec![] }] {
        for node in [None, Some(site), Some(garages[1].floor), Some(garages[0].station), Some(NodeId(999))] {
            let sums = store.energy_in(&periods, quarter(9_999), node, &reach).await.unwrap();
            for (period, sum) in periods.iter().zip(sums) {
                let within = |flow: &&Flow| counts(flow, node, &reach) && flow.at >= period.from && flow.at < period.to;
                let expected: i64 = flows.iter().filter(within).map(|flow| flow.energy_wh).sum();
                assert_eq!(sum, expected, "{period:?} {node:?} {reach:?}");
            }
        }
    }
    store.close().await;
}

async fn sessions_in_spans_are_those_that_began(database: TestDatabase) {
    let store = database.open().await;
    let garages = [Garage::build(&store, "Torget").await, Garage::build(&store, "Havn").await];
    let hour = 3_600;
    let mut begun = Vec::new();
    for number in 0..200_i64 {
        let garage = garages[usize::try_from(number % 2).unwrap()];
        let after_s = number * hour;
        let ended = (number % 3 > 0).then(|| end(after_s + 60, 1));
        let session = NewSession { user_id: Some(UserId(number % 4)), end: ended, ..garage.start(1, after_s) };
        store.start_session(session).await.unwrap();
        begun.push((garage, number % 4, T0.plus_ms(after_s * 1_000)));
    }
    let period = |from, to| Period { from: T0.plus_ms(from * 1_000), to: T0.plus_ms(to * 1_000) };
    let periods = [period(0, 200 * hour), period(5 * hour, 6 * hour), period(1, 150 * hour + 1), period(-9, 0)];
    for reach in [Reach::All, Reach::Sites(vec![garages[1].site]), Reach::Own { user_id: UserId(2), sites: vec![] }] {
        for node in [None, Some(garages[0].site), Some(garages[1].station)] {
            let counts = store.sessions_in(&periods, node, &reach).await.unwrap();
            for (period, count) in periods.iter().zip(counts) {
                let expected = begun.iter().filter(|(garage, user, at)| {
                    let in_reach = match &reach {
                        Reach::All => true,
                        Reach::Sites(sites) => sites.contains(&garage.site),
                        Reach::Own { user_id, .. } => user_id.0 == *user,
                    };
                    let below = node.is_none_or(|node| [garage.site, garage.station].contains(&node));
                    in_reach && below && *at >= period.from && *at < period.to
                });
                assert_eq!(count, i64::try_from(expected.count()).unwrap(), "{period:?} {node:?} {reach:?}");
            }
        }
    }
    store.close().await;
}

async fn everything_is_searched_within_reach(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Ångström").await;
    let other = Garage::build(&store, "Havn").await;
    let user = store.create_user(new_user("kari@example.com", Role::Driver, &[garage.site]), T0).await.unwrap();
    let tag = TagSettings {
        id_tag: TagText::new("04A2B3C4").unwrap(),
        label: "Blue card".to_owned(),
        user_id: Some(user),
        expires_at: None,
        blocked: false,
        parent_tag: None,
    };
    store.create_tag(tag, T0).await.unwrap();
    let session = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let everything = || SearchReach {
        nodes: Some(Reach::All),
        users: Some(Reach::All),
        tags: Some(Reach::All),
        sessions: Some(Reach::All),
    };
    let titles = async |text: &str, reach: SearchReach| {
        let found = store.search(text, &reach, 10).await.unwrap();
        found.into_iter().map(|found| (found.kind, found.title)).collect::<Vec<_>>()
    };
    let site = FoundKind::Node(NodeKind::Site);
    let station = FoundKind::Node(NodeKind::Station);
    let named = |kind, title: &str| (kind, title.to_owned());
    assert_eq!(titles("ÅNG", everything()).await, [named(site, "Ångström"), named(station, "Ångström 1")]);
    assert_eq!(titles("cb-havn", everything()).await, [named(station, "Havn 1")]);
    assert_eq!(titles("Nordmann", everything()).await, [named(FoundKind::User, "Kari Nordmann")]);
    assert_eq!(titles("a2:b3", everything()).await, [named(FoundKind::Tag, "04A2B3C4")]);
    assert_eq!(titles("blue", everything()).await, [named(FoundKind::Tag, "04A2B3C4")]);
    let number = session.to_string();
    assert!(titles(&number, everything()).await.contains(&named(FoundKind::Session, &number)));
    assert_eq!(titles("  ", everything()).await, []);
    assert_eq!(titles("%", everything()).await, []);
    // What one may not see is not found.
    assert_eq!(titles("ÅNG", SearchReach::default()).await, []);
    let sites = Reach::Sites(vec![other.site]);
    let limited = || SearchReach {
        nodes: Some(sites.clone()),
        users: Some(sites.clone()),
        tags: Some(sites.clone()),
        sessions: Some(sites.clone()),
    };
    for text in ["ÅNG", "Nordmann", "blue", &number] {
        assert!(
            titles(text, limited())
                .await
                .iter()
                .all(|(kind, _)| !matches!(kind, FoundKind::User | FoundKind::Tag | FoundKind::Session)),
            "{text}"
        );
    }
    assert_eq!(titles("Havn", limited()).await, [named(site, "Havn"), named(station, "Havn 1")]);
    let uuid = store.node(other.station, &Reach::All, None, None).await.unwrap().unwrap().uuid;
    assert_eq!(titles(&uuid, everything()).await, [named(station, "Havn 1")]);
    store.close().await;
}
