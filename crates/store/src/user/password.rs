//! Passwords, of which the store knows only the hash.

use domain::UserId;
use domain::email::fold_email;

use crate::Store;
use crate::database::sql;
use crate::error::{EditError, StoreError};

/// What a password is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserCredential {
    /// The user.
    pub user_id: UserId,
    /// Hash of their password; without one they cannot sign in.
    pub password_hash: Option<String>,
}

impl Store {
    /// What the password of whoever has this e-mail address is checked against.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn credential_of_email(&self, email: &str) -> Result<Option<UserCredential>, StoreError> {
        let query = sql("SELECT id, password_hash FROM app_user WHERE email_folded = $1").bind(fold_email(email));
        let row = self.readers().optional(query).await?;
        row.map(|row| Ok(UserCredential { user_id: row.id("id", UserId)?, password_hash: row.get("password_hash")? }))
            .transpose()
    }

    /// What a user's password is checked against.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn credential_of_user(&self, user_id: UserId) -> Result<Option<UserCredential>, StoreError> {
        let query = sql("SELECT password_hash FROM app_user WHERE id = $1").bind(user_id);
        let row = self.readers().optional(query).await?;
        row.map(|row| Ok(UserCredential { user_id, password_hash: row.get("password_hash")? })).transpose()
    }

    /// Changes a user's password and ends their sign-ins, except the one with the token hash `keep`.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such user.
    pub async fn set_password(
        &self,
        user_id: UserId,
        password_hash: String,
        keep: Option<String>,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE app_user SET password_hash = $2 WHERE id = $1");
                if connection.execute(update.bind(user_id).bind(password_hash)).await? == 0 {
                    return Err(EditError::NotFound);
                }
                let end = sql("DELETE FROM sign_in WHERE user_id = $1 AND token_hash <> COALESCE($2, '')");
                connection.execute(end.bind(user_id).bind(keep)).await?;
                Ok(())
            })
        })
        .await
    }
}
