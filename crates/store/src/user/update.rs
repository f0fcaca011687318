//! Changing users.

use domain::email::EmailAddress;
use domain::user::Role;
use domain::{NodeId, UserId};

use super::create::{search_text, set_sites, taken};
use crate::Store;
use crate::database::{Connection, sql};
use crate::error::EditError;

/// A user as they shall be, whole, without the password.
#[derive(Debug, Clone)]
pub struct UserUpdate {
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
}

/// What users change of their own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Their language; the portal's where absent.
    pub language: Option<String>,
    /// Their time zone; the portal's where absent.
    pub time_zone: Option<String>,
    /// Light or dark; the device's where absent.
    pub theme: Option<String>,
}

impl Store {
    /// Changes a user; `version` is the one that the caller knew. Returns the new version.
    ///
    /// # Errors
    /// When there is no such user, they were changed meanwhile, the e-mail address is taken, or the last administrator would
    /// lose the role.
    pub async fn update_user(&self, id: UserId, version: i64, update: UserUpdate) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                check_version(id, version, connection).await?;
                if update.role != Role::Administrator {
                    check_other_administrator(id, connection).await?;
                }
                connection
                    .execute(
                        sql("UPDATE app_user SET email = $2, email_folded = $3, first_name = $4, last_name = $5, \
                             role = $6, parking = $7, email_at_alarm = $8, language = $9, time_zone = $10, \
                             search = $11, version = version + 1 WHERE id = $1")
                        .bind(id)
                        .bind(update.email.as_str())
                        .bind(update.email.folded())
                        .bind(&update.first_name)
                        .bind(&update.last_name)
                        .bind(update.role.as_str())
                        .bind(&update.parking)
                        .bind(update.email_at_alarm)
                        .bind(update.language.as_deref())
                        .bind(update.time_zone.as_deref())
                        .bind(search_text(
                            &update.first_name,
                            &update.last_name,
                            update.email.as_str(),
                            &update.parking,
                        )),
                    )
                    .await
                    .map_err(taken)?;
                set_sites(id, &update.site_ids, connection).await?;
                Ok(version + 1)
            })
        })
        .await
    }

    /// Changes what is a user's own to change.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such user.
    pub async fn update_own_account(&self, id: UserId, account: OwnAccount) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("SELECT email, parking FROM app_user WHERE id = $1").bind(id);
                let row = connection.optional(query).await?.ok_or(EditError::NotFound)?;
                let (email, parking): (String, String) = (row.get("email")?, row.get("parking")?);
                connection
                    .execute(
                        sql("UPDATE app_user SET first_name = $2, last_name = $3, language = $4, time_zone = $5, \
                             theme = $6, search = $7, version = version + 1 WHERE id = $1")
                        .bind(id)
                        .bind(&account.first_name)
                        .bind(&account.last_name)
                        .bind(account.language.as_deref())
                        .bind(account.time_zone.as_deref())
                        .bind(account.theme.as_deref())
                        .bind(search_text(&account.first_name, &account.last_name, &email, &parking)),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }
}

/// Finds the user and compares the version.
pub(super) async fn check_version(id: UserId, expected: i64, connection: &mut Connection) -> Result<(), EditError> {
    let query = if connection.is_sqlite() {
        sql("SELECT version FROM app_user WHERE id = $1")
    } else {
        sql("SELECT version FROM app_user WHERE id = $1 FOR UPDATE")
    };
    let row = connection.optional(query.bind(id)).await?.ok_or(EditError::NotFound)?;
    let current: i64 = row.first()?;
    if current == expected { Ok(()) } else { Err(EditError::VersionMismatch { expected, current }) }
}

/// Makes sure that there is an administrator beside this user.
pub(super) async fn check_other_administrator(id: UserId, connection: &mut Connection) -> Result<(), EditError> {
    let query = if connection.is_sqlite() {
        sql("SELECT id FROM app_user WHERE role = 'administrator'")
    } else {
        // Two administrators who demote each other at the same moment do so one after the other.
        sql("SELECT id FROM app_user WHERE role = 'administrator' ORDER BY id FOR UPDATE")
    };
    let mut administrators = Vec::new();
    for row in connection.all(query).await? {
        administrators.push(UserId(row.first()?));
    }
    if administrators == [id] { Err(EditError::LastAdministrator) } else { Ok(()) }
}
