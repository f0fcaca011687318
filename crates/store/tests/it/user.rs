//! Users, sign-ins, tokens, preferences, tags.

use domain::access::Reach;
use domain::email::EmailAddress;
use domain::tag::TagText;
use domain::user::Role;
use domain::{NodeId, TagId, TokenId, UserId};
use serde_json::json;
use store::tag::{TagQuery, TagSettings, TagSort};
use store::testing::TestDatabase;
use store::token::NewToken;
use store::user::{NewSignIn, NewUser, OwnAccount, UserQuery, UserSort, UserUpdate};
use store::{EditError, NewSession, Store, StoreError};

use crate::garage::{Garage, T0};

on_both!(
    a_user_is_made_read_and_changed,
    an_address_is_taken_without_regard_to_case,
    the_last_administrator_stays,
    only_one_first_administrator_is_made,
    users_are_listed_page_by_page,
    a_sign_in_holds_until_it_ends,
    a_new_password_ends_other_sign_ins,
    preferences_are_any_json,
    tokens_hold_until_they_expire,
    tags_are_unique_in_their_normal_form,
    tags_are_found_by_what_a_station_sends,
    a_deleted_user_leaves_tags_and_sessions,
    users_and_tags_beyond_reach_are_not_told,
);

pub(crate) fn new_user(email: &str, role: Role, site_ids: &[NodeId]) -> NewUser {
    NewUser {
        email: EmailAddress::new(email).unwrap(),
        first_name: "Kari".to_owned(),
        last_name: "Nordmann".to_owned(),
        role,
        site_ids: site_ids.to_vec(),
        parking: "P12".to_owned(),
        email_at_alarm: true,
        language: Some("nb".to_owned()),
        time_zone: None,
        password_hash: Some("hash".to_owned()),
    }
}

fn update(email: &str, role: Role) -> UserUpdate {
    UserUpdate {
        email: EmailAddress::new(email).unwrap(),
        first_name: "Ola".to_owned(),
        last_name: "Hansen".to_owned(),
        role,
        site_ids: vec![],
        parking: String::new(),
        email_at_alarm: false,
        language: None,
        time_zone: Some("Europe/Oslo".to_owned()),
    }
}

fn new_tag(text: &str, user_id: Option<UserId>) -> TagSettings {
    TagSettings {
        id_tag: TagText::new(text).unwrap(),
        label: format!("Card {text}"),
        user_id,
        expires_at: None,
        blocked: false,
        parent_tag: None,
    }
}

async fn a_user_is_made_read_and_changed(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    assert!(!store.has_users().await.unwrap());
    let user = new_user("Kari@Example.com", Role::SiteAdministrator, &[garage.site, garage.site]);
    let id = store.create_user(user, T0).await.unwrap();
    assert!(store.has_users().await.unwrap());
    let user = store.user(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!(
        (user.email.as_str(), user.role, user.site_ids.as_slice()),
        ("Kari@Example.com", Role::SiteAdministrator, &[garage.site][..])
    );
    assert_eq!((user.created_at, user.last_sign_in_at, user.version, user.tags), (T0, None, 1, 0));
    assert_eq!(store.update_user(id, 1, update("ola@example.com", Role::Driver)).await.unwrap(), 2);
    let old = store.update_user(id, 1, update("ola@example.com", Role::Driver)).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 1, current: 2 })));
    let account = OwnAccount {
        first_name: "Per".to_owned(),
        last_name: "Ås".to_owned(),
        language: Some("sv".to_owned()),
        time_zone: None,
        theme: Some("dark".to_owned()),
    };
    store.update_own_account(id, account).await.unwrap();
    let user = store.user(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!((user.first_name.as_str(), user.theme.as_deref(), user.version), ("Per", Some("dark"), 3));
    assert_eq!((user.role, user.site_ids), (Role::Driver, vec![]));
    let nobody = store.update_user(UserId(99), 1, update("x@example.com", Role::Driver)).await;
    assert!(matches!(nobody, Err(EditError::NotFound)));
    let nowhere = store.create_user(new_user("y@example.com", Role::Driver, &[garage.floor]), T0).await;
    assert!(matches!(nowhere, Err(EditError::NoSuch { field: "siteIds" })));
    store.close().await;
}

