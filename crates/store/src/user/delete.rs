//! Deleting users.

use domain::UserId;

use super::update::{check_other_administrator, check_version};
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

impl Store {
    /// Deletes a user with their sign-ins and preferences; `version` is the one that the caller knew. Their tags stay and belong to
    /// nobody, their sessions stay without the name.
    ///
    /// # Errors
    /// When there is no such user, they were changed meanwhile, or are the last administrator.
    pub async fn delete_user(&self, id: UserId, version: i64) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                check_version(id, version, connection).await?;
                check_other_administrator(id, connection).await?;
                connection.execute(sql("DELETE FROM app_user WHERE id = $1").bind(id)).await?;
                Ok(())
            })
        })
        .await
    }
}
