//! `GET /portal`: what anyone may know.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{Needs, Routes, Visit};
use crate::problem::Problem;
use crate::sign_in::FirstAdministrator;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Public, routes!(get))
}

/// What anyone may know of the portal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Portal {
    /// Its name.
    name: String,
    /// The language of those who have chosen none.
    default_language: String,
    /// Whether there is no user yet: the portal has printed a one-time link.
    needs_first_administrator: bool,
}

/// What anyone may know of the portal
#[utoipa::path(get, path = "/api/v1/portal", tag = "sign-in", responses((status = 200, body = Portal)))]
async fn get(visit: Visit) -> Result<Json<Portal>, Problem> {
    let store = &visit.portal.store;
    let settings = store.settings().await?;
    Ok(Json(Portal {
        name: settings.portal_name,
        default_language: settings.default_language,
        needs_first_administrator: FirstAdministrator::is_needed(store).await?,
    }))
}
