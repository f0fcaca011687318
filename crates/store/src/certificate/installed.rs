//! Root certificates that stations have, as they last said.

use domain::certificate::{CertificateHash, CertificateUse, plain_serial};
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::{Connection, Row, sql};
use crate::error::{EditError, StoreError};

/// A root certificate on a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledCertificate {
    /// What it is for.
    pub kind: CertificateUse,
    /// What names it.
    pub hash: CertificateHash,
    /// Its subject, where the portal installed it or knows it otherwise.
    pub subject: Option<String>,
    /// Until when it holds, where that is known.
    pub not_after: Option<UtcMillis>,
    /// When the station last said that it has it.
    pub seen_at: UtcMillis,
}

impl Store {
    /// The root certificates that a station has.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn installed_certificates(&self, station_id: NodeId) -> Result<Vec<InstalledCertificate>, StoreError> {
        let query =
            sql("SELECT kind, algorithm, issuer_name_hash, issuer_key_hash, serial, subject, not_after, seen_at \
             FROM installed_certificate WHERE station_id = $1 ORDER BY kind, serial, issuer_key_hash");
        self.readers().all(query.bind(station_id)).await?.iter().map(installed).collect()
    }

    /// Keeps what a station listed of one use, instead of what was known before; names and ends that were known stay known.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn save_installed_certificates(
        &self,
        station_id: NodeId,
        kind: CertificateUse,
        listed: Vec<InstalledCertificate>,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query =
                    sql("SELECT kind, algorithm, issuer_name_hash, issuer_key_hash, serial, subject, not_after, \
                     seen_at FROM installed_certificate WHERE station_id = $1 AND kind = $2");
                let rows = connection.all(query.bind(station_id).bind(kind.as_str())).await?;
                let known = rows.iter().map(installed).collect::<Result<Vec<_>, _>>()?;
                let forget = sql("DELETE FROM installed_certificate WHERE station_id = $1 AND kind = $2");
                connection.execute(forget.bind(station_id).bind(kind.as_str())).await?;
                for mut certificate in listed {
                    // The hashes may be made in another way than the portal made its own.
                    let serial = plain_serial(&certificate.hash.serial_number);
                    if let Some(known) = known.iter().find(|known| plain_serial(&known.hash.serial_number) == serial) {
                        certificate.subject = certificate.subject.or_else(|| known.subject.clone());
                        certificate.not_after = certificate.not_after.or(known.not_after);
                    }
                    put(station_id, &certificate, connection).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Notes that a station has taken a root certificate.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn certificate_installed(
        &self,
        station_id: NodeId,
        certificate: InstalledCertificate,
    ) -> Result<(), EditError> {
        self.edit(move |connection| Box::pin(async move { put(station_id, &certificate, connection).await })).await
    }

    /// Notes that a station has removed a root certificate.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn certificate_removed(&self, station_id: NodeId, hash: CertificateHash) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM installed_certificate WHERE station_id = $1 AND issuer_key_hash = $2 \
                     AND serial = $3");
                let delete = delete.bind(station_id).bind(hash.issuer_key_hash.to_ascii_lowercase());
                connection.execute(delete.bind(plain_serial(&hash.serial_number))).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn put(
    station_id: NodeId,
    certificate: &InstalledCertificate,
    connection: &mut Connection,
) -> Result<(), EditError> {
    let hash = &certificate.hash;
    connection
        .execute(
            sql("INSERT INTO installed_certificate (station_id, kind, algorithm, issuer_name_hash, issuer_key_hash, serial, \
                 subject, not_after, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                 ON CONFLICT (station_id, kind, issuer_key_hash, serial) DO UPDATE SET seen_at = excluded.seen_at, \
                 subject = COALESCE(excluded.subject, installed_certificate.subject), \
                 not_after = COALESCE(excluded.not_after, installed_certificate.not_after)")
            .bind(station_id)
            .bind(certificate.kind.as_str())
            .bind(hash.algorithm.as_str())
            .bind(hash.issuer_name_hash.to_ascii_lowercase())
            .bind(hash.issuer_key_hash.to_ascii_lowercase())
            .bind(plain_serial(&hash.serial_number))
            .bind(certificate.subject.as_deref())
            .bind(certificate.not_after)
            .bind(certificate.seen_at),
        )
        .await?;
    Ok(())
}

fn installed(row: &Row) -> Result<InstalledCertificate, StoreError> {
    Ok(InstalledCertificate {
        kind: row.word("kind")?,
        hash: CertificateHash {
            algorithm: row.word("algorithm")?,
            issuer_name_hash: row.get("issuer_name_hash")?,
            issuer_key_hash: row.get("issuer_key_hash")?,
            serial_number: row.get("serial")?,
        },
        subject: row.get("subject")?,
        not_after: row.optional_time("not_after")?,
        seen_at: row.time("seen_at")?,
    })
}
