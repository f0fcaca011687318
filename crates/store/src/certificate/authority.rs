//! The portal's own certificate authority, in all its generations.

use domain::{CertificateId, UtcMillis};

use crate::Store;
use crate::database::{Connection, Row, sql};
use crate::error::{EditError, StoreError};

/// An authority to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuthority {
    /// Its certificate, PEM.
    pub certificate: String,
    /// Its private key, sealed.
    pub sealed_key: Vec<u8>,
    /// Its name.
    pub subject: String,
    /// Its serial number.
    pub serial: String,
    /// From when it holds.
    pub not_before: UtcMillis,
    /// Until when it holds.
    pub not_after: UtcMillis,
    /// When it was made.
    pub created_at: UtcMillis,
}

/// An authority as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its id; the highest one is in use.
    pub id: CertificateId,
    /// The rest.
    pub made: NewAuthority,
}

impl Store {
    /// Every authority, the one in use first; none before the first need.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn authorities(&self) -> Result<Vec<Authority>, StoreError> {
        let query = sql("SELECT id, certificate, sealed_key, subject, serial, not_before, not_after, created_at \
             FROM authority ORDER BY id DESC");
        self.readers().all(query).await?.iter().map(authority).collect()
    }

    /// Keeps an authority, which is the one in use from now on, unless `present` is no longer the one in use: then another process
    /// was faster. Tells whether it was kept.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn add_authority(&self, new: NewAuthority, present: Option<CertificateId>) -> Result<bool, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                if newest(connection).await? != present {
                    return Ok(false);
                }
                connection
                    .execute(
                        sql("INSERT INTO authority (certificate, sealed_key, subject, serial, not_before, not_after, \
                             created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
                        .bind(&new.certificate)
                        .bind(new.sealed_key)
                        .bind(&new.subject)
                        .bind(&new.serial)
                        .bind(new.not_before)
                        .bind(new.not_after)
                        .bind(new.created_at),
                    )
                    .await?;
                Ok(true)
            })
        })
        .await
    }
}

async fn newest(connection: &mut Connection) -> Result<Option<CertificateId>, EditError> {
    let row = connection.one(sql("SELECT MAX(id) AS id FROM authority")).await?;
    Ok(row.optional_id("id", CertificateId)?)
}

fn authority(row: &Row) -> Result<Authority, StoreError> {
    Ok(Authority {
        id: row.id("id", CertificateId)?,
        made: NewAuthority {
            certificate: row.get("certificate")?,
            sealed_key: row.get("sealed_key")?,
            subject: row.get("subject")?,
            serial: row.get("serial")?,
            not_before: row.time("not_before")?,
            not_after: row.time("not_after")?,
            created_at: row.time("created_at")?,
        },
    })
}
