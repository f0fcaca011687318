//! What the portal signed for stations.

use domain::access::Reach;
use domain::certificate::CertificateState;
use domain::{CertificateId, NodeId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::{EditError, StoreError};
use crate::reach;

/// A certificate that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStationCertificate {
    /// For whom.
    pub station_id: NodeId,
    /// By which authority.
    pub authority_id: CertificateId,
    /// The certificate, PEM.
    pub certificate: String,
    /// Its subject.
    pub subject: String,
    /// Its serial number.
    pub serial: String,
    /// SHA-256 of it.
    pub fingerprint: String,
    /// From when it holds.
    pub not_before: UtcMillis,
    /// Until when it holds.
    pub not_after: UtcMillis,
    /// When it was signed.
    pub issued_at: UtcMillis,
    /// Who had it signed: a person, or the portal.
    pub issued_by: String,
}

/// A certificate of a station as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationCertificate {
    /// Its id.
    pub id: CertificateId,
    /// What was signed.
    pub issued: NewStationCertificate,
    /// How far it has come.
    pub state: CertificateState,
    /// When the station answered, or a person revoked it.
    pub answered_at: Option<UtcMillis>,
    /// When the station first proved itself with it.
    pub used_at: Option<UtcMillis>,
}

/// The columns of a certificate.
macro_rules! certificate_columns {
    () => {
        "id, station_id, authority_id, certificate, subject, serial, fingerprint, not_before, not_after, state, \
         issued_at, issued_by, answered_at, used_at"
    };
}

impl Store {
    /// Keeps a certificate that was signed; it counts as not answered.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn add_station_certificate(&self, new: NewStationCertificate) -> Result<CertificateId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .one(
                        sql(
                            "INSERT INTO station_certificate (station_id, authority_id, certificate, subject, serial, \
                             fingerprint, not_before, not_after, state, issued_at, issued_by) \
                             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'issued', $9, $10) RETURNING id",
                        )
                        .bind(new.station_id)
                        .bind(new.authority_id)
                        .bind(&new.certificate)
                        .bind(&new.subject)
                        .bind(&new.serial)
                        .bind(&new.fingerprint)
                        .bind(new.not_before)
                        .bind(new.not_after)
                        .bind(new.issued_at)
                        .bind(&new.issued_by),
                    )
                    .await?;
                Ok(row.id("id", CertificateId)?)
            })
        })
        .await
    }

    /// A station's certificates, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn station_certificates(&self, station_id: NodeId) -> Result<Vec<StationCertificate>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            certificate_columns!(),
            " FROM station_certificate WHERE station_id = $1 ORDER BY id DESC"
        ));
        self.readers().all(query.bind(station_id)).await?.iter().map(certificate).collect()
    }

    /// A certificate by its SHA-256.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn certificate_by_fingerprint(
        &self,
        fingerprint: &str,
    ) -> Result<Option<StationCertificate>, StoreError> {
        let query = sql(concat!("SELECT ", certificate_columns!(), " FROM station_certificate WHERE fingerprint = $1"));
        self.readers().optional(query.bind(fingerprint)).await?.as_ref().map(certificate).transpose()
    }

    /// Notes what the station answered to a certificate.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn certificate_answered(
        &self,
        fingerprint: String,
        state: CertificateState,
        at: UtcMillis,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE station_certificate SET state = $2, answered_at = $3 WHERE fingerprint = $1 \
                     AND state IN ('issued', 'installed', 'rejected')");
                connection.execute(update.bind(&fingerprint).bind(state.as_str()).bind(at)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Notes that a station has proved itself with a certificate: older ones open nothing any more.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn certificate_used(&self, id: CertificateId, at: UtcMillis) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let used = sql("UPDATE station_certificate SET used_at = COALESCE(used_at, $2), state = 'installed' \
                     WHERE id = $1 AND state IN ('issued', 'installed')");
                connection.execute(used.bind(id).bind(at)).await?;
                let replaced = sql("UPDATE station_certificate SET state = 'replaced' WHERE id < $1 \
                     AND state IN ('issued', 'installed') AND station_id IN \
                     (SELECT station_id FROM station_certificate WHERE id = $1)");
                connection.execute(replaced.bind(id)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Revokes a certificate. Gives it as it stands.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none within reach.
    pub async fn revoke_certificate(
        &self,
        id: CertificateId,
        at: UtcMillis,
        reach: Reach,
    ) -> Result<StationCertificate, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mut update = Assembly::new("UPDATE station_certificate SET state = 'revoked', answered_at = ");
                update
                    .bind(at)
                    .push(" WHERE id = ")
                    .bind(id)
                    .push(" AND station_id IN (SELECT node.id FROM node WHERE ");
                reach::rows(&mut update, &reach, "node.site_id", None);
                update.push(concat!(") RETURNING ", certificate_columns!()));
                let row = connection.optional(update.statement()).await?.ok_or(EditError::NotFound)?;
                Ok(certificate(&row)?)
            })
        })
        .await
    }
}

fn certificate(row: &Row) -> Result<StationCertificate, StoreError> {
    Ok(StationCertificate {
        id: row.id("id", CertificateId)?,
        issued: NewStationCertificate {
            station_id: row.id("station_id", NodeId)?,
            authority_id: row.id("authority_id", CertificateId)?,
            certificate: row.get("certificate")?,
            subject: row.get("subject")?,
            serial: row.get("serial")?,
            fingerprint: row.get("fingerprint")?,
            not_before: row.time("not_before")?,
            not_after: row.time("not_after")?,
            issued_at: row.time("issued_at")?,
            issued_by: row.get("issued_by")?,
        },
        state: row.word("state")?,
        answered_at: row.optional_time("answered_at")?,
        used_at: row.optional_time("used_at")?,
    })
}
