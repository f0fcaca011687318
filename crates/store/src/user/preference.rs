//! Users' preferences: any JSON under a name.

use domain::UserId;
use serde_json::Value;

use crate::Store;
use crate::database::sql;
use crate::error::{EditError, StoreError};

impl Store {
    /// A user's preference; `None` when it was never set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn preference(&self, user_id: UserId, name: &str) -> Result<Option<Value>, StoreError> {
        let query = sql("SELECT value FROM preference WHERE user_id = $1 AND name = $2").bind(user_id).bind(name);
        self.readers().optional(query).await?.map(|row| row.json("value")).transpose()
    }

    /// Sets a user's preference.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such user.
    pub async fn set_preference(&self, user_id: UserId, name: String, value: Value) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let set =
                    sql("INSERT INTO preference (user_id, name, value) SELECT id, $2, $3 FROM app_user WHERE id = $1 \
                     ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value");
                let set = set.bind(user_id).bind(name).bind(value.to_string());
                if connection.execute(set).await? == 0 { Err(EditError::NotFound) } else { Ok(()) }
            })
        })
        .await
    }
}