async fn an_address_is_taken_without_regard_to_case(database: TestDatabase) {
    let store = database.open().await;
    let id = store.create_user(new_user("kari@example.com", Role::Driver, &[]), T0).await.unwrap();
    let same = store.create_user(new_user("KARI@example.com", Role::Driver, &[]), T0).await;
    assert!(matches!(same, Err(EditError::Taken { field: "email" })));
    let other = store.create_user(new_user("ola@example.com", Role::Driver, &[]), T0).await.unwrap();
    let same = store.update_user(other, 1, update("Kari@Example.com", Role::Driver)).await;
    assert!(matches!(same, Err(EditError::Taken { field: "email" })));
    let credential = store.credential_of_email(" KARI@EXAMPLE.COM").await.unwrap().unwrap();
    assert_eq!((credential.user_id, credential.password_hash.as_deref()), (id, Some("hash")));
    assert_eq!(store.credential_of_email("nobody@example.com").await.unwrap(), None);
    store.close().await;
}

async fn the_last_administrator_stays(database: TestDatabase) {
    let store = database.open().await;
    let one = store.create_user(new_user("a@example.com", Role::Administrator, &[]), T0).await.unwrap();
    let demoted = store.update_user(one, 1, update("a@example.com", Role::Support)).await;
    assert!(matches!(demoted, Err(EditError::LastAdministrator)));
    assert!(matches!(store.delete_user(one, 1).await, Err(EditError::LastAdministrator)));
    assert_eq!(store.update_user(one, 1, update("b@example.com", Role::Administrator)).await.unwrap(), 2);
    let other = store.create_user(new_user("c@example.com", Role::Administrator, &[]), T0).await.unwrap();
    let (first, second) = tokio::join!(store.delete_user(one, 2), store.delete_user(other, 1));
    assert!(first.is_ok() != second.is_ok(), "one of them stays");
    store.close().await;
}

async fn only_one_first_administrator_is_made(database: TestDatabase) {
    let store = database.open().await;
    let (one, other) = tokio::join!(
        store.create_first_administrator(new_user("a@example.com", Role::Driver, &[]), T0),
        store.create_first_administrator(new_user("b@example.com", Role::Driver, &[]), T0),
    );
    let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
    assert!(matches!(refused, Err(EditError::Taken { field: "administrator" })));
    let user = store.user(made.unwrap(), &Reach::All).await.unwrap().unwrap();
    assert_eq!(user.role, Role::Administrator);
    store.close().await;
}

async fn users_are_listed_page_by_page(database: TestDatabase) {
    let store = database.open().await;
    for number in 0..25 {
        let role = if number % 5 == 0 { Role::Support } else { Role::Driver };
        let user =
            NewUser { first_name: format!("N{}", number % 3), ..new_user(&format!("u{number:02}@x.org"), role, &[]) };
        store.create_user(user, T0.plus_ms(number)).await.unwrap();
    }
    for (sort, descending) in [
        (UserSort::Email, false),
        (UserSort::FirstName, true),
        (UserSort::CreatedAt, true),
        (UserSort::LastSignInAt, false),
    ] {
        let mut query = UserQuery { sort, descending, limit: 7, ..UserQuery::default() };
        let mut seen = Vec::new();
        loop {
            let page = store.users(&query, &Reach::All).await.unwrap();
            assert_eq!((page.count.count, page.count.capped), (25, false));
            seen.extend(page.items);
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                break;
            }
        }
        let mut expected = seen.clone();
        match sort {
            UserSort::FirstName => expected.sort_by(|a, b| (&b.first_name, b.id).cmp(&(&a.first_name, a.id))),
            UserSort::CreatedAt => expected.sort_by_key(|user| std::cmp::Reverse(user.created_at)),
            _ => expected.sort_by(|a, b| a.email.cmp(&b.email)),
        }
        assert_eq!(seen, expected, "{sort:?}");
        assert_eq!(seen.len(), 25);
    }
    let query =
        UserQuery { contains: Some("U0".to_owned()), roles: vec![Role::Support], limit: 50, ..UserQuery::default() };
    let page = store.users(&query, &Reach::All).await.unwrap();
    assert_eq!(page.items.iter().map(|user| user.email.as_str()).collect::<Vec<_>>(), ["u00@x.org", "u05@x.org"]);
    let odd = UserQuery { cursor: Some("5b315d".to_owned()), limit: 5, ..UserQuery::default() };
    assert!(matches!(store.users(&odd, &Reach::All).await, Err(StoreError::BadCursor)));
    store.close().await;
}

