//! Firmware campaigns: make one, see how it goes, hold it, let it go on, end it.

use axum::Json;
use axum::http::StatusCode;
use domain::access::{Capability, Reach};
use domain::campaign::fits;
use domain::{CampaignId, ImageId, NodeId, UtcMillis};
use serde::Deserialize;
use store::campaign::{NewCampaign, NewTarget};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path};
use crate::problem::{Problem, ProblemKind};
use crate::shape::{Campaign, CampaignDetail, CampaignTarget, HaltAfter, Items, word};

/// How long a station may take where nothing is said, seconds.
const TIME_LIMIT_S: u32 = 4 * 3_600;

/// The most stations of a campaign.
const MOST_STATIONS: usize = 20_000;

pub(super) fn routes(routes: Routes) -> Routes {
    let (view, configure) =
        (Needs::Capability(Capability::ViewMessages), Needs::Capability(Capability::ConfigureStations));
    routes
        .add(view, routes!(list))
        .add(configure, routes!(create))
        .add(view, routes!(get))
        .add(configure, routes!(pause))
        .add(configure, routes!(resume))
        .add(configure, routes!(cancel))
}

/// The campaigns that have a station within reach, the newest first
#[utoipa::path(get, path = "/api/v1/campaigns", tag = "files", responses((status = 200, body = Items<Campaign>)))]
async fn list(access: Access) -> Result<Json<Items<Campaign>>, Problem> {
    let campaigns = access.portal.store.campaigns(&access.reach).await?;
    Ok(Json(Items { items: campaigns.into_iter().map(Campaign::from).collect() }))
}

/// A campaign to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CampaignRequest {
    /// What people call it.
    name: String,
    /// The image.
    #[schema(value_type = i64)]
    image_id: ImageId,
    /// Stations, and nodes whose stations take part; those whom the image does not fit are skipped.
    #[schema(value_type = Vec<i64>)]
    node_ids: Vec<NodeId>,
    /// How many stations at once.
    wave_size: u32,
    /// When it halts; never when absent.
    #[serde(default)]
    #[schema(nullable = false)]
    halt_after: Option<HaltAfter>,
    /// Whether stations are sent a signed update.
    #[serde(default)]
    #[schema(value_type = Option<bool>, nullable = false)]
    signed: bool,
    /// When it begins; at once when absent.
    #[serde(default)]
    #[schema(value_type = Option<word::Time>, nullable = false)]
    starts_at: Option<UtcMillis>,
    /// How long a station may take, seconds; four hours when absent.
    #[serde(default)]
    #[schema(nullable = false)]
    time_limit_s: Option<u32>,
}

/// Make a firmware campaign
#[utoipa::path(
    post,
    path = "/api/v1/campaigns",
    tag = "files",
    request_body = CampaignRequest,
    responses((status = 201, body = CampaignDetail))
)]
async fn create(
    access: Access,
    Body(request): Body<CampaignRequest>,
) -> Result<(StatusCode, Json<CampaignDetail>), Problem> {
    access.demand(Capability::ControlStations)?;
    let portal = &access.portal;
    let campaign = check(&access, request).await?;
    let name = campaign.name.clone();
    let id = portal.store.create_campaign(campaign).await?;
    portal.csms.campaign_created(id).await?;
    record(&access, "campaignCreated", format!("firmware campaign {name} was made"), Place::default()).await?;
    Ok((StatusCode::CREATED, Json(detail(&access, id).await?)))
}

async fn check(access: &Access, request: CampaignRequest) -> Result<NewCampaign, Problem> {
    let portal = &access.portal;
    let name = value::text("name", &request.name, 1..=100)?;
    let image = portal.store.image(request.image_id).await?;
    let image = image.ok_or_else(|| Problem::invalid("imageId", "There is no such image."))?;
    if request.signed && image.image.signature.is_none() {
        return Err(Problem::invalid("signed", "The image has no signature."));
    }
    if !(1..=1_000).contains(&request.wave_size) {
        return Err(Problem::invalid("waveSize", "It must be from 1 to 1000."));
    }
    match request.halt_after {
        Some(HaltAfter::Count(0)) => return Err(Problem::invalid("haltAfter", "It must be at least 1.")),
        Some(HaltAfter::Percent(percent)) if !(1..=100).contains(&percent) => {
            return Err(Problem::invalid("haltAfter", "It must be from 1 to 100 percent."));
        }
        _ => {}
    }
    let time_limit_s = request.time_limit_s.unwrap_or(TIME_LIMIT_S);
    if !(60..=30 * 86_400).contains(&time_limit_s) {
        return Err(Problem::invalid("timeLimitS", "It must be from a minute to thirty days."));
    }
    let candidates = portal.store.candidates(&request.node_ids, &access.reach).await?;
    if candidates.is_empty() {
        return Err(Problem::invalid("nodeIds", "There is no station among them."));
    }
    if candidates.len() > MOST_STATIONS {
        return Err(Problem::invalid("nodeIds", format!("A campaign takes at most {MOST_STATIONS} stations.")));
    }
    let target = |candidate: &store::campaign::Candidate| NewTarget {
        station_id: candidate.station_id,
        skipped: fits(
            image.fit(),
            candidate.vendor.as_deref(),
            candidate.model.as_deref(),
            candidate.firmware_version.as_deref(),
        )
        .err(),
    };
    let now = portal.now();
    Ok(NewCampaign {
        name,
        image_id: request.image_id,
        signed: request.signed,
        wave_size: request.wave_size,
        halt_after: request.halt_after.map(Into::into),
        starts_at: request.starts_at.unwrap_or(now),
        time_limit_ms: i64::from(time_limit_s) * 1_000,
        created_at: now,
        by_user_id: access.viewer.user_id,
        by: access.viewer.name.clone(),
        targets: candidates.iter().map(target).collect(),
    })
}

