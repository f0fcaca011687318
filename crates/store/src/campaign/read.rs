//! Reading campaigns.

use std::collections::HashMap;

use domain::access::Reach;
use domain::campaign::{CampaignState, HaltAfter, Plan, SkipReason, TargetState};
use domain::transfer::TransferState;
use domain::{CampaignId, ImageId, NodeId, TransferId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::reach;

/// A campaign as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// What people call it.
    pub name: String,
    /// The image.
    pub image_id: ImageId,
    /// The image's version.
    pub image_version: String,
    /// Whether stations are sent a signed update.
    pub signed: bool,
    /// When it goes how far.
    pub plan: Plan,
    /// How long a station may take, ms.
    pub time_limit_ms: i64,
    /// How many waves have gone out.
    pub wave: i64,
    /// How it stands.
    pub state: CampaignState,
    /// When it was made.
    pub created_at: UtcMillis,
    /// When it ended.
    pub ended_at: Option<UtcMillis>,
    /// Who made it, by name.
    pub by: String,
    /// How many of its stations within reach stand how.
    pub counts: TargetCounts,
}

/// How many stations of a campaign stand how.
pub type TargetCounts = HashMap<TargetState, i64>;

/// A station of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignTarget {
    /// The station.
    pub station_id: NodeId,
    /// Its name.
    pub station_name: String,
    /// Its site.
    pub site_name: String,
    /// How it stands.
    pub state: TargetState,
    /// Why it takes no part.
    pub reason: Option<SkipReason>,
    /// With which wave its turn came.
    pub wave: Option<i64>,
    /// Its transfer.
    pub transfer_id: Option<TransferId>,
    /// How far its transfer has come.
    pub transfer_state: Option<TransferState>,
    /// The station's last word on it.
    pub word: Option<String>,
    /// How much of the file has gone over the line, bytes.
    pub bytes: Option<i64>,
    /// How much there is, bytes.
    pub total_bytes: Option<i64>,
    /// When its turn came.
    pub started_at: Option<UtcMillis>,
    /// When it ended.
    pub ended_at: Option<UtcMillis>,
}

/// A station that may take part, with what it told when it booted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The station.
    pub station_id: NodeId,
    /// Its name.
    pub name: String,
    /// Its vendor.
    pub vendor: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// What it runs.
    pub firmware_version: Option<String>,
}

/// The columns of a campaign.
macro_rules! campaign_columns {
    () => {
        "SELECT campaign.id, campaign.name, image_id, image_version, signed, wave_size, halt_after, starts_at, \
         time_limit_ms, forgiven, wave, state, created_at, ended_at, by_name FROM campaign WHERE "
    };
}

fn campaign_from(row: &Row) -> Result<Campaign, StoreError> {
    let halt_after: Option<HaltAfter> = row.optional_json("halt_after")?;
    Ok(Campaign {
        id: row.id("id", CampaignId)?,
        name: row.get("name")?,
        image_id: row.id("image_id", ImageId)?,
        image_version: row.get("image_version")?,
        signed: row.get("signed")?,
        plan: Plan {
            wave_size: row.small("wave_size")?,
            halt_after,
            starts_at: row.time("starts_at")?,
            forgiven: row.small("forgiven")?,
        },
        time_limit_ms: row.get("time_limit_ms")?,
        wave: row.get("wave")?,
        state: row.word("state")?,
        created_at: row.time("created_at")?,
        ended_at: row.optional_time("ended_at")?,
        by: row.get("by_name")?,
        counts: TargetCounts::new(),
    })
}

fn target_from(row: &Row) -> Result<CampaignTarget, StoreError> {
    Ok(CampaignTarget {
        station_id: row.id("station_id", NodeId)?,
        station_name: row.get("station_name")?,
        site_name: row.get("site_name")?,
        state: row.word("state")?,
        reason: row.optional_word("reason")?,
        wave: row.get("wave")?,
        transfer_id: row.optional_id("transfer_id", TransferId)?,
        transfer_state: row.optional_word("transfer_state")?,
        word: row.get("word")?,
        bytes: row.get("bytes")?,
        total_bytes: row.get("total_bytes")?,
        started_at: row.optional_time("started_at")?,
        ended_at: row.optional_time("ended_at")?,
    })
}

