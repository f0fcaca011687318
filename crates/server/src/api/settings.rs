//! The portal's settings: its name, language, time zone and policies.

use axum::Json;
use axum::response::IntoResponse;
use domain::access::Capability;
use domain::policy::{CertificateSigning, UnknownStations, UnknownTags};
use serde::{Deserialize, Serialize};
use store::EditError;
use store::setting::PortalSettings;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, IfMatch, etag};
use crate::problem::Problem;
use crate::shape::word;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::EditSettings), routes!(get, change))
}

/// The portal's settings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Settings {
    /// Its name, in the title of pages and mails.
    portal_name: String,
    /// The language of those who have chosen none: en, nb or sv.
    default_language: String,
    /// The IANA time zone of those who have chosen none.
    time_zone: String,
    /// What happens to stations that are not configured.
    #[schema(value_type = word::UnknownStations)]
    unknown_stations: UnknownStations,
    /// Heartbeat interval told to stations, seconds.
    heartbeat_interval_s: u32,
    /// Interval between meter values, seconds; 0 leaves stations as they are.
    meter_value_interval_s: u32,
    /// What happens to tags that are not known.
    #[schema(value_type = word::UnknownTags)]
    unknown_tags: UnknownTags,
    /// Whether a tag may have only one session at a time.
    one_session_per_tag: bool,
    /// How long the message log is kept, days.
    message_log_days: u32,
    /// Whether stations with a template are brought back to it at each boot; else only when they are new.
    keep_configuration: bool,
    /// Who decides on stations' requests for certificates.
    #[schema(value_type = word::CertificateSigning)]
    certificate_signing: CertificateSigning,
    /// How long before a certificate ends the alarm comes, days.
    certificate_warning_days: u32,
    /// Grows with each change; also the `ETag`.
    version: i64,
}

/// The settings to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SettingsChange {
    portal_name: Option<String>,
    default_language: Option<String>,
    time_zone: Option<String>,
    #[schema(value_type = Option<word::UnknownStations>)]
    unknown_stations: Option<UnknownStations>,
    heartbeat_interval_s: Option<u32>,
    meter_value_interval_s: Option<u32>,
    #[schema(value_type = Option<word::UnknownTags>)]
    unknown_tags: Option<UnknownTags>,
    one_session_per_tag: Option<bool>,
    message_log_days: Option<u32>,
    keep_configuration: Option<bool>,
    #[schema(value_type = Option<word::CertificateSigning>)]
    certificate_signing: Option<CertificateSigning>,
    certificate_warning_days: Option<u32>,
}

/// The portal's settings
#[utoipa::path(get, path = "/api/v1/settings", tag = "settings", responses((status = 200, body = Settings)))]
async fn get(access: Access) -> Result<impl IntoResponse, Problem> {
    let settings = access.portal.store.settings().await?;
    Ok((etag(settings.version), Json(Settings::from(settings))))
}

/// Change the portal's settings
#[utoipa::path(
    patch,
    path = "/api/v1/settings",
    tag = "settings",
    params(("If-Match" = String, Header, description = "The ETag of what was read")),
    request_body = SettingsChange,
    responses((status = 200, body = Settings))
)]
async fn change(
    access: Access,
    IfMatch(version): IfMatch,
    Body(change): Body<SettingsChange>,
) -> Result<impl IntoResponse, Problem> {
    let portal = &access.portal;
    let present = portal.store.settings().await?;
    if present.version != version {
        return Err(Problem::version_mismatch(Settings::from(present)));
    }
    let wanted = change.applied_to(present)?;
    let settings = match portal.store.update_settings(wanted).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(Settings::from(portal.store.settings().await?)));
        }
        other => other?,
    };
    portal.csms.policies_changed().await?;
    record(&access, "settingsChanged", "The portal's settings were changed", Place::default()).await?;
    Ok((etag(settings.version), Json(Settings::from(settings))))
}

impl SettingsChange {
    fn applied_to(self, mut settings: PortalSettings) -> Result<PortalSettings, Problem> {
        if let Some(name) = self.portal_name {
            settings.portal_name = value::text("portalName", &name, 1..=100)?;
        }
        if let Some(language) = self.default_language {
            settings.default_language = value::language("defaultLanguage", language)?;
        }
        if let Some(zone) = self.time_zone {
            settings.time_zone = value::time_zone("timeZone", zone)?;
        }
        let policies = &mut settings.policies;
        let range = |field: &str, value: u32, allowed: std::ops::RangeInclusive<u32>| {
            let fits = allowed.contains(&value);
            let sentence = || format!("It must be from {} to {}.", allowed.start(), allowed.end());
            if fits { Ok(value) } else { Err(Problem::invalid(field, sentence())) }
        };
        if let Some(seconds) = self.heartbeat_interval_s {
            policies.heartbeat_interval_s = range("heartbeatIntervalS", seconds, 10..=86_400)?;
        }
        if let Some(seconds) = self.meter_value_interval_s {
            policies.meter_value_interval_s = range("meterValueIntervalS", seconds, 0..=86_400)?;
        }
        if let Some(days) = self.message_log_days {
            policies.message_log_days = range("messageLogDays", days, 1..=3_650)?;
        }
        if let Some(days) = self.certificate_warning_days {
            policies.certificate_warning_days = range("certificateWarningDays", days, 1..=365)?;
        }
        policies.certificate_signing = self.certificate_signing.unwrap_or(policies.certificate_signing);
        policies.unknown_stations = self.unknown_stations.unwrap_or(policies.unknown_stations);
        policies.unknown_tags = self.unknown_tags.unwrap_or(policies.unknown_tags);
        policies.keep_configuration = self.keep_configuration.unwrap_or(policies.keep_configuration);
        policies.one_session_per_tag = self.one_session_per_tag.unwrap_or(policies.one_session_per_tag);
        Ok(settings)
    }
}

impl From<PortalSettings> for Settings {
    fn from(settings: PortalSettings) -> Settings {
        let policies = settings.policies;
        Settings {
            portal_name: settings.portal_name,
            default_language: settings.default_language,
            time_zone: settings.time_zone,
            unknown_stations: policies.unknown_stations,
            heartbeat_interval_s: policies.heartbeat_interval_s,
            meter_value_interval_s: policies.meter_value_interval_s,
            unknown_tags: policies.unknown_tags,
            one_session_per_tag: policies.one_session_per_tag,
            message_log_days: policies.message_log_days,
            keep_configuration: policies.keep_configuration,
            certificate_signing: policies.certificate_signing,
            certificate_warning_days: policies.certificate_warning_days,
            version: settings.version,
        }
    }
}