fn sign_in(user_id: UserId, token: &str, until_ms: i64) -> NewSignIn {
    NewSignIn {
        token_hash: token.to_owned(),
        user_id,
        at: T0,
        expires_at: T0.plus_ms(until_ms),
        address: Some("192.0.2.1".to_owned()),
        agent: Some("Firefox".to_owned()),
    }
}

async fn a_sign_in_holds_until_it_ends(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.create_user(new_user("a@example.com", Role::SiteAdministrator, &[garage.site]), T0).await.unwrap();
    store.create_sign_in(sign_in(id, "t1", 100)).await.unwrap();
    store.create_sign_in(sign_in(id, "t2", 500)).await.unwrap();
    let signed_in = store.signed_in("t1", T0.plus_ms(99)).await.unwrap().unwrap();
    assert_eq!((signed_in.role(), signed_in.site_ids()), (Role::SiteAdministrator, &[garage.site][..]));
    assert_eq!(signed_in.user.last_sign_in_at, Some(T0));
    assert_eq!(store.signed_in("t1", T0.plus_ms(100)).await.unwrap(), None);
    assert_eq!(store.signed_in("t3", T0).await.unwrap(), None);
    store.prolong_sign_in("t1".to_owned(), T0.plus_ms(50), T0.plus_ms(900)).await.unwrap();
    assert!(store.signed_in("t1", T0.plus_ms(899)).await.unwrap().is_some());
    let devices = store.sign_ins(id, T0.plus_ms(60)).await.unwrap();
    assert_eq!(devices.iter().map(|device| device.last_seen_at.since(T0)).collect::<Vec<_>>(), [50, 0]);
    assert_eq!(store.forget_ended_sign_ins(T0.plus_ms(600)).await.unwrap(), 1);
    store.end_sign_ins(id, Some(devices[0].id)).await.unwrap();
    assert_eq!(store.signed_in("t1", T0).await.unwrap(), None);
    store.create_sign_in(sign_in(id, "t4", 100)).await.unwrap();
    store.end_sign_in("t4".to_owned()).await.unwrap();
    assert_eq!(store.sign_ins(id, T0).await.unwrap(), []);
    let nobody = store.create_sign_in(sign_in(UserId(99), "t5", 1)).await;
    assert!(matches!(nobody, Err(EditError::NotFound)));
    store.close().await;
}

async fn a_new_password_ends_other_sign_ins(database: TestDatabase) {
    let store = database.open().await;
    let id = store.create_user(new_user("a@example.com", Role::Administrator, &[]), T0).await.unwrap();
    for token in ["kept", "other"] {
        store.create_sign_in(sign_in(id, token, 100)).await.unwrap();
    }
    store.set_password(id, "new".to_owned(), Some("kept".to_owned())).await.unwrap();
    assert!(store.signed_in("kept", T0).await.unwrap().is_some());
    assert_eq!(store.signed_in("other", T0).await.unwrap(), None);
    let credential = store.credential_of_user(id).await.unwrap().unwrap();
    assert_eq!(credential.password_hash.as_deref(), Some("new"));
    store.set_password(id, "newer".to_owned(), None).await.unwrap();
    assert_eq!(store.sign_ins(id, T0).await.unwrap(), []);
    let nobody = store.set_password(UserId(99), "x".to_owned(), None).await;
    assert!(matches!(nobody, Err(EditError::NotFound)));
    store.close().await;
}

async fn preferences_are_any_json(database: TestDatabase) {
    let store = database.open().await;
    let id = store.create_user(new_user("a@example.com", Role::Driver, &[]), T0).await.unwrap();
    assert_eq!(store.preference(id, "columns").await.unwrap(), None);
    for value in [json!(null), json!({"order": ["a", "å"], "width": 1.5}), json!("\u{0}")] {
        store.set_preference(id, "columns".to_owned(), value.clone()).await.unwrap();
        assert_eq!(store.preference(id, "columns").await.unwrap(), Some(value));
    }
    let nobody = store.set_preference(UserId(99), "columns".to_owned(), json!(1)).await;
    assert!(matches!(nobody, Err(EditError::NotFound)));
    store.close().await;
}

