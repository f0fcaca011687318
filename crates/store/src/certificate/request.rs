//! Stations' requests for certificates.

use domain::access::Reach;
use domain::certificate::RequestState;
use domain::{CertificateRequestId, NodeId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::{EditError, StoreError};
use crate::reach;

/// *Decision:* so many requests of a station are kept, the last ones, so that one that asks again and again cannot fill the disk.
const KEPT: i64 = 50;

/// A request to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCertificateRequest {
    /// The station.
    pub station_id: NodeId,
    /// The request, PEM.
    pub csr: String,
    /// How far it has come at once.
    pub state: RequestState,
    /// The subject that it names.
    pub subject: String,
    /// Kind and strength of its key, for people.
    pub key_kind: String,
    /// What is wrong with it, where something is.
    pub fault: Option<String>,
    /// When it came.
    pub received_at: UtcMillis,
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    /// Its id.
    pub id: CertificateRequestId,
    /// What came.
    pub request: NewCertificateRequest,
    /// The station's name.
    pub station_name: String,
    /// When it was decided.
    pub decided_at: Option<UtcMillis>,
    /// Who decided: a person, or `None` for the portal.
    pub decided_by: Option<String>,
}

/// What the subject of a station's request may say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateNames {
    /// Serial numbers as told at boot.
    pub serial_numbers: Vec<String>,
    /// The operator's name as the station has it.
    pub operator: Option<String>,
}

/// The columns of a request and of its station.
macro_rules! request_columns {
    () => {
        "certificate_request.id AS id, certificate_request.station_id AS station_id, csr, state, subject, key_kind, \
         fault, received_at, decided_at, decided_by, node.name AS station_name \
         FROM certificate_request JOIN node ON node.id = certificate_request.station_id"
    };
}

impl Store {
    /// Keeps a request. One that waits for a person is superseded by a newer one of its station.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn add_certificate_request(&self, new: NewCertificateRequest) -> Result<CertificateRequestId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let supersede = sql("UPDATE certificate_request SET state = 'refused', decided_at = $2, \
                     fault = 'superseded by a newer request' WHERE station_id = $1 AND state = 'pending'");
                connection.execute(supersede.bind(new.station_id).bind(new.received_at)).await?;
                let row = connection
                    .one(
                        sql("INSERT INTO certificate_request (station_id, csr, state, subject, key_kind, fault, \
                             received_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id")
                        .bind(new.station_id)
                        .bind(&new.csr)
                        .bind(new.state.as_str())
                        .bind(&new.subject)
                        .bind(&new.key_kind)
                        .bind(new.fault.as_deref())
                        .bind(new.received_at),
                    )
                    .await?;
                let forget = sql("DELETE FROM certificate_request WHERE id IN (SELECT id FROM certificate_request \
                     WHERE station_id = $1 ORDER BY id DESC LIMIT $3 OFFSET $2)");
                connection.execute(forget.bind(new.station_id).bind(KEPT).bind(KEPT)).await?;
                Ok(row.id("id", CertificateRequestId)?)
            })
        })
        .await
    }

    /// Requests within reach, the newest first: those of a station, or those of all that wait for a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn certificate_requests(
        &self,
        station_id: Option<NodeId>,
        reach: &Reach,
    ) -> Result<Vec<CertificateRequest>, StoreError> {
        let mut query = Assembly::new(concat!("SELECT ", request_columns!(), " WHERE "));
        match station_id {
            Some(station_id) => query.push("certificate_request.station_id = ").bind(station_id),
            None => query.push("certificate_request.state = 'pending'"),
        };
        query.push(" AND ");
        reach::rows(&mut query, reach, "node.site_id", None);
        query.push(" ORDER BY certificate_request.id DESC LIMIT 500");
        self.readers().all(query.statement()).await?.iter().map(request).collect()
    }

    /// A request; `None` where there is none within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn certificate_request(
        &self,
        id: CertificateRequestId,
        reach: &Reach,
    ) -> Result<Option<CertificateRequest>, StoreError> {
        let mut query = Assembly::new(concat!("SELECT ", request_columns!(), " WHERE certificate_request.id = "));
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "node.site_id", None);
        self.readers().optional(query.statement()).await?.as_ref().map(request).transpose()
    }

    /// What the subject of a station's request may say: its serial numbers, and who operates it (`CpoName`).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn certificate_names(&self, station_id: NodeId) -> Result<CertificateNames, StoreError> {
        let query = sql("SELECT serial_number, charge_box_serial_number, (SELECT MAX(value) FROM station_key \
             WHERE station_id = station.node_id AND LOWER(key) = 'cponame') AS operator FROM station \
             WHERE node_id = $1");
        let Some(row) = self.readers().optional(query.bind(station_id)).await? else {
            return Ok(CertificateNames::default());
        };
        let told: [Option<String>; 2] = [row.get("serial_number")?, row.get("charge_box_serial_number")?];
        Ok(CertificateNames { serial_numbers: told.into_iter().flatten().collect(), operator: row.get("operator")? })
    }

    /// Decides on a request that waits for a person; tells whether it still did.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn decide_certificate_request(
        &self,
        id: CertificateRequestId,
        state: RequestState,
        by: Option<String>,
        at: UtcMillis,
    ) -> Result<bool, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE certificate_request SET state = $2, decided_by = $3, decided_at = $4 \
                     WHERE id = $1 AND state = 'pending'");
                let update = update.bind(id).bind(state.as_str()).bind(by.as_deref()).bind(at);
                Ok(connection.execute(update).await? > 0)
            })
        })
        .await
    }
}

fn request(row: &Row) -> Result<CertificateRequest, StoreError> {
    Ok(CertificateRequest {
        id: row.id("id", CertificateRequestId)?,
        request: NewCertificateRequest {
            station_id: row.id("station_id", NodeId)?,
            csr: row.get("csr")?,
            state: row.word("state")?,
            subject: row.get("subject")?,
            key_kind: row.get("key_kind")?,
            fault: row.get("fault")?,
            received_at: row.time("received_at")?,
        },
        station_name: row.get("station_name")?,
        decided_at: row.optional_time("decided_at")?,
        decided_by: row.get("decided_by")?,
    })
}
