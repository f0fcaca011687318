//! Keeping campaigns and each step of them.

use domain::campaign::{CampaignState, HaltAfter, SkipReason, TargetState};
use domain::{CampaignId, ImageId, NodeId, TransferId, UserId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Rows, RowsStatement, sql};
use crate::error::EditError;

/// A campaign to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCampaign {
    /// What people call it.
    pub name: String,
    /// The image.
    pub image_id: ImageId,
    /// Whether stations are sent a signed update.
    pub signed: bool,
    /// How many stations at once.
    pub wave_size: u32,
    /// When it halts; never when absent.
    pub halt_after: Option<HaltAfter>,
    /// When it begins.
    pub starts_at: UtcMillis,
    /// How long a station may take, ms.
    pub time_limit_ms: i64,
    /// When it was made.
    pub created_at: UtcMillis,
    /// The user who made it; none for a program.
    pub by_user_id: Option<UserId>,
    /// Who made it, by name.
    pub by: String,
    /// Its stations in the order of their turn.
    pub targets: Vec<NewTarget>,
}

/// A station of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTarget {
    /// The station.
    pub station_id: NodeId,
    /// Why it takes no part, where it does not.
    pub skipped: Option<SkipReason>,
}

/// One step of a campaign's station. What is `None` stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetStep {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// The station.
    pub station_id: NodeId,
    /// How it stands now.
    pub state: TargetState,
    /// Its transfer.
    pub transfer_id: Option<TransferId>,
    /// When.
    pub at: UtcMillis,
}

static TARGETS: RowsStatement = RowsStatement::new(
    "INSERT INTO campaign_target (campaign_id, station_id, position, state, reason)",
    &[Integer, Integer, Integer, Text, Text],
    "",
);

impl Store {
    /// Keeps a campaign with its stations.
    ///
    /// # Errors
    /// [`EditError::NoSuch`] when there is no such image.
    pub async fn create_campaign(&self, campaign: NewCampaign) -> Result<CampaignId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let halt_after = campaign.halt_after.as_ref().map(serde_json::to_string).transpose();
                let row = connection
                    .optional(
                        sql("INSERT INTO campaign (name, image_id, image_version, signed, wave_size, halt_after, \
                             starts_at, time_limit_ms, state, created_at, by_user_id, by_name) \
                             SELECT $1, firmware_image.id, firmware_image.version, $3, $4, $5, $6, $7, 'waiting', $8, $9, \
                             $10 FROM firmware_image WHERE firmware_image.id = $2 RETURNING id")
                        .bind(&campaign.name)
                        .bind(campaign.image_id)
                        .bind(campaign.signed)
                        .bind(i64::from(campaign.wave_size))
                        .bind(halt_after.expect("numbers are always JSON"))
                        .bind(campaign.starts_at)
                        .bind(campaign.time_limit_ms)
                        .bind(campaign.created_at)
                        .bind(campaign.by_user_id)
                        .bind(&campaign.by),
                    )
                    .await?;
                let id = CampaignId(row.ok_or(EditError::NoSuch { field: "imageId" })?.first()?);
                let mut rows = Rows::with_capacity(campaign.targets.len(), &TARGETS);
                for (position, target) in (1_i64..).zip(&campaign.targets) {
                    let state = if target.skipped.is_some() { TargetState::Skipped } else { TargetState::Waiting };
                    rows.push(id)
                        .push(target.station_id)
                        .push(position)
                        .push(state.as_str())
                        .push(target.skipped.map(SkipReason::as_str));
                }
                TARGETS.run(connection, rows).await?;
                Ok(id)
            })
        })
        .await
    }

    /// Takes a campaign from one of the states `from` to another, and tells whether it was in one of them. Going on after a
    /// halt forgives the failures so far; a cancelled one's waiting stations are cancelled too.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such campaign.
    pub async fn move_campaign(
        &self,
        id: CampaignId,
        from: &'static [CampaignState],
        to: CampaignState,
        at: UtcMillis,
    ) -> Result<bool, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("SELECT state FROM campaign WHERE id = $1").bind(id);
                let row = connection.optional(query).await?.ok_or(EditError::NotFound)?;
                let before: CampaignState = row.word("state")?;
                if !from.contains(&before) {
                    return Ok(false);
                }
                let ended_at = matches!(to, CampaignState::Done | CampaignState::Cancelled).then_some(at);
                connection
                    .execute(
                        sql("UPDATE campaign SET state = $2, ended_at = $3 WHERE id = $1")
                            .bind(id)
                            .bind(to.as_str())
                            .bind(ended_at),
                    )
                    .await?;
                if before == CampaignState::Halted && to == CampaignState::Running {
                    connection
                        .execute(
                            sql("UPDATE campaign SET forgiven = (SELECT COUNT(*) FROM campaign_target \
                                 WHERE campaign_id = $1 AND state = 'failed') WHERE id = $1")
                            .bind(id),
                        )
                        .await?;
                }
                if to == CampaignState::Cancelled {
                    connection
                        .execute(
                            sql("UPDATE campaign_target SET state = 'cancelled', ended_at = $2 \
                                 WHERE campaign_id = $1 AND state = 'waiting'")
                            .bind(id)
                            .bind(at),
                        )
                        .await?;
                }
                Ok(true)
            })
        })
        .await
    }

    /// Begins the next wave of a running campaign with these stations; returns those that were still waiting.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin_wave(
        &self,
        id: CampaignId,
        stations: Vec<NodeId>,
        at: UtcMillis,
    ) -> Result<Vec<NodeId>, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let wave =
                    sql("UPDATE campaign SET wave = wave + 1 WHERE id = $1 AND state = 'running' RETURNING wave");
                let Some(row) = connection.optional(wave.bind(id)).await? else { return Ok(Vec::new()) };
                let wave: i64 = row.first()?;
                let mut begun = Vec::with_capacity(stations.len());
                for station in stations {
                    let query = sql("UPDATE campaign_target SET state = 'updating', wave = $3, started_at = $4 \
                         WHERE campaign_id = $1 AND station_id = $2 AND state = 'waiting'");
                    if connection.execute(query.bind(id).bind(station).bind(wave).bind(at)).await? > 0 {
                        begun.push(station);
                    }
                }
                Ok(begun)
            })
        })
        .await
    }

    /// Takes a station of a campaign one step on.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn step_target(&self, step: TargetStep) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let ended_at = (step.state != TargetState::Updating).then_some(step.at);
                connection
                    .execute(
                        sql("UPDATE campaign_target SET state = $3, transfer_id = COALESCE($4, transfer_id), \
                             ended_at = $5 WHERE campaign_id = $1 AND station_id = $2")
                        .bind(step.campaign_id)
                        .bind(step.station_id)
                        .bind(step.state.as_str())
                        .bind(step.transfer_id)
                        .bind(ended_at),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }
}
