//! What can be set of a node, as bodies hold it; what is left out stays, or is as usual in a new node.

use domain::address_range::AddressRange;
use domain::outlet::{ConnectorType, OutletMode};
use domain::station::SecurityProfile;
use domain::{ChargeBoxId, TemplateId};
use serde::Deserialize;
use store::node::{OutletSettings, SiteSettings, StationSettings};
use utoipa::ToSchema;

use super::super::value;
use crate::problem::Problem;
use crate::shape::change::sent;
use crate::shape::word;

/// What can be set of a site.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SiteChange {
    /// Postal address.
    #[schema(nullable = false)]
    address: Option<String>,
    /// Degrees north; null empties.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<f64>)]
    latitude: Option<Option<f64>>,
    /// Degrees east; null empties.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<f64>)]
    longitude: Option<Option<f64>>,
    /// IANA time zone; empty: the portal's.
    #[schema(nullable = false)]
    time_zone: Option<String>,
    /// Whom to call.
    #[schema(nullable = false)]
    contact: Option<String>,
    /// When it is open.
    #[schema(nullable = false)]
    opening_hours: Option<String>,
}

/// What can be set of a station. Its credential is set by its own call.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct StationChange {
    /// The name by which the physical station knows itself.
    #[schema(nullable = false)]
    pub(super) charge_box_id: Option<String>,
    /// Whether drivers of other sites may see it.
    #[schema(nullable = false)]
    pub(super) public: Option<bool>,
    /// OCPP security profile, 0 to 3.
    #[schema(nullable = false)]
    pub(super) security_profile: Option<u8>,
    /// Whether a handshake without a subprotocol is taken as 1.6.
    #[schema(nullable = false)]
    pub(super) accept_missing_subprotocol: Option<bool>,
    /// Its own heartbeat interval, seconds; null: the portal's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<u32>)]
    pub(super) heartbeat_interval_s: Option<Option<u32>>,
    /// The template that its configuration shall follow; null: none.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<i64>)]
    pub(super) configuration_template_id: Option<Option<TemplateId>>,
    /// Where it is called over SOAP, instead of where it says itself; null or empty: there.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    pub(super) soap_address_pinned: Option<Option<String>>,
    /// From where it must post over SOAP, such as 203.0.113.0/24; null or empty: from anywhere.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    pub(super) soap_address_range: Option<Option<String>>,
    /// SHA-256 of the client certificate that it must show over SOAP, hexadecimal; null or empty: none.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    pub(super) soap_certificate: Option<Option<String>>,
}

/// What can be set of an outlet.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct OutletChange {
    /// Its number on the station, from 1.
    #[schema(nullable = false)]
    number: Option<u16>,
    /// Socket or plug.
    #[schema(value_type = Option<word::ConnectorType>, nullable = false)]
    connector_type: Option<ConnectorType>,
    /// Who may charge.
    #[schema(value_type = Option<word::OutletMode>, nullable = false)]
    mode: Option<OutletMode>,
    /// The parking place.
    #[schema(nullable = false)]
    parking: Option<String>,
    /// Rated current, A.
    #[schema(nullable = false)]
    rated_current_a: Option<u32>,
    /// 1, 2 or 3.
    #[schema(nullable = false)]
    phases: Option<u8>,
}

impl SiteChange {
    /// The settings with these changed.
    ///
    /// # Errors
    /// `invalid-input` with the member at fault.
    pub(super) fn applied_to(self, mut site: SiteSettings) -> Result<SiteSettings, Problem> {
        if let Some(address) = self.address {
            site.address = value::text("site.address", &address, 0..=500)?;
        }
        if let Some(latitude) = self.latitude {
            site.latitude = degrees("site.latitude", latitude, 90.0)?;
        }
        if let Some(longitude) = self.longitude {
            site.longitude = degrees("site.longitude", longitude, 180.0)?;
        }
        if let Some(zone) = self.time_zone {
            site.time_zone = if zone.is_empty() { zone } else { value::time_zone("site.timeZone", zone)? };
        }
        if let Some(contact) = self.contact {
            site.contact = value::text("site.contact", &contact, 0..=500)?;
        }
        if let Some(hours) = self.opening_hours {
            site.opening_hours = value::text("site.openingHours", &hours, 0..=500)?;
        }
        Ok(site)
    }
}

fn degrees(field: &str, value: Option<f64>, most: f64) -> Result<Option<f64>, Problem> {
    match value {
        Some(value) if value.abs() > most => {
            Err(Problem::invalid(field, format!("It must be from -{most} to {most}.")))
        }
        other => Ok(other),
    }
}

