//! Makes the demo company's accounts and tags.

use std::collections::HashMap;

use anyhow::Context;
use domain::email::EmailAddress;
use domain::tag::TagText;
use domain::user::Role;
use domain::{NodeId, TagId, UserId, UtcMillis};
use futures_util::{StreamExt, TryStreamExt, stream};
use store::Store;
use store::tag::TagSettings;
use store::user::NewUser;

use super::Wishes;
use super::company::SITES;
use super::load;
use super::past::TagOwner;
use super::people::{LOOSE_TAGS, PEOPLE, Person};
use super::places::Places;
use crate::sign_in::{Hasher, check_password};

/// Cards in circulation at a site for each outlet there, besides the drivers' own.
const CARDS_PER_OUTLET: f64 = 1.3;

/// Makes the administrator, unless the e-mail address is known; tells how many were made.
///
/// # Errors
/// When the address or the password is refused, or the database cannot be written.
pub(super) async fn make_administrator(
    store: &Store,
    hasher: &Hasher,
    wishes: &Wishes,
    now: UtcMillis,
) -> anyhow::Result<usize> {
    if store.credential_of_email(&wishes.email).await?.is_some() {
        return Ok(0);
    }
    let user = NewUser {
        email: EmailAddress::new(&wishes.email).context("failed to take --email")?,
        first_name: "Demo".to_owned(),
        last_name: "Administrator".to_owned(),
        role: Role::Administrator,
        site_ids: Vec::new(),
        parking: String::new(),
        email_at_alarm: false,
        language: None,
        time_zone: None,
        password_hash: Some(hash(hasher, &wishes.password).await.context("failed to take --password")?),
    };
    store.create_user(user, now).await.context("failed to make the administrator")?;
    Ok(1)
}

/// Makes the company's people and tags; tells how many people, and which tags are shown at each site.
///
/// # Errors
/// When the password is refused, or the database cannot be written.
pub(super) async fn make_people(
    store: &Store,
    hasher: &Hasher,
    wishes: &Wishes,
    places: &Places,
    now: UtcMillis,
) -> anyhow::Result<(usize, Vec<HashMap<String, TagOwner>>)> {
    let password_hash = match &wishes.people_password {
        Some(password) => Some(hash(hasher, password).await.context("failed to take --people-password")?),
        None => None,
    };
    let mut tags = vec![HashMap::new(); SITES.len()];
    let mut people = 0;
    for person in &PEOPLE {
        if store.credential_of_email(person.email).await?.is_some() {
            continue;
        }
        let user_id = store.create_user(new_user(person, places, password_hash.clone())?, now).await?;
        people += 1;
        for id_tag in person.tags {
            let label = format!("{}'s tag", person.first_name);
            let id = make_tag(store, settings(id_tag, label, Some(user_id))?, now).await?;
            tags[person.site.unwrap_or_default()].insert((*id_tag).to_owned(), TagOwner { id, user_id: Some(user_id) });
        }
    }
    for tag in &LOOSE_TAGS {
        let expires_at = tag.expired.then(|| now.plus_ms(-30 * 24 * 3_600_000));
        let settings =
            TagSettings { blocked: tag.blocked, expires_at, ..settings(tag.id_tag, tag.label.to_owned(), None)? };
        make_tag(store, settings, now).await?;
    }
    for (site, plan) in SITES.iter().enumerate() {
        let outlets = places.outlets.iter().filter(|outlet| outlet.site == site).count();
        for number in 1..=(outlets as f64 * CARDS_PER_OUTLET) as usize {
            let id_tag = format!("04C0DE{:02X}0000{number:02X}", site + 1);
            let id = make_tag(store, settings(&id_tag, format!("Card {number}, {}", plan.name), None)?, now).await?;
            tags[site].insert(id_tag, TagOwner { id, user_id: None });
        }
    }
    Ok((people, tags))
}

/// How many tags are under way to the database at once.
const TAGS_AT_ONCE: usize = 256;

/// The tag of the load sessions, made where it is not there yet.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn make_load_tag(store: &Store, now: UtcMillis) -> anyhow::Result<TagId> {
    make_tag(store, settings(load::TAG, "Benchmarks".to_owned(), None)?, now).await
}

/// A tag of its own for each load station, `LOADTAG-000001` and so on, since a tag has one session at a time.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn make_station_tags(store: &Store, count: u32, now: UtcMillis) -> anyhow::Result<()> {
    let writes = (1..=count).map(|number| async move {
        let id_tag = format!("{}-{number:06}", load::TAG);
        make_tag(store, settings(&id_tag, "Benchmarks".to_owned(), None)?, now).await.map(drop)
    });
    stream::iter(writes).buffered(TAGS_AT_ONCE).try_collect().await
}

/// Makes a tag, or finds the one that is there.
async fn make_tag(store: &Store, settings: TagSettings, now: UtcMillis) -> anyhow::Result<TagId> {
    let normal = settings.id_tag.normal();
    match store.find_tag(normal.as_str()).await? {
        Some(known) => Ok(known.id),
        None => store.create_tag(settings, now).await.with_context(|| format!("failed to make the tag {normal}")),
    }
}

fn settings(id_tag: &str, label: String, user_id: Option<UserId>) -> anyhow::Result<TagSettings> {
    let id_tag = TagText::new(id_tag)?;
    Ok(TagSettings { id_tag, label, user_id, expires_at: None, blocked: false, parent_tag: None })
}

fn new_user(person: &Person, places: &Places, password_hash: Option<String>) -> anyhow::Result<NewUser> {
    let site_ids: Vec<NodeId> = match person.role {
        // The simulated fleet shows every driver's tag everywhere.
        Role::Driver => places.sites.clone(),
        _ => person.site.map(|site| places.sites[site]).into_iter().collect(),
    };
    Ok(NewUser {
        email: EmailAddress::new(person.email)?,
        first_name: person.first_name.to_owned(),
        last_name: person.last_name.to_owned(),
        role: person.role,
        site_ids,
        parking: person.parking.to_owned(),
        email_at_alarm: false,
        language: Some(person.language.to_owned()),
        time_zone: None,
        password_hash,
    })
}

async fn hash(hasher: &Hasher, password: &str) -> anyhow::Result<String> {
    check_password(password)?;
    Ok(hasher.hash(password.to_owned()).await?)
}
