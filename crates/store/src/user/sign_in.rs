//! Sign-ins: a browser's cookie, of which the store knows only the hash.

use domain::user::Role;
use domain::{NodeId, UserId, UtcMillis};

use super::read::{User, user_columns, user_from};
use crate::Store;
use crate::database::sql;
use crate::error::{EditError, StoreError};

/// A sign-in to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignIn {
    /// Hash of the cookie's token.
    pub token_hash: String,
    /// The user.
    pub user_id: UserId,
    /// When.
    pub at: UtcMillis,
    /// Until when it holds.
    pub expires_at: UtcMillis,
    /// From where.
    pub address: Option<String>,
    /// With which browser.
    pub agent: Option<String>,
}

/// A sign-in as its user sees it among their devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Its id.
    pub id: i64,
    /// When it began.
    pub created_at: UtcMillis,
    /// When it was last used.
    pub last_seen_at: UtcMillis,
    /// Until when it holds.
    pub expires_at: UtcMillis,
    /// From where.
    pub address: Option<String>,
    /// With which browser.
    pub agent: Option<String>,
}

/// Who is signed in with a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The sign-in.
    pub sign_in: SignIn,
    /// The user as they are now.
    pub user: User,
}

impl SignedIn {
    /// The user's role.
    pub const fn role(&self) -> Role {
        self.user.role
    }

    /// The user's sites.
    pub fn site_ids(&self) -> &[NodeId] {
        &self.user.site_ids
    }
}

impl Store {
    /// Keeps a sign-in, and that the user has signed in.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such user any more.
    pub async fn create_sign_in(&self, sign_in: NewSignIn) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mark = sql("UPDATE app_user SET last_sign_in_at = $2 WHERE id = $1");
                if connection.execute(mark.bind(sign_in.user_id).bind(sign_in.at)).await? == 0 {
                    return Err(EditError::NotFound);
                }
                connection
                    .execute(
                        sql(
                            "INSERT INTO sign_in (token_hash, user_id, created_at, last_seen_at, expires_at, address, \
                             agent) VALUES ($1, $2, $3, $3, $4, $5, $6)",
                        )
                        .bind(sign_in.token_hash)
                        .bind(sign_in.user_id)
                        .bind(sign_in.at)
                        .bind(sign_in.expires_at)
                        .bind(sign_in.address)
                        .bind(sign_in.agent),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }

    /// Who is signed in with a token at `now`; `None` when the sign-in has ended, or its user is gone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn signed_in(&self, token_hash: &str, now: UtcMillis) -> Result<Option<SignedIn>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            user_columns!(),
            ", sign_in.id AS sign_in_id, sign_in.created_at AS sign_in_at, last_seen_at, expires_at, address, agent \
             FROM sign_in JOIN app_user ON app_user.id = sign_in.user_id \
             WHERE sign_in.token_hash = $1 AND expires_at > $2"
        ));
        let Some(row) = self.readers().optional(query.bind(token_hash).bind(now)).await? else { return Ok(None) };
        let user = user_from(&row)?;
        let user = User { site_ids: self.sites_of_user(user.id).await?, ..user };
        let sign_in = SignIn {
            id: row.get("sign_in_id")?,
            created_at: row.time("sign_in_at")?,
            last_seen_at: row.time("last_seen_at")?,
            expires_at: row.time("expires_at")?,
            address: row.get("address")?,
            agent: row.get("agent")?,
        };
        Ok(Some(SignedIn { sign_in, user }))
    }

    /// Notes that a sign-in was used, and until when it now holds. To be called seldom, not at each request.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn prolong_sign_in(
        &self,
        token_hash: String,
        at: UtcMillis,
        expires_at: UtcMillis,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mark = sql("UPDATE sign_in SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1");
                connection.execute(mark.bind(token_hash).bind(at).bind(expires_at)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a sign-in by its token.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn end_sign_in(&self, token_hash: String) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                connection.execute(sql("DELETE FROM sign_in WHERE token_hash = $1").bind(token_hash)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a user's sign-ins: one by its id, or all.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn end_sign_ins(&self, user_id: UserId, id: Option<i64>) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let end = sql("DELETE FROM sign_in WHERE user_id = $1 AND id = COALESCE($2, id)");
                connection.execute(end.bind(user_id).bind(id)).await?;
                Ok(())
            })
        })
        .await
    }

    /// A user's sign-ins that still hold, the last used first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sign_ins(&self, user_id: UserId, now: UtcMillis) -> Result<Vec<SignIn>, StoreError> {
        let query = sql("SELECT id, created_at, last_seen_at, expires_at, address, agent FROM sign_in \
             WHERE user_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC");
        let rows = self.readers().all(query.bind(user_id).bind(now)).await?;
        rows.iter()
            .map(|row| {
                Ok(SignIn {
                    id: row.get("id")?,
                    created_at: row.time("created_at")?,
                    last_seen_at: row.time("last_seen_at")?,
                    expires_at: row.time("expires_at")?,
                    address: row.get("address")?,
                    agent: row.get("agent")?,
                })
            })
            .collect()
    }

    /// Forgets sign-ins that ended before `now`.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn forget_ended_sign_ins(&self, now: UtcMillis) -> Result<u64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                Ok(connection.execute(sql("DELETE FROM sign_in WHERE expires_at <= $1").bind(now)).await?)
            })
        })
        .await
    }
}