async fn tokens_hold_until_they_expire(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let new = |hash: &str, expires_at, site_ids: Vec<NodeId>| NewToken {
        token_hash: hash.to_owned(),
        name: format!("Token {hash}"),
        role: Role::SiteAdministrator,
        site_ids,
        may_write: true,
        expires_at,
        created_at: T0,
        created_by: "a@example.com".to_owned(),
    };
    let id = store.create_token(new("b", Some(T0.plus_ms(10)), vec![garage.site])).await.unwrap();
    store.create_token(new("a", None, vec![])).await.unwrap();
    let token = store.token("b", T0).await.unwrap().unwrap();
    assert_eq!((token.id, token.site_ids, token.may_write), (id, vec![garage.site], true));
    assert_eq!(store.token("b", T0.plus_ms(10)).await.unwrap(), None);
    assert!(store.token("a", T0.plus_ms(i64::MAX / 4)).await.unwrap().is_some());
    let tokens = store.tokens().await.unwrap();
    assert_eq!(tokens.iter().map(|token| token.name.as_str()).collect::<Vec<_>>(), ["Token a", "Token b"]);
    assert_eq!(tokens[1].site_ids, [garage.site]);
    store.delete_token(id).await.unwrap();
    assert!(matches!(store.delete_token(id).await, Err(EditError::NotFound)));
    assert!(matches!(store.delete_token(TokenId(77)).await, Err(EditError::NotFound)));
    let nowhere = store.create_token(new("c", None, vec![NodeId(999)])).await;
    assert!(matches!(nowhere, Err(EditError::NoSuch { field: "siteIds" })));
    store.close().await;
}

