//! What people set of a station that speaks SOAP.

use domain::NodeId;
use domain::station::SoapBinding;

use crate::database::{Connection, Row, sql};
use crate::error::{EditError, StoreError};

/// What people set of a station that speaks SOAP.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SoapSettings {
    /// Where it is called, instead of where it says itself.
    pub address_pinned: Option<String>,
    /// What binds who may post as it.
    pub binding: SoapBinding,
}

impl SoapSettings {
    /// Reads the settings from a row of `station`.
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { address_pinned: row.get("soap_address_pinned")?, binding: binding_from(row)? })
    }

    /// Writes the settings of a station.
    pub(super) async fn write(&self, station_id: NodeId, connection: &mut Connection) -> Result<(), EditError> {
        let SoapBinding { address_range, certificate } = &self.binding;
        let update =
            sql("UPDATE station SET soap_address_pinned = $2, soap_address_range = $3, soap_certificate = $4 \
             WHERE node_id = $1")
            .bind(station_id)
            .bind(self.address_pinned.as_deref())
            .bind(address_range.map(|range| range.to_string()))
            .bind(certificate.as_deref());
        connection.execute(update).await?;
        Ok(())
    }
}

/// What binds who may post as a station, from a row of `station`.
pub(crate) fn binding_from(row: &Row) -> Result<SoapBinding, StoreError> {
    let range: Option<String> = row.get("soap_address_range")?;
    let range = range.map(|range| range.parse().map_err(|error| StoreError::bad_row("address range", &range, error)));
    Ok(SoapBinding { address_range: range.transpose()?, certificate: row.get("soap_certificate")? })
}
