//! Roots of others by which stations may prove themselves.

use domain::{CertificateId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::{EditError, StoreError};

/// *Decision:* so many roots of others at most; each is tried for each client certificate.
const MOST: i64 = 50;

/// A root to be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTrustedRoot {
    /// Its certificate, PEM.
    pub certificate: String,
    /// Its name.
    pub subject: String,
    /// SHA-256 of the certificate.
    pub fingerprint: String,
    /// Until when it holds.
    pub not_after: UtcMillis,
    /// When it was added.
    pub created_at: UtcMillis,
    /// Who added it.
    pub created_by: String,
}

/// A root that is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedRoot {
    /// Its id.
    pub id: CertificateId,
    /// The rest.
    pub root: NewTrustedRoot,
}

impl Store {
    /// The roots of others, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn trusted_roots(&self) -> Result<Vec<TrustedRoot>, StoreError> {
        let query = sql("SELECT id, certificate, subject, fingerprint, not_after, created_at, created_by \
             FROM trusted_root ORDER BY subject, id");
        self.readers().all(query).await?.iter().map(trusted_root).collect()
    }

    /// Trusts a root.
    ///
    /// # Errors
    /// [`EditError::Taken`] when it is trusted already or there are too many.
    pub async fn add_trusted_root(&self, new: NewTrustedRoot) -> Result<CertificateId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .optional(
                        sql("INSERT INTO trusted_root (certificate, subject, fingerprint, not_after, created_at, \
                             created_by) SELECT $1, $2, $3, $4, $5, $6 FROM (SELECT COUNT(*) AS count \
                             FROM trusted_root) AS present WHERE present.count < $7 \
                             ON CONFLICT (fingerprint) DO NOTHING RETURNING id")
                        .bind(&new.certificate)
                        .bind(&new.subject)
                        .bind(&new.fingerprint)
                        .bind(new.not_after)
                        .bind(new.created_at)
                        .bind(&new.created_by)
                        .bind(MOST),
                    )
                    .await?;
                let row = row.ok_or(EditError::Taken { field: "certificate" })?;
                Ok(row.id("id", CertificateId)?)
            })
        })
        .await
    }

    /// Trusts a root no longer. Gives it as it was.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none.
    pub async fn delete_trusted_root(&self, id: CertificateId) -> Result<TrustedRoot, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM trusted_root WHERE id = $1 \
                     RETURNING id, certificate, subject, fingerprint, not_after, created_at, created_by");
                let row = connection.optional(delete.bind(id)).await?.ok_or(EditError::NotFound)?;
                Ok(trusted_root(&row)?)
            })
        })
        .await
    }
}

fn trusted_root(row: &Row) -> Result<TrustedRoot, StoreError> {
    Ok(TrustedRoot {
        id: row.id("id", CertificateId)?,
        root: NewTrustedRoot {
            certificate: row.get("certificate")?,
            subject: row.get("subject")?,
            fingerprint: row.get("fingerprint")?,
            not_after: row.time("not_after")?,
            created_at: row.time("created_at")?,
            created_by: row.get("created_by")?,
        },
    })
}
