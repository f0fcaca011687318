//! Certificates that end soon.

use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;

/// A certificate that matters and ends soon, or has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpiringCertificate {
    /// The station that it is of or on; none for the portal's own.
    pub station_id: Option<NodeId>,
    /// What it is called.
    pub subject: String,
    /// Its serial number or fingerprint.
    pub serial: String,
    /// Until when it holds.
    pub not_after: UtcMillis,
}

impl Store {
    /// The certificates which end at `until` or before: each station's newest of its own, roots that stations have, the authority in
    /// use, and roots of others.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn certificates_ending(&self, until: UtcMillis) -> Result<Vec<ExpiringCertificate>, StoreError> {
        let query = sql("SELECT station_id, subject, serial, not_after FROM station_certificate \
             WHERE not_after <= $1 AND state = 'installed' AND NOT EXISTS (SELECT 1 FROM station_certificate AS newer \
             WHERE newer.station_id = station_certificate.station_id AND newer.id > station_certificate.id \
             AND newer.state = 'installed') \
             UNION ALL SELECT station_id, subject, serial, not_after FROM installed_certificate \
             WHERE not_after <= $1 AND subject IS NOT NULL \
             UNION ALL SELECT NULL, subject, serial, not_after FROM authority \
             WHERE not_after <= $1 AND id = (SELECT MAX(id) FROM authority) \
             UNION ALL SELECT NULL, subject, fingerprint, not_after FROM trusted_root WHERE not_after <= $1");
        self.readers().all(query.bind(until)).await?.iter().map(expiring).collect()
    }
}

fn expiring(row: &Row) -> Result<ExpiringCertificate, StoreError> {
    Ok(ExpiringCertificate {
        station_id: row.optional_id("station_id", NodeId)?,
        subject: row.get("subject")?,
        serial: row.get("serial")?,
        not_after: row.time("not_after")?,
    })
}