impl StationChange {
    /// The settings with these changed.
    ///
    /// # Errors
    /// `invalid-input` with the member at fault.
    pub(super) fn applied_to(self, mut station: StationSettings) -> Result<StationSettings, Problem> {
        if let Some(id) = self.charge_box_id {
            station.charge_box_id = read_charge_box_id(id)?;
        }
        station.public = self.public.unwrap_or(station.public);
        if let Some(number) = self.security_profile {
            station.security_profile = SecurityProfile::from_number(number.into())
                .ok_or_else(|| Problem::invalid("station.securityProfile", "It must be from 0 to 3."))?;
        }
        station.accept_missing_subprotocol =
            self.accept_missing_subprotocol.unwrap_or(station.accept_missing_subprotocol);
        if let Some(seconds) = self.heartbeat_interval_s {
            if seconds.is_some_and(|seconds| !(10..=86_400).contains(&seconds)) {
                return Err(Problem::invalid("station.heartbeatIntervalS", "It must be from 10 to 86400."));
            }
            station.heartbeat_interval_s = seconds;
        }
        if let Some(template) = self.configuration_template_id {
            station.configuration_template_id = template;
        }
        if let Some(address) = self.soap_address_pinned {
            station.soap.address_pinned = filled(address).map(read_soap_address).transpose()?;
        }
        if let Some(range) = self.soap_address_range {
            station.soap.binding.address_range = filled(range).map(read_address_range).transpose()?;
        }
        if let Some(certificate) = self.soap_certificate {
            station.soap.binding.certificate = filled(certificate).map(read_fingerprint).transpose()?;
        }
        Ok(station)
    }
}

/// A text that says something.
fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn read_soap_address(text: String) -> Result<String, Problem> {
    let invalid =
        || Problem::invalid("station.soapAddressPinned", "It must be an address that begins with http:// or https://.");
    if text.len() > 1_000 {
        return Err(invalid());
    }
    domain::callback::read(&text).map(Into::into).map_err(|_| invalid())
}

fn read_address_range(text: String) -> Result<AddressRange, Problem> {
    let invalid =
        |_| Problem::invalid("station.soapAddressRange", "It must be an address or a range such as 203.0.113.0/24.");
    text.parse().map_err(invalid)
}

/// A fingerprint as people copy it: colons and blanks between the digits do not matter.
fn read_fingerprint(text: String) -> Result<String, Problem> {
    let digits: String = text.chars().filter(|character| !matches!(character, ':' | ' ')).collect();
    let is_sha256 = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_sha256 {
        return Err(Problem::invalid(
            "station.soapCertificate",
            "It must be a SHA-256 fingerprint: 64 hexadecimal digits.",
        ));
    }
    Ok(digits.to_ascii_lowercase())
}

/// A charge box id as people enter it.
///
/// # Errors
/// `invalid-input`.
pub(super) fn read_charge_box_id(text: String) -> Result<ChargeBoxId, Problem> {
    ChargeBoxId::new(text).map_err(|error| Problem::invalid("station.chargeBoxId", format!("Failed to {error}.")))
}

impl OutletChange {
    /// Settings for a new outlet.
    ///
    /// # Errors
    /// `invalid-input` with the member at fault.
    pub(super) fn into_new(self) -> Result<OutletSettings, Problem> {
        let number = self.number.ok_or_else(|| Problem::invalid("outlet.number", "An outlet needs its number."))?;
        self.applied_to(OutletSettings::usual(number))
    }

    /// The settings with these changed.
    ///
    /// # Errors
    /// `invalid-input` with the member at fault.
    pub(super) fn applied_to(self, mut outlet: OutletSettings) -> Result<OutletSettings, Problem> {
        outlet.number = self.number.unwrap_or(outlet.number);
        if outlet.number == 0 {
            return Err(Problem::invalid("outlet.number", "Outlets are numbered from 1."));
        }
        outlet.connector_type = self.connector_type.unwrap_or(outlet.connector_type);
        outlet.mode = self.mode.unwrap_or(outlet.mode);
        if let Some(parking) = self.parking {
            outlet.parking = value::text("outlet.parking", &parking, 0..=100)?;
        }
        outlet.rated_current_a = self.rated_current_a.unwrap_or(outlet.rated_current_a);
        if !(1..=1_000).contains(&outlet.rated_current_a) {
            return Err(Problem::invalid("outlet.ratedCurrentA", "It must be from 1 to 1000."));
        }
        outlet.phases = self.phases.unwrap_or(outlet.phases);
        if !(1..=3).contains(&outlet.phases) {
            return Err(Problem::invalid("outlet.phases", "It must be 1, 2 or 3."));
        }
        Ok(outlet)
    }
}
