//! A station's Basic credential.

use domain::NodeId;
use domain::access::Reach;

use super::edit::standing;
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

impl Store {
    /// Sets or removes (`None`) the keyed hash of a station's Basic password. Counts as an edit: the version goes up.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such station within reach.
    pub async fn set_credential(
        &self,
        station_id: NodeId,
        credential_hash: Option<String>,
        reach: Reach,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                standing(station_id, &reach, connection).await?;
                let update = sql("UPDATE station SET credential_hash = $2 WHERE node_id = $1");
                if connection.execute(update.bind(station_id).bind(credential_hash)).await? == 0 {
                    return Err(EditError::NotFound);
                }
                let update = sql("UPDATE node SET version = version + 1 WHERE id = $1");
                connection.execute(update.bind(station_id)).await?;
                Ok(())
            })
        })
        .await
    }
}
