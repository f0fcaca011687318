//! Firmware campaigns.

use domain::campaign::{CampaignState, SkipReason, TargetState};
use domain::transfer::TransferState;
use domain::{CampaignId, ImageId, NodeId, TransferId, UtcMillis};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::word;

/// After how many failures a campaign halts: one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum HaltAfter {
    /// So many stations.
    Count(u32),
    /// So many of a hundred of the stations that take part.
    Percent(u32),
}

impl From<HaltAfter> for domain::campaign::HaltAfter {
    fn from(halt_after: HaltAfter) -> Self {
        match halt_after {
            HaltAfter::Count(count) => Self::Count(count),
            HaltAfter::Percent(percent) => Self::Percent(percent),
        }
    }
}

impl From<domain::campaign::HaltAfter> for HaltAfter {
    fn from(halt_after: domain::campaign::HaltAfter) -> Self {
        match halt_after {
            domain::campaign::HaltAfter::Count(count) => Self::Count(count),
            domain::campaign::HaltAfter::Percent(percent) => Self::Percent(percent),
        }
    }
}

/// A firmware campaign.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: CampaignId,
    /// What people call it.
    pub name: String,
    /// The image.
    #[schema(value_type = i64)]
    pub image_id: ImageId,
    /// The image's version.
    pub image_version: String,
    /// Whether stations are sent a signed update.
    pub signed: bool,
    /// How many stations at once.
    pub wave_size: u32,
    /// When it halts; null: never.
    pub halt_after: Option<HaltAfter>,
    /// When it begins, or began.
    #[schema(value_type = word::Time)]
    pub starts_at: UtcMillis,
    /// How long a station may take, seconds.
    pub time_limit_s: i64,
    /// How many waves have gone out.
    pub wave: i64,
    /// How it stands.
    #[schema(value_type = word::CampaignState)]
    pub state: CampaignState,
    /// How many of its stations stand how.
    pub counts: CampaignCounts,
    /// When it was made.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
    /// Who made it.
    pub by: String,
}

/// How many stations of a campaign stand how.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CampaignCounts {
    /// Wait for their turn.
    pub waiting: i64,
    /// Are under way.
    pub updating: i64,
    /// Run the new firmware.
    pub installed: i64,
    /// Failed.
    pub failed: i64,
    /// Take no part.
    pub skipped: i64,
    /// Were not asked any more.
    pub cancelled: i64,
}

impl From<store::campaign::Campaign> for Campaign {
    fn from(stored: store::campaign::Campaign) -> Campaign {
        let count = |state| stored.counts.get(&state).copied().unwrap_or(0);
        let counts = CampaignCounts {
            waiting: count(TargetState::Waiting),
            updating: count(TargetState::Updating),
            installed: count(TargetState::Installed),
            failed: count(TargetState::Failed),
            skipped: count(TargetState::Skipped),
            cancelled: count(TargetState::Cancelled),
        };
        Campaign {
            id: stored.id,
            name: stored.name,
            image_id: stored.image_id,
            image_version: stored.image_version,
            signed: stored.signed,
            wave_size: stored.plan.wave_size,
            halt_after: stored.plan.halt_after.map(HaltAfter::from),
            starts_at: stored.plan.starts_at,
            time_limit_s: stored.time_limit_ms / 1_000,
            wave: stored.wave,
            state: stored.state,
            counts,
            created_at: stored.created_at,
            ended_at: stored.ended_at,
            by: stored.by,
        }
    }
}

/// A station of a campaign.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CampaignTarget {
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// Its name.
    pub station_name: String,
    /// Its site.
    pub site_name: String,
    /// Whether it is connected.
    pub online: bool,
    /// How it stands.
    #[schema(value_type = word::TargetState)]
    pub state: TargetState,
    /// Why it takes no part.
    #[schema(value_type = Option<word::SkipReason>)]
    pub reason: Option<SkipReason>,
    /// With which wave its turn came.
    pub wave: Option<i64>,
    /// Its transfer.
    #[schema(value_type = Option<i64>)]
    pub transfer_id: Option<TransferId>,
    /// How far its transfer has come.
    #[schema(value_type = Option<word::TransferState>)]
    pub transfer_state: Option<TransferState>,
    /// The station's last word on it, or why it ended.
    pub word: Option<String>,
    /// How much of the file has gone over the line, bytes.
    pub bytes: Option<i64>,
    /// How much there is, bytes.
    pub total_bytes: Option<i64>,
    /// When its turn came.
    #[schema(value_type = Option<word::Time>)]
    pub started_at: Option<UtcMillis>,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
}

impl CampaignTarget {
    /// A station as it is kept, and whether it is connected.
    pub fn of(stored: store::campaign::CampaignTarget, online: bool) -> CampaignTarget {
        CampaignTarget {
            station_id: stored.station_id,
            station_name: stored.station_name,
            site_name: stored.site_name,
            online,
            state: stored.state,
            reason: stored.reason,
            wave: stored.wave,
            transfer_id: stored.transfer_id,
            transfer_state: stored.transfer_state,
            word: stored.word,
            bytes: stored.bytes,
            total_bytes: stored.total_bytes,
            started_at: stored.started_at,
            ended_at: stored.ended_at,
        }
    }
}

/// A firmware campaign with its stations.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CampaignDetail {
    /// The campaign.
    #[serde(flatten)]
    pub campaign: Campaign,
    /// Its stations in the order of their turn.
    pub targets: Vec<CampaignTarget>,
}
