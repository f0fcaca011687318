//! Making users.

use domain::email::EmailAddress;
use domain::user::Role;
use domain::{NodeId, UserId, UtcMillis};

use crate::Store;
use crate::database::Kind::Integer;
use crate::database::{Connection, Rows, RowsStatement, sql};
use crate::error::EditError;
use crate::fold::fold;

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Their e-mail address; unique without regard to case.
    pub email: EmailAddress,
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
    /// Hash of their password; without one they cannot sign in.
    pub password_hash: Option<String>,
}

impl Store {
    /// Makes a user.
    ///
    /// # Errors
    /// [`EditError::Taken`] when the e-mail address is, [`EditError::NoSuch`] when a site does not exist.
    pub async fn create_user(&self, user: NewUser, at: UtcMillis) -> Result<UserId, EditError> {
        self.edit(move |connection| Box::pin(async move { create(&user, at, connection).await })).await
    }

    /// Makes the first administrator, if there is no user yet.
    ///
    /// # Errors
    /// [`EditError::Taken`] with the field `administrator` when there is a user already.
    pub async fn create_first_administrator(&self, user: NewUser, at: UtcMillis) -> Result<UserId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                if !connection.is_sqlite() {
                    // Two processes must not both find that there is none.
                    connection.execute(sql("LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE")).await?;
                }
                if connection.optional(sql("SELECT id FROM app_user LIMIT 1")).await?.is_some() {
                    return Err(EditError::Taken { field: "administrator" });
                }
                create(&NewUser { role: Role::Administrator, ..user }, at, connection).await
            })
        })
        .await
    }
}

async fn create(user: &NewUser, at: UtcMillis, connection: &mut Connection) -> Result<UserId, EditError> {
    let row = connection
        .one(
            sql("INSERT INTO app_user (email, email_folded, first_name, last_name, role, password_hash, language, \
                 time_zone, parking, email_at_alarm, created_at, search) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id")
            .bind(user.email.as_str())
            .bind(user.email.folded())
            .bind(&user.first_name)
            .bind(&user.last_name)
            .bind(user.role.as_str())
            .bind(user.password_hash.as_deref())
            .bind(user.language.as_deref())
            .bind(user.time_zone.as_deref())
            .bind(&user.parking)
            .bind(user.email_at_alarm)
            .bind(at)
            .bind(search_text(&user.first_name, &user.last_name, user.email.as_str(), &user.parking)),
        )
        .await
        .map_err(taken)?;
    let id = UserId(row.first()?);
    set_sites(id, &user.site_ids, connection).await?;
    Ok(id)
}

/// What a user is found by.
pub(super) fn search_text(first_name: &str, last_name: &str, email: &str, parking: &str) -> String {
    fold(&format!("{first_name} {last_name} {email} {parking}"))
}

/// Tells a taken e-mail address from other refusals.
pub(super) fn taken(error: sqlx::Error) -> EditError {
    if error.as_database_error().is_some_and(|error| error.is_unique_violation()) {
        EditError::Taken { field: "email" }
    } else {
        error.into()
    }
}

static SITES: RowsStatement = RowsStatement::new(
    "WITH v (user_id, site_id) AS (",
    &[Integer, Integer],
    ") INSERT INTO user_site (user_id, site_id) SELECT v.user_id, v.site_id FROM v \
     JOIN node ON node.id = v.site_id WHERE node.kind = 'site' ON CONFLICT DO NOTHING RETURNING site_id",
);

/// Makes these a user's sites.
pub(super) async fn set_sites(id: UserId, site_ids: &[NodeId], connection: &mut Connection) -> Result<(), EditError> {
    connection.execute(sql("DELETE FROM user_site WHERE user_id = $1").bind(id)).await?;
    let distinct: std::collections::BTreeSet<NodeId> = site_ids.iter().copied().collect();
    let mut rows = Rows::with_capacity(distinct.len(), &SITES);
    for site_id in &distinct {
        rows.push(id).push(*site_id);
    }
    let kept = SITES.run(connection, rows).await?;
    if kept.len() == distinct.len() { Ok(()) } else { Err(EditError::NoSuch { field: "siteIds" }) }
}
