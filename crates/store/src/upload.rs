//! What stations have uploaded: a record for each file, which lies on disk.

use domain::{NodeId, TransferId, UploadId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::{EditError, StoreError};

/// A file that has arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpload {
    /// The station.
    pub station_id: NodeId,
    /// With which transfer it came.
    pub transfer_id: TransferId,
    /// Its name, plain.
    pub name: String,
    /// Its size, bytes.
    pub size_bytes: i64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Its name on disk.
    pub file: String,
    /// When it had arrived.
    pub received_at: UtcMillis,
}

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// What it is.
    pub upload: NewUpload,
}

/// The columns of an upload.
macro_rules! upload_columns {
    () => {
        "id, station_id, transfer_id, name, size_bytes, sha256, file, received_at"
    };
}

fn upload_from(row: &Row) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: row.id("id", UploadId)?,
        upload: NewUpload {
            station_id: row.id("station_id", NodeId)?,
            transfer_id: row.id("transfer_id", TransferId)?,
            name: row.get("name")?,
            size_bytes: row.get("size_bytes")?,
            sha256: row.get("sha256")?,
            file: row.get("file")?,
            received_at: row.time("received_at")?,
        },
    })
}

impl Store {
    /// Keeps a file that lies on disk, unless its station would hold more than `quota_bytes`. A file of the same transfer and
    /// name is replaced; what that was called on disk is returned, for the caller to delete.
    ///
    /// # Errors
    /// [`EditError::Full`] when the station has no room left; [`EditError::NotFound`] when there is no such station.
    pub async fn add_upload(&self, upload: NewUpload, quota_bytes: i64) -> Result<(Upload, Option<String>), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let station = sql("SELECT id FROM node WHERE id = $1 AND kind = 'station'").bind(upload.station_id);
                connection.optional(station).await?.ok_or(EditError::NotFound)?;
                let before = sql("DELETE FROM upload WHERE transfer_id = $1 AND name = $2 RETURNING file");
                let before = connection.optional(before.bind(upload.transfer_id).bind(&upload.name)).await?;
                let before = before.map(|row| row.get::<String>("file")).transpose()?;
                let held = sql(HELD).bind(upload.station_id);
                let held: i64 = connection.one(held).await?.first()?;
                if held.saturating_add(upload.size_bytes) > quota_bytes {
                    return Err(EditError::Full);
                }
                let row = connection
                    .one(
                        sql("INSERT INTO upload (station_id, transfer_id, name, size_bytes, sha256, file, \
                             received_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id")
                        .bind(upload.station_id)
                        .bind(upload.transfer_id)
                        .bind(&upload.name)
                        .bind(upload.size_bytes)
                        .bind(&upload.sha256)
                        .bind(&upload.file)
                        .bind(upload.received_at),
                    )
                    .await?;
                Ok((Upload { id: UploadId(row.first()?), upload }, before))
            })
        })
        .await
    }

    /// How much a station's files take, bytes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn uploaded_bytes(&self, station_id: NodeId) -> Result<i64, StoreError> {
        self.readers().one(sql(HELD).bind(station_id)).await?.first()
    }

    /// A station's files, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn uploads(&self, station_id: NodeId) -> Result<Vec<Upload>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            upload_columns!(),
            " FROM upload WHERE station_id = $1 ORDER BY id DESC LIMIT 1000"
        ));
        self.readers().all(query.bind(station_id)).await?.iter().map(upload_from).collect()
    }

    /// The files that came with a transfer, in the order of their names.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn uploads_of(&self, transfer_id: TransferId) -> Result<Vec<Upload>, StoreError> {
        let query =
            sql(concat!("SELECT ", upload_columns!(), " FROM upload WHERE transfer_id = $1 ORDER BY name LIMIT 1000"));
        self.readers().all(query.bind(transfer_id)).await?.iter().map(upload_from).collect()
    }

    /// A file of a station; `None` where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn upload(&self, station_id: NodeId, id: UploadId) -> Result<Option<Upload>, StoreError> {
        let query = sql(concat!("SELECT ", upload_columns!(), " FROM upload WHERE station_id = $1 AND id = $2"));
        self.readers().optional(query.bind(station_id).bind(id)).await?.as_ref().map(upload_from).transpose()
    }

    /// Forgets a station's file; its name on disk is returned, for the caller to delete.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none.
    pub async fn delete_upload(&self, station_id: NodeId, id: UploadId) -> Result<String, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("DELETE FROM upload WHERE station_id = $1 AND id = $2 RETURNING file");
                let row = connection.optional(query.bind(station_id).bind(id)).await?.ok_or(EditError::NotFound)?;
                Ok(row.get("file")?)
            })
        })
        .await
    }

    /// Forgets the files of stations that are gone, and tells the names on disk of all that are still kept, images included:
    /// every other file is rubbish.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn kept_files(&self) -> Result<Vec<String>, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                connection.execute(sql("DELETE FROM upload WHERE station_id NOT IN (SELECT id FROM node)")).await?;
                let kept = sql("SELECT file FROM upload UNION ALL SELECT file FROM firmware_image");
                let kept = connection.all(kept).await?;
                Ok(kept.iter().map(|row| row.get::<String>("file")).collect::<Result<_, _>>()?)
            })
        })
        .await
    }
}

const HELD: &str = "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM upload WHERE station_id = $1";