impl Store {
    /// The campaigns that have a station within reach, the newest first, with counts of the stations within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn campaigns(&self, reach: &Reach) -> Result<Vec<Campaign>, StoreError> {
        let mut query = Assembly::new(campaign_columns!());
        push_reach(&mut query, reach);
        query.push(" ORDER BY campaign.id DESC LIMIT 200");
        self.counted(query, reach).await
    }

    /// A campaign; `None` where there is none with a station within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn campaign(&self, id: CampaignId, reach: &Reach) -> Result<Option<Campaign>, StoreError> {
        let mut query = Assembly::new(campaign_columns!());
        query.push("campaign.id = ").bind(id).push(" AND ");
        push_reach(&mut query, reach);
        Ok(self.counted(query, reach).await?.pop())
    }

    /// Campaigns that still have something to do or to hear: not ended, or with stations that are under way.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn open_campaigns(&self) -> Result<Vec<Campaign>, StoreError> {
        let query = sql(concat!(
            campaign_columns!(),
            "ended_at IS NULL OR EXISTS (SELECT 1 FROM campaign_target \
             WHERE campaign_id = campaign.id AND state = 'updating') ORDER BY campaign.id"
        ));
        self.readers().all(query).await?.iter().map(campaign_from).collect()
    }

    /// The stations of a campaign within reach, in the order of their turn.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn campaign_targets(&self, id: CampaignId, reach: &Reach) -> Result<Vec<CampaignTarget>, StoreError> {
        let mut query = Assembly::new(
            "SELECT target.station_id, node.name AS station_name, site.name AS site_name, target.state, target.reason, \
             target.wave, target.transfer_id, transfer.state AS transfer_state, transfer.word, transfer.bytes, \
             transfer.total_bytes, target.started_at, target.ended_at FROM campaign_target AS target \
             JOIN node ON node.id = target.station_id JOIN node AS site ON site.id = node.site_id \
             LEFT JOIN transfer ON transfer.id = target.transfer_id WHERE target.campaign_id = ",
        );
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "node.site_id", None);
        query.push(" ORDER BY target.position");
        self.readers().all(query.statement()).await?.iter().map(target_from).collect()
    }

    /// Whether a campaign has a station out of reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn campaign_goes_beyond(&self, id: CampaignId, reach: &Reach) -> Result<bool, StoreError> {
        let mut query = Assembly::new(
            "SELECT 1 FROM campaign_target JOIN node ON node.id = campaign_target.station_id WHERE campaign_id = ",
        );
        query.bind(id).push(" AND NOT (");
        reach::rows(&mut query, reach, "node.site_id", None);
        query.push(") LIMIT 1");
        Ok(self.readers().optional(query.statement()).await?.is_some())
    }

    /// The stations within reach among these nodes and below them, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn candidates(&self, nodes: &[NodeId], reach: &Reach) -> Result<Vec<Candidate>, StoreError> {
        let mut query = Assembly::new(
            "SELECT node.id, node.name, station.vendor, station.model, station.firmware_version FROM node \
             JOIN station ON station.node_id = node.id WHERE (FALSE",
        );
        if nodes.contains(&NodeId::SYSTEM) {
            query.push(" OR TRUE");
        }
        for column in [" OR node.id IN ", " OR node.site_id IN ", " OR node.floor_id IN "] {
            query.push(column).list(nodes.iter().copied());
        }
        query.push(") AND ");
        reach::rows(&mut query, reach, "node.site_id", None);
        query.push(" ORDER BY node.name, node.id");
        let rows = self.readers().all(query.statement()).await?;
        let candidate = |row: &Row| {
            Ok(Candidate {
                station_id: row.id("id", NodeId)?,
                name: row.get("name")?,
                vendor: row.get("vendor")?,
                model: row.get("model")?,
                firmware_version: row.get("firmware_version")?,
            })
        };
        rows.iter().map(candidate).collect()
    }

    async fn counted(&self, query: Assembly, reach: &Reach) -> Result<Vec<Campaign>, StoreError> {
        let rows = self.readers().all(query.statement()).await?;
        let mut campaigns: Vec<Campaign> = rows.iter().map(campaign_from).collect::<Result<_, _>>()?;
        let mut query = Assembly::new(
            "SELECT campaign_id, campaign_target.state, COUNT(*) AS count FROM campaign_target \
             JOIN node ON node.id = campaign_target.station_id WHERE campaign_id IN ",
        );
        query.list(campaigns.iter().map(|campaign| campaign.id)).push(" AND ");
        reach::rows(&mut query, reach, "node.site_id", None);
        query.push(" GROUP BY campaign_id, campaign_target.state");
        for row in self.readers().all(query.statement()).await? {
            let id = row.id("campaign_id", CampaignId)?;
            if let Some(campaign) = campaigns.iter_mut().find(|campaign| campaign.id == id) {
                campaign.counts.insert(row.word("state")?, row.get("count")?);
            }
        }
        Ok(campaigns)
    }
}

/// Adds the condition that a campaign has a station within reach.
fn push_reach(query: &mut Assembly, reach: &Reach) {
    query.push(
        "EXISTS (SELECT 1 FROM campaign_target JOIN node ON node.id = campaign_target.station_id \
         WHERE campaign_target.campaign_id = campaign.id AND ",
    );
    reach::rows(query, reach, "node.site_id", None);
    query.push(")");
}