async fn tags_are_unique_in_their_normal_form(database: TestDatabase) {
    let store = database.open().await;
    let user = store.create_user(new_user("a@example.com", Role::Driver, &[]), T0).await.unwrap();
    let id = store.create_tag(new_tag("04:a2:b3", Some(user)), T0).await.unwrap();
    let same = store.create_tag(new_tag("04A2B3", None), T0).await;
    assert!(matches!(same, Err(EditError::Taken { field: "idTag" })));
    let nobody = store.create_tag(new_tag("77", Some(UserId(99))), T0).await;
    assert!(matches!(nobody, Err(EditError::NoSuch { field: "userId" })));
    let tag = store.tag(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!((tag.id_tag.as_str(), tag.normal.as_str(), tag.version), ("04:a2:b3", "04A2B3", 1));
    assert_eq!(tag.user_email.as_deref(), Some("a@example.com"));
    assert_eq!(store.user(user, &Reach::All).await.unwrap().unwrap().tags, 1);
    let blocked = TagSettings { blocked: true, expires_at: Some(T0), ..new_tag("04A2B3", None) };
    assert_eq!(store.update_tag(id, 1, blocked.clone()).await.unwrap(), 2);
    let old = store.update_tag(id, 1, blocked.clone()).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 1, current: 2 })));
    assert!(matches!(store.update_tag(TagId(99), 1, blocked).await, Err(EditError::NotFound)));
    let old = store.delete_tag(id, 1).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { .. })));
    store.delete_tag(id, 2).await.unwrap();
    assert!(matches!(store.delete_tag(id, 2).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn tags_are_found_by_what_a_station_sends(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let user = store.create_user(new_user("a@example.com", Role::Driver, &[garage.site]), T0).await.unwrap();
    let tag = TagSettings { parent_tag: Some("GROUP".to_owned()), ..new_tag("04 A2 B3 C4", Some(user)) };
    store.create_tag(tag, T0).await.unwrap();
    store.create_tag(new_tag("SECOND", None), T0).await.unwrap();
    let forms = ["SECOND", "04A2B3C4", "NOTHING"].map(str::to_owned);
    let found = store.find_tags(&forms).await.unwrap();
    assert_eq!(found.iter().map(|tag| tag.normal.as_str()).collect::<Vec<_>>(), ["SECOND", "04A2B3C4"]);
    let owner = found[1].user.as_ref().unwrap();
    assert_eq!((owner.id, owner.role, owner.site_ids.as_slice()), (user, Role::Driver, &[garage.site][..]));
    assert_eq!(found[1].parent_tag.as_deref(), Some("GROUP"));
    assert_eq!(store.find_tag("NOTHING").await.unwrap(), None);
    assert_eq!(store.find_tags(&[]).await.unwrap(), []);
    // In the list it is found as people write it.
    let query = TagQuery { contains: Some("a2:b3".to_owned()), limit: 5, ..TagQuery::default() };
    assert_eq!(store.tags(&query, &Reach::All).await.unwrap().items.len(), 1);
    let query = TagQuery { sort: TagSort::UserEmail, descending: true, limit: 1, ..TagQuery::default() };
    let page = store.tags(&query, &Reach::All).await.unwrap();
    assert_eq!(page.items[0].normal, "04A2B3C4");
    let page = store.tags(&TagQuery { cursor: page.next_cursor, ..query }, &Reach::All).await.unwrap();
    assert_eq!((page.items[0].normal.as_str(), page.next_cursor), ("SECOND", None));
    store.close().await;
}

async fn a_deleted_user_leaves_tags_and_sessions(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let user = store.create_user(new_user("a@example.com", Role::Driver, &[garage.site]), T0).await.unwrap();
    let tag = store.create_tag(new_tag("04A2B3", Some(user)), T0).await.unwrap();
    store.create_sign_in(sign_in(user, "t", 100)).await.unwrap();
    let session = NewSession { user_id: Some(user), tag_id: Some(tag), ..garage.start(1, 0) };
    let session = store.start_session(session).await.unwrap().id;
    assert_eq!(store.session(session).await.unwrap().unwrap().email.as_deref(), Some("a@example.com"));
    store.delete_user(user, 1).await.unwrap();
    assert_eq!(store.user(user, &Reach::All).await.unwrap(), None);
    assert_eq!(store.signed_in("t", T0).await.unwrap(), None);
    assert_eq!(store.tag(tag, &Reach::All).await.unwrap().unwrap().user_id, None);
    let session = store.session(session).await.unwrap().unwrap();
    assert_eq!((session.email, session.tag.as_deref()), (None, Some("04A2B3")));
    assert!(matches!(store.delete_user(user, 1).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn listed(store: &Store, reach: &Reach) -> (Vec<String>, Vec<String>) {
    let users = store.users(&UserQuery { limit: 50, ..UserQuery::default() }, reach).await.unwrap();
    let tags = store.tags(&TagQuery { limit: 50, ..TagQuery::default() }, reach).await.unwrap();
    assert_eq!(usize::try_from(users.count.count).unwrap(), users.items.len());
    (users.items.into_iter().map(|user| user.email).collect(), tags.items.into_iter().map(|tag| tag.normal).collect())
}

async fn users_and_tags_beyond_reach_are_not_told(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let mine = store.create_user(new_user("mine@x.org", Role::Driver, &[garage.site]), T0).await.unwrap();
    let foreign = store.create_user(new_user("foreign@x.org", Role::Driver, &[other.site]), T0).await.unwrap();
    let tag = store.create_tag(new_tag("AA", Some(foreign)), T0).await.unwrap();
    store.create_tag(new_tag("BB", Some(mine)), T0).await.unwrap();
    store.create_tag(new_tag("CC", None), T0).await.unwrap();
    let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let site = Reach::Sites(vec![garage.site]);
    let own = Reach::Own { user_id: mine, sites: vec![] };
    for reach in [&site, &own] {
        assert_eq!(listed(&store, reach).await, (strings(&["mine@x.org"]), strings(&["BB"])));
        assert_eq!(store.user(foreign, reach).await.unwrap(), None);
        assert_eq!(store.tag(tag, reach).await.unwrap(), None);
    }
    assert_eq!(listed(&store, &Reach::Sites(vec![])).await, (vec![], vec![]));
    assert_eq!(listed(&store, &Reach::All).await.1, strings(&["AA", "BB", "CC"]));
    store.close().await;
}