/// A campaign with its stations within reach
#[utoipa::path(
    get,
    path = "/api/v1/campaigns/{id}",
    tag = "files",
    params(("id" = i64, Path, description = "The campaign")),
    responses((status = 200, body = CampaignDetail))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<CampaignDetail>, Problem> {
    detail(&access, CampaignId(id)).await.map(Json)
}

/// Hold a campaign
///
/// No wave goes out until it is resumed; whoever is under way goes on.
#[utoipa::path(
    post,
    path = "/api/v1/campaigns/{id}/pause",
    tag = "files",
    params(("id" = i64, Path, description = "The campaign")),
    responses((status = 200, body = CampaignDetail))
)]
async fn pause(access: Access, Path(id): Path<i64>) -> Result<Json<CampaignDetail>, Problem> {
    let id = whole(&access, id).await?;
    let done = access.portal.csms.pause_campaign(id).await?;
    turned(&access, id, done, "was paused").await
}

/// Let a campaign go on that was paused or has halted
///
/// After a halt the failures so far are forgiven: it halts again after as many more.
#[utoipa::path(
    post,
    path = "/api/v1/campaigns/{id}/resume",
    tag = "files",
    params(("id" = i64, Path, description = "The campaign")),
    responses((status = 200, body = CampaignDetail))
)]
async fn resume(access: Access, Path(id): Path<i64>) -> Result<Json<CampaignDetail>, Problem> {
    let id = whole(&access, id).await?;
    let done = access.portal.csms.resume_campaign(id).await?;
    turned(&access, id, done, "was resumed").await
}

/// End a campaign
///
/// Stations that wait are not asked any more; whoever is under way goes on.
#[utoipa::path(
    post,
    path = "/api/v1/campaigns/{id}/cancel",
    tag = "files",
    params(("id" = i64, Path, description = "The campaign")),
    responses((status = 200, body = CampaignDetail))
)]
async fn cancel(access: Access, Path(id): Path<i64>) -> Result<Json<CampaignDetail>, Problem> {
    let id = whole(&access, id).await?;
    let done = access.portal.csms.cancel_campaign(id).await?;
    turned(&access, id, done, "was cancelled").await
}

/// A campaign of which the viewer may decide: all its stations are within reach.
async fn whole(access: &Access, id: i64) -> Result<CampaignId, Problem> {
    let id = CampaignId(id);
    let store = &access.portal.store;
    store.campaign(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    if access.reach != Reach::All && store.campaign_goes_beyond(id, &access.reach).await? {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok(id)
}

async fn turned(access: &Access, id: CampaignId, done: bool, how: &str) -> Result<Json<CampaignDetail>, Problem> {
    if !done {
        return Err(Problem::conflict("state", "The campaign does not stand so that this can be done."));
    }
    let detail = detail(access, id).await?;
    let text = format!("firmware campaign {} {how}", detail.campaign.name);
    record(access, "campaignChanged", text, Place::default()).await?;
    Ok(Json(detail))
}

async fn detail(access: &Access, id: CampaignId) -> Result<CampaignDetail, Problem> {
    let portal = &access.portal;
    let campaign = portal.store.campaign(id, &access.reach).await?.ok_or(ProblemKind::NotFound)?;
    let targets = portal.store.campaign_targets(id, &access.reach).await?;
    let online = |id| portal.csms.station(id).is_some_and(|station| station.online);
    let target = |target: store::campaign::CampaignTarget| {
        let online = online(target.station_id);
        CampaignTarget::of(target, online)
    };
    Ok(CampaignDetail { campaign: campaign.into(), targets: targets.into_iter().map(target).collect() })
}
