//! Firmware images: what is kept of each besides its bytes, which are a file.

use domain::campaign::Fit;
use domain::{ImageId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::{EditError, StoreError};

/// An image whose bytes are on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImage {
    /// The file's name as uploaded, plain.
    pub name: String,
    /// The vendor; any when empty.
    pub vendor: String,
    /// The model; any when empty.
    pub model: String,
    /// The version, as stations tell it when they boot.
    pub version: String,
    /// Its size, bytes.
    pub size_bytes: i64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Its signature, base64.
    pub signature: Option<String>,
    /// The certificate that it was signed with, PEM.
    pub signing_certificate: Option<String>,
    /// Its name on disk.
    pub file: String,
    /// When it was uploaded.
    pub uploaded_at: UtcMillis,
    /// The user who uploaded it; none for a program.
    pub uploaded_by_user_id: Option<UserId>,
    /// Who uploaded it, by name.
    pub uploaded_by: String,
}

/// An image as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its id.
    pub id: ImageId,
    /// What it is.
    pub image: NewImage,
}

impl Image {
    /// What decides whether it fits a station.
    pub fn fit(&self) -> Fit<'_> {
        Fit { vendor: &self.image.vendor, model: &self.image.model, version: &self.image.version }
    }
}

/// The columns of an image.
macro_rules! image_columns {
    () => {
        "id, name, vendor, model, version, size_bytes, sha256, signature, signing_certificate, file, uploaded_at, \
         uploaded_by_user_id, uploaded_by"
    };
}

fn image_from(row: &Row) -> Result<Image, StoreError> {
    Ok(Image {
        id: row.id("id", ImageId)?,
        image: NewImage {
            name: row.get("name")?,
            vendor: row.get("vendor")?,
            model: row.get("model")?,
            version: row.get("version")?,
            size_bytes: row.get("size_bytes")?,
            sha256: row.get("sha256")?,
            signature: row.get("signature")?,
            signing_certificate: row.get("signing_certificate")?,
            file: row.get("file")?,
            uploaded_at: row.time("uploaded_at")?,
            uploaded_by_user_id: row.optional_id("uploaded_by_user_id", UserId)?,
            uploaded_by: row.get("uploaded_by")?,
        },
    })
}

impl Store {
    /// Keeps an image whose bytes are on disk already.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn add_image(&self, image: NewImage) -> Result<Image, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .one(
                        sql(
                            "INSERT INTO firmware_image (name, vendor, model, version, size_bytes, sha256, signature, \
                             signing_certificate, file, uploaded_at, uploaded_by_user_id, uploaded_by) \
                             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
                        )
                        .bind(&image.name)
                        .bind(&image.vendor)
                        .bind(&image.model)
                        .bind(&image.version)
                        .bind(image.size_bytes)
                        .bind(&image.sha256)
                        .bind(image.signature.as_deref())
                        .bind(image.signing_certificate.as_deref())
                        .bind(&image.file)
                        .bind(image.uploaded_at)
                        .bind(image.uploaded_by_user_id)
                        .bind(&image.uploaded_by),
                    )
                    .await?;
                Ok(Image { id: ImageId(row.first()?), image })
            })
        })
        .await
    }

    /// All images, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn images(&self) -> Result<Vec<Image>, StoreError> {
        let query = sql(concat!("SELECT ", image_columns!(), " FROM firmware_image ORDER BY id DESC"));
        self.readers().all(query).await?.iter().map(image_from).collect()
    }

    /// An image; `None` where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn image(&self, id: ImageId) -> Result<Option<Image>, StoreError> {
        let query = sql(concat!("SELECT ", image_columns!(), " FROM firmware_image WHERE id = $1"));
        self.readers().optional(query.bind(id)).await?.as_ref().map(image_from).transpose()
    }

    /// Deletes an image that no campaign and no transfer under way needs; the caller deletes its file. `by` narrows it to the
    /// images which that user uploaded.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none, or it is somebody else's; [`EditError::InUse`] while it is needed.
    pub async fn delete_image(&self, id: ImageId, by: Option<UserId>) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let found = sql("SELECT uploaded_by_user_id FROM firmware_image WHERE id = $1").bind(id);
                let row = connection.optional(found).await?.ok_or(EditError::NotFound)?;
                let owner = row.optional_id("uploaded_by_user_id", UserId)?;
                if by.is_some() && owner != by {
                    return Err(EditError::NotFound);
                }
                let needed = sql("SELECT 1 FROM campaign WHERE image_id = $1 AND ended_at IS NULL \
                     UNION ALL SELECT 1 FROM transfer WHERE image_id = $1 AND ended_at IS NULL LIMIT 1");
                let needed = needed.bind(id);
                if connection.optional(needed).await?.is_some() {
                    return Err(EditError::InUse);
                }
                connection.execute(sql("DELETE FROM firmware_image WHERE id = $1").bind(id)).await?;
                Ok(())
            })
        })
        .await
    }
}
