//! `/stations/{id}/security-profile`: the profile by which a station must prove itself, and raising it.

use axum::Json;
use axum::http::StatusCode;
use domain::NodeId;
use domain::access::Capability;
use domain::station::SecurityProfile;
use serde::{Deserialize, Serialize};
use store::node::NodeSettings;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::shape::certificate::SecurityUpgrade;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(raise))
}

/// A station's security profile.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SecurityState {
    /// The profile by which it must prove itself, 0 to 3.
    profile: u8,
    /// Whether a Basic password is set.
    has_credential: bool,
    /// The last time that it was raised, or is being raised.
    upgrade: Option<SecurityUpgrade>,
}

/// A station's security profile, and how raising it goes or went
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/security-profile",
    tag = "certificates",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = SecurityState))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<SecurityState>, Problem> {
    let (store, id) = (&access.portal.store, NodeId(id));
    let node = store.node(id, &access.reach, None, None).await?.ok_or_else(Problem::not_found)?;
    let NodeSettings::Station(station) = &node.settings else { return Err(Problem::not_found()) };
    let has_credential = node.station.as_ref().is_some_and(|reported| reported.has_credential);
    let upgrade = store.security_upgrade(id).await?.map(SecurityUpgrade::from);
    Ok(Json(SecurityState { profile: station.security_profile.number(), has_credential, upgrade }))
}

/// The profile to be reached.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WantedProfile {
    /// 1, 2 or 3, above the present one.
    profile: u8,
}

/// Raise a station's security profile
///
/// The steps go on in the background; follow the event `security` and read the profile again. Until the station has come back with the
/// new profile, the present one lets it in as well.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{id}/security-profile",
    tag = "certificates",
    params(("id" = i64, Path, description = "The station")),
    request_body = WantedProfile,
    responses((status = 202, body = SecurityUpgrade))
)]
async fn raise(
    access: Access,
    Path(id): Path<i64>,
    Body(wanted): Body<WantedProfile>,
) -> Result<(StatusCode, Json<SecurityUpgrade>), Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    if !portal.store.reaches_node(id, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let profile = SecurityProfile::from_number(i64::from(wanted.profile))
        .ok_or_else(|| Problem::invalid("profile", "It must be 1, 2 or 3."))?;
    let upgrade = portal.csms.raise_security_profile(id, profile, access.by()).await?;
    Ok((StatusCode::ACCEPTED, Json(upgrade.into())))
}
