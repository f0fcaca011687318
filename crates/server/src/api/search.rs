//! The search over everything.

use axum::Json;
use domain::access::Capability;
use serde::Deserialize;
use store::search::SearchReach;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::Words;
use crate::access::{Access, Needs, Routes};
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Items, SearchHit};

/// How many of each kind are shown.
const MOST_OF_EACH: u32 = 8;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewNodes), routes!(search))
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SearchParameters {
    /// 1 to 200 characters.
    #[param(value_type = String)]
    q: Words,
}

/// Sites, floors, stations, outlets, users, tags and sessions that the viewer may see and that have `q` in them
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(SearchParameters), responses((status = 200, body = Items<SearchHit>)))]
async fn search(access: Access, Query(parameters): Query<SearchParameters>) -> Result<Json<Items<SearchHit>>, Problem> {
    let reach = SearchReach {
        nodes: Some(access.reach.clone()),
        users: access.reach_of(Capability::ViewUsers),
        tags: access.reach_of(Capability::ViewTags),
        sessions: access.reach_of(Capability::ViewSessions),
    };
    let found = access.portal.store.search(&parameters.q.0, &reach, MOST_OF_EACH).await?;
    Ok(Json(Items { items: found.into_iter().filter_map(SearchHit::of).collect() }))
}
