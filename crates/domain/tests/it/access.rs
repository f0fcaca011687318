//! `product.md`, Roles: what each role may do, and how far.

use domain::access::{Capability as C, Reach, Viewer};
use domain::change::Scope;
use domain::user::Role;
use domain::{NodeId, UserId};

const SITE: NodeId = NodeId(10);
const OTHER_SITE: NodeId = NodeId(11);
const ME: UserId = UserId(7);

fn viewer(role: Role) -> Viewer {
    Viewer { user_id: Some(ME), name: "me@example.com".to_owned(), role, site_ids: vec![SITE], may_write: true }
}

fn word(reach: Option<Reach>) -> &'static str {
    match reach {
        None => "-",
        Some(Reach::All) => "all",
        Some(Reach::Sites(sites)) if sites == [SITE] => "sites",
        Some(Reach::Own { user_id: ME, sites }) if sites == [SITE] => "own",
        Some(_) => "something else",
    }
}

#[test]
fn every_role_has_its_capabilities() {
    let table = [
        // capability, administrator, site administrator, support, driver
        (C::ViewNodes, ["all", "sites", "all", "own"]),
        (C::ViewSessions, ["all", "sites", "all", "own"]),
        (C::ViewPersonalData, ["all", "sites", "-", "own"]),
        (C::ViewAlarms, ["all", "sites", "all", "-"]),
        (C::ClearAlarms, ["all", "sites", "all", "-"]),
        (C::ViewEventLog, ["all", "sites", "all", "-"]),
        (C::ViewMessages, ["all", "sites", "all", "-"]),
        (C::EditSystem, ["all", "-", "-", "-"]),
        (C::EditTopology, ["all", "sites", "-", "-"]),
        (C::ConfigureStations, ["all", "sites", "all", "-"]),
        (C::EditTemplates, ["all", "-", "all", "-"]),
        (C::ControlStations, ["all", "sites", "all", "-"]),
        (C::ViewUsers, ["all", "sites", "-", "-"]),
        (C::EditUsers, ["all", "-", "-", "-"]),
        (C::ViewTags, ["all", "sites", "-", "own"]),
        (C::EditTags, ["all", "-", "-", "-"]),
        (C::EditSettings, ["all", "-", "-", "-"]),
        (C::OwnAccount, ["all", "all", "all", "all"]),
    ];
    assert_eq!(table.map(|(capability, _)| capability), C::ALL, "the table holds every capability once");
    let roles = [Role::Administrator, Role::SiteAdministrator, Role::Support, Role::Driver];
    assert_eq!(roles, Role::ALL);
    for (capability, row) in table {
        for (role, expected) in roles.into_iter().zip(row) {
            assert_eq!(word(viewer(role).reach(capability)), expected, "{role} {capability}");
        }
    }
}

#[test]
fn only_administrators_touch_users() {
    for role in Role::ALL {
        let capabilities = viewer(*role).capabilities();
        assert_eq!(capabilities.contains(&C::EditUsers), *role == Role::Administrator, "{role}");
    }
}

#[test]
fn who_may_only_read_changes_nothing() {
    for role in Role::ALL {
        let reader = Viewer { may_write: false, ..viewer(*role) };
        assert!(reader.capabilities().iter().all(|capability| !capability.writes()), "{role}");
        let kept = viewer(*role).capabilities().into_iter().filter(|capability| !capability.writes());
        assert_eq!(reader.capabilities(), kept.collect::<Vec<_>>(), "{role}");
    }
}

#[test]
fn a_program_has_no_account_and_nothing_of_its_own() {
    for role in Role::ALL {
        let program = Viewer { user_id: None, ..viewer(*role) };
        assert_eq!(program.reach(C::OwnAccount), None, "{role}");
    }
    let driver = Viewer { user_id: None, ..viewer(Role::Driver) };
    assert_eq!(driver.capabilities(), []);
}

#[test]
fn reach_covers_what_is_in_it() {
    let at = |site_id: Option<NodeId>, user_id: Option<UserId>, public: bool| Scope {
        site_id,
        user_id,
        public,
        ..Scope::default()
    };
    let all = Reach::All;
    let sites = Reach::Sites(vec![SITE]);
    let nowhere = Reach::Sites(vec![]);
    let own = Reach::Own { user_id: ME, sites: vec![SITE] };
    let other = Some(UserId(8));
    for (name, reach, scope, covers, covers_node) in [
        ("all", &all, at(None, None, false), true, true),
        ("sites", &sites, at(Some(SITE), other, false), true, true),
        ("sites", &sites, at(Some(OTHER_SITE), Some(ME), true), false, false),
        ("sites: of no site", &sites, at(None, Some(ME), true), false, false),
        ("no sites", &nowhere, at(Some(SITE), None, true), false, false),
        ("own", &own, at(Some(OTHER_SITE), Some(ME), false), true, false),
        ("own: another's, where I may charge", &own, at(Some(SITE), other, false), false, true),
        ("own: another's, public", &own, at(Some(OTHER_SITE), other, true), false, true),
        ("own: nobody's, private", &own, at(Some(OTHER_SITE), None, false), false, false),
        ("own: nobody's, of no site", &own, at(None, None, false), false, false),
    ] {
        assert_eq!(reach.covers(&scope), covers, "{name} {scope:?}");
        assert_eq!(reach.covers_node(&scope), covers_node, "{name} {scope:?}");
    }
}
