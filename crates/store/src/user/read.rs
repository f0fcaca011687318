//! Reading users.

use std::collections::HashMap;

use domain::access::Reach;
use domain::user::Role;
use domain::{NodeId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their e-mail address as written.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they are in the portal.
    pub role: Role,
    /// A site administrator's sites; where a driver may charge.
    pub site_ids: Vec<NodeId>,
    /// Their parking place.
    pub parking: String,
    /// Whether they are mailed about alarms.
    pub email_at_alarm: bool,
    /// Their language; the portal's where absent.
    pub language: Option<String>,
    /// Their time zone; the portal's where absent.
    pub time_zone: Option<String>,
    /// Light or dark; the device's where absent.
    pub theme: Option<String>,
    /// When they were made.
    pub created_at: UtcMillis,
    /// When they last signed in.
    pub last_sign_in_at: Option<UtcMillis>,
    /// Goes up with each edit.
    pub version: i64,
    /// How many tags they have.
    pub tags: i64,
}

/// The columns of a user.
macro_rules! user_columns {
    () => {
        "app_user.id AS id, email, first_name, last_name, role, parking, email_at_alarm, language, time_zone, theme, \
         app_user.created_at AS created_at, last_sign_in_at, app_user.version AS version, \
         (SELECT COUNT(*) FROM tag WHERE tag.user_id = app_user.id) AS tags"
    };
}
pub(super) use user_columns;

/// A user without their sites.
pub(super) fn user_from(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        id: row.id("id", UserId)?,
        email: row.get("email")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        role: row.word("role")?,
        site_ids: Vec::new(),
        parking: row.get("parking")?,
        email_at_alarm: row.get("email_at_alarm")?,
        language: row.get("language")?,
        time_zone: row.get("time_zone")?,
        theme: row.get("theme")?,
        created_at: row.time("created_at")?,
        last_sign_in_at: row.optional_time("last_sign_in_at")?,
        version: row.get("version")?,
        tags: row.get("tags")?,
    })
}

/// Adds the condition that a user is within reach: those of the sites, or oneself.
///
/// *Decision:* a user belongs to the sites that are set for them, not to all where they ever charged.
pub(crate) fn push_reach(query: &mut Assembly, reach: &Reach) {
    match reach {
        Reach::All => query.push("TRUE"),
        Reach::Sites(sites) => query
            .push("app_user.id IN (SELECT user_site.user_id FROM user_site WHERE user_site.site_id IN ")
            .list(sites.iter().copied())
            .push(")"),
        Reach::Own { user_id, .. } => query.push("app_user.id = ").bind(*user_id),
    };
}

impl Store {
    /// A user; `None` where there is none within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn user(&self, id: UserId, reach: &Reach) -> Result<Option<User>, StoreError> {
        let mut query = Assembly::new(concat!("SELECT ", user_columns!(), " FROM app_user WHERE app_user.id = "));
        query.bind(id).push(" AND ");
        push_reach(&mut query, reach);
        let Some(row) = self.readers().optional(query.statement()).await? else { return Ok(None) };
        Ok(Some(User { site_ids: self.sites_of_user(id).await?, ..user_from(&row)? }))
    }

    /// Whether there is any user: without one the first administrator is still to be made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_users(&self) -> Result<bool, StoreError> {
        Ok(self.readers().optional(sql("SELECT id FROM app_user LIMIT 1")).await?.is_some())
    }

    /// Gives users their sites.
    pub(super) async fn fill_sites(&self, users: &mut [User]) -> Result<(), StoreError> {
        let mut query = Assembly::new("SELECT user_id, site_id FROM user_site WHERE user_id IN ");
        query.list(users.iter().map(|user| user.id)).push(" ORDER BY site_id");
        let mut sites: HashMap<UserId, Vec<NodeId>> = HashMap::new();
        for row in &self.readers().all(query.statement()).await? {
            sites.entry(row.id("user_id", UserId)?).or_default().push(row.id("site_id", NodeId)?);
        }
        for user in users {
            user.site_ids = sites.remove(&user.id).unwrap_or_default();
        }
        Ok(())
    }
}
