//! Firmware campaigns: one job takes every open campaign as far as the rule lets it, by timer and by news of a transfer.
//!
//! All of a campaign's standing is in the database, so that a restart goes on where it was.

use std::collections::HashSet;
use std::sync::Arc;

use domain::access::Reach;
use domain::campaign::{CampaignState, Step, Target, TargetState, by_transfer, next};
use domain::change::{Change, ChangeBody, Scope};
use domain::command::Command;
use domain::transfer::TransferState;
use domain::{CampaignId, NodeId};
use store::campaign::{Campaign, CampaignTarget, TargetStep};
use store::{EditError, StoreError};
use tokio_util::sync::CancellationToken;

use crate::central_system::CentralSystem;
use crate::command::{By, CommandRefused};
use crate::transfer;

/// Why a campaign could not go on just now.
#[derive(Debug, thiserror::Error)]
enum CampaignFailure {
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Command(#[from] CommandRefused),
}

/// Takes campaigns on until told to stop.
pub(crate) async fn run(system: Arc<CentralSystem>, stop: CancellationToken) {
    loop {
        let campaigns = match system.store.open_campaigns().await {
            Ok(campaigns) => campaigns,
            Err(error) => {
                tracing::warn!(error = %error, "failed to find open campaigns; it is tried again");
                Vec::new()
            }
        };
        for campaign in &campaigns {
            if let Err(error) = take_on(&system, campaign).await {
                tracing::warn!(campaign = %campaign.id, error = %error, "failed to take a campaign on; it is tried again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = system.campaign_news.notified() => {}
            () = tokio::time::sleep(system.options.contact_interval) => {}
        }
    }
}

/// Takes in how its stations stand, and does what the rule says is next.
async fn take_on(system: &Arc<CentralSystem>, campaign: &Campaign) -> Result<(), CampaignFailure> {
    let mut targets = system.store.campaign_targets(campaign.id, &Reach::All).await?;
    for target in &mut targets {
        settle(system, campaign, target).await?;
    }
    let standing: Vec<Target> = targets
        .iter()
        .map(|target| Target {
            station_id: target.station_id,
            state: target.state,
            online: system.stations.get(target.station_id).is_some_and(|station| station.line().is_some()),
        })
        .collect();
    let at = system.now();
    match next(campaign.state, &campaign.plan, &standing, at) {
        Step::Wait => return Ok(()),
        Step::Begin => {
            change(system, campaign.id, &[CampaignState::Waiting], CampaignState::Running).await?;
            // The first wave goes out with the next round, which begins at once.
            system.campaign_news.notify_one();
        }
        Step::Start(wave) => {
            for station_id in system.store.begin_wave(campaign.id, wave, at).await? {
                order(system, campaign, station_id).await?;
            }
        }
        Step::Halt => {
            change(system, campaign.id, &[CampaignState::Running], CampaignState::Halted).await?;
        }
        Step::Finish => {
            change(system, campaign.id, &[CampaignState::Running], CampaignState::Done).await?;
        }
    }
    Ok(())
}

/// Takes in how far a station of a campaign has come.
async fn settle(
    system: &Arc<CentralSystem>,
    campaign: &Campaign,
    target: &mut CampaignTarget,
) -> Result<(), CampaignFailure> {
    let is_late_success =
        target.state == TargetState::Failed && target.transfer_state == Some(TransferState::Installed);
    if target.state != TargetState::Updating && !is_late_success {
        return Ok(());
    }
    let (Some(transfer_id), Some(transfer_state)) = (target.transfer_id, target.transfer_state) else {
        // The process ended between taking the turn and giving the command.
        return order(system, campaign, target.station_id).await;
    };
    let now = system.now();
    let state = by_transfer(transfer_state);
    let is_late = target.started_at.is_some_and(|at| now.since(at) > campaign.time_limit_ms);
    if state == TargetState::Updating && is_late {
        if let Some(transfer) = system.store.transfer(transfer_id).await? {
            transfer::give_up(system, &transfer, "the campaign's time for a station was over").await;
        }
        return Ok(());
    }
    if state != target.state {
        target.state = state;
        note(system, campaign.id, target.station_id, state, None).await?;
    }
    Ok(())
}

/// Gives a station the command, and notes its transfer.
async fn order(system: &Arc<CentralSystem>, campaign: &Campaign, station_id: NodeId) -> Result<(), CampaignFailure> {
    let image_id = campaign.image_id;
    let (retrieve_at, retries, retry_interval_s, hand_over) = (None, None, None, None);
    let command = if campaign.signed {
        let install_at = None;
        Command::SignedUpdateFirmware { image_id, retrieve_at, install_at, retries, retry_interval_s, hand_over }
    } else {
        Command::UpdateFirmware { image_id, retrieve_at, retries, retry_interval_s, hand_over }
    };
    let by = By { user_id: None, name: format!("{} · {}", campaign.name, campaign.by) };
    match system.command(station_id, command, by).await {
        Ok(id) => {
            let transfer = system.transfer_of(id).await?.map(|transfer| transfer.id);
            note_transfer(system, campaign.id, station_id, transfer).await
        }
        Err(CommandRefused::UnknownStation) => note(system, campaign.id, station_id, TargetState::Failed, None).await,
        Err(refused) => Err(refused.into()),
    }
}

async fn note_transfer(
    system: &Arc<CentralSystem>,
    id: CampaignId,
    station_id: NodeId,
    transfer: Option<domain::TransferId>,
) -> Result<(), CampaignFailure> {
    note(system, id, station_id, TargetState::Updating, transfer).await?;
    // It may have ended before this was noted.
    system.campaign_news.notify_one();
    Ok(())
}

async fn note(
    system: &Arc<CentralSystem>,
    id: CampaignId,
    station_id: NodeId,
    state: TargetState,
    transfer_id: Option<domain::TransferId>,
) -> Result<(), CampaignFailure> {
    let step = TargetStep { campaign_id: id, station_id, state, transfer_id, at: system.now() };
    system.store.step_target(step).await?;
    if let Some(station) = system.stations.get(station_id) {
        tell(system, id, station.scope());
    }
    Ok(())
}

async fn change(
    system: &CentralSystem,
    id: CampaignId,
    from: &'static [CampaignState],
    to: CampaignState,
) -> Result<bool, CampaignFailure> {
    let changed = system.store.move_campaign(id, from, to, system.now()).await?;
    if changed {
        tell_everyone(system, id).await?;
    }
    Ok(changed)
}

/// Tells everyone who sees a station of the campaign, once for each site.
async fn tell_everyone(system: &CentralSystem, id: CampaignId) -> Result<(), StoreError> {
    let targets = system.store.campaign_targets(id, &Reach::All).await?;
    let stations = targets.iter().filter_map(|target| system.stations.get(target.station_id));
    let sites: HashSet<Option<NodeId>> = stations.map(|station| station.scope().site_id).collect();
    for site_id in sites {
        tell(system, id, Scope { site_id, ..Scope::default() });
    }
    Ok(())
}

fn tell(system: &CentralSystem, id: CampaignId, scope: Scope) {
    system.bus.publish(Change { at: system.now(), scope, body: ChangeBody::Campaign { id } });
}

impl CentralSystem {
    /// Tells that a campaign was made, after that is committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn campaign_created(&self, id: CampaignId) -> Result<(), StoreError> {
        tell_everyone(self, id).await?;
        self.campaign_news.notify_one();
        Ok(())
    }

    /// Holds a campaign: no wave goes out until it is resumed. Whoever is under way goes on.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none; false when it is neither waiting nor running.
    pub async fn pause_campaign(&self, id: CampaignId) -> Result<bool, EditError> {
        self.turn(id, &[CampaignState::Waiting, CampaignState::Running], CampaignState::Paused).await
    }

    /// Lets a campaign that was paused or halted go on; after a halt the failures so far are forgiven.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none; false when it is neither paused nor halted.
    pub async fn resume_campaign(&self, id: CampaignId) -> Result<bool, EditError> {
        // One that was paused before its time runs at once: a person says so.
        self.turn(id, &[CampaignState::Paused, CampaignState::Halted], CampaignState::Running).await
    }

    /// Ends a campaign: whoever waits is not asked any more. Whoever is under way goes on.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none; false when it has ended already.
    pub async fn cancel_campaign(&self, id: CampaignId) -> Result<bool, EditError> {
        const OPEN: &[CampaignState] =
            &[CampaignState::Waiting, CampaignState::Running, CampaignState::Paused, CampaignState::Halted];
        self.turn(id, OPEN, CampaignState::Cancelled).await
    }

    async fn turn(&self, id: CampaignId, from: &'static [CampaignState], to: CampaignState) -> Result<bool, EditError> {
        let changed = self.store.move_campaign(id, from, to, self.now()).await?;
        if changed {
            tell_everyone(self, id).await?;
            self.campaign_news.notify_one();
        }
        Ok(changed)
    }
}
