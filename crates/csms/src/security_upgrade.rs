//! Raising a station's security profile, step by step (Improved security for OCPP 1.6-J, A05 and §2).
//!
//! What the higher profile needs is put into place first; only then `SecurityProfile` is written, upon which the station reconnects.
//! Until it has come back with the new profile the present one counts as well (`admission`), so nothing is locked out: a station that
//! falls back is let in and shown, one that comes late is taken up then.

use std::sync::Arc;
use std::time::Duration;

use domain::certificate::{CertificateState, CertificateUse};
use domain::change::ChangeBody;
use domain::command::{Command, CommandState, TriggeredMessage};
use domain::security_upgrade::{NotHigher, UpgradeState, UpgradeStep, UpgradeStepKind, state_of, steps};
use domain::station::SecurityProfile;
use domain::{CertificateId, ChargeBoxId, NodeId};
use store::security_upgrade::{NewSecurityUpgrade, SecurityUpgrade};
use store::{EditError, StoreError};
use tokio::time::{Instant, timeout_at};

use crate::bus::Delivery;
use crate::central_system::CentralSystem;
use crate::certificate::{CertificateFacts, random};
use crate::command::By;
use crate::credential::hexadecimal;
use crate::event::{EventKind, Happening};
use crate::station::Station;

/// *Decision:* so long a station may take to ask for its certificate and to take it, a person's approval included.
const CERTIFICATE_PATIENCE: Duration = Duration::from_secs(30 * 60);

/// *Decision:* so long a station may take to come back with the new profile before the raising is shown as failed, ms.
const RECONNECT_PATIENCE_MS: i64 = 30 * 60_000;

/// The key that holds the profile (security whitepaper, *Configuration keys*).
const PROFILE_KEY: &str = "SecurityProfile";

/// The key that holds the Basic password.
const PASSWORD_KEY: &str = "AuthorizationKey";

/// Why a raising did not begin.
#[derive(Debug, thiserror::Error)]
pub enum UpgradeRefused {
    /// There is no such station.
    #[error("find the station")]
    UnknownStation,
    /// Never lower than the station's.
    #[error(transparent)]
    NotHigher(#[from] NotHigher),
    /// One is under way.
    #[error("raise the security profile: it is being raised already")]
    UnderWay,
    /// The database.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// The database.
    #[error(transparent)]
    Edit(EditError),
}

impl From<EditError> for UpgradeRefused {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Taken { .. } => Self::UnderWay,
            other => Self::Edit(other),
        }
    }
}

/// How a step ended.
enum Outcome {
    Done(String),
    Skipped(String),
    /// It goes on by itself: the station has to come back.
    Left,
}

impl CentralSystem {
    /// Begins to raise a station's security profile; the steps go on in the background and are told on the bus.
    ///
    /// # Errors
    /// When there is no such station, the profile is not above the present one, or it is being raised already.
    pub async fn raise_security_profile(
        self: &Arc<Self>,
        station_id: NodeId,
        to: SecurityProfile,
        by: By,
    ) -> Result<SecurityUpgrade, UpgradeRefused> {
        let station = self.stations.get(station_id).ok_or(UpgradeRefused::UnknownStation)?;
        let admission = self.store.admission(&station.charge_box_id).await?.ok_or(UpgradeRefused::UnknownStation)?;
        let from = admission.security_profile;
        let begun = NewSecurityUpgrade {
            station_id,
            from,
            to,
            steps: steps(from, to)?,
            started_at: self.now(),
            by: by.name.clone(),
        };
        let id = self.store.begin_security_upgrade(begun.clone()).await?;
        let upgrade = SecurityUpgrade { id, begun, state: UpgradeState::Running, ended_at: None };
        self.tell_upgrade(
            &station,
            &format!("began to raise the security profile from {} to {}", from.number(), to.number()),
            Some(&by.name),
        );
        let run = Run { system: Arc::clone(self), station, by, upgrade: upgrade.clone() };
        self.spawn(run.go());
        Ok(upgrade)
    }

    fn tell_upgrade(&self, station: &Arc<Station>, text: &str, by: Option<&str>) {
        self.events.tell(Happening {
            station: Some(station),
            outlet: None,
            kind: EventKind::Security,
            text: text.to_owned(),
            at: self.now(),
            by: by.map(str::to_owned),
        });
        self.tell_security(Some(station));
    }
}

/// A station whose profile is being raised was let in: with the new profile that is the end of it, with the present one it is shown.
pub(crate) async fn came_back(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    proved: SecurityProfile,
) -> Result<(), EditError> {
    let Some(mut upgrade) = system.store.security_upgrade(station.id).await? else { return Ok(()) };
    let was_written = upgrade
        .begun
        .steps
        .iter()
        .any(|step| step.kind == UpgradeStepKind::Profile && step.state != UpgradeState::Waiting);
    if upgrade.state == UpgradeState::Done || !was_written {
        return Ok(());
    }
    let at = system.now();
    if proved == upgrade.begun.to {
        for step in &mut upgrade.begun.steps {
            if step.state != UpgradeState::Skipped && step.state != UpgradeState::Done {
                *step = UpgradeStep { state: UpgradeState::Done, at: Some(at), ..step.clone() };
            }
            if step.kind == UpgradeStepKind::Reconnect {
                step.text = None;
            }
        }
        let steps = upgrade.begun.steps.clone();
        system.store.finish_security_upgrade(&upgrade, steps, at).await?;
        let text = format!("came back with security profile {}", proved.number());
        system.tell_upgrade(station, &text, None);
    } else {
        for step in upgrade.begun.steps.iter_mut().filter(|step| step.kind == UpgradeStepKind::Reconnect) {
            step.text = Some("the station came back with the earlier profile".to_owned());
            step.at = Some(at);
        }
        let (state, steps) = (upgrade.state, upgrade.begun.steps.clone());
        system.store.save_security_upgrade(upgrade.id, state, steps, upgrade.ended_at).await?;
        let text = format!("came back with the earlier security profile {}", proved.number());
        system.tell_upgrade(station, &text, None);
    }
    Ok(())
}

/// Notes as failed what can no longer go on: steps that an earlier process was at, and stations that do not come back.
pub(crate) async fn look_for_stuck(system: Arc<CentralSystem>) {
    if let Err(error) = look(&system).await {
        tracing::warn!(error = %error, "failed to look for security profiles that are being raised; it is tried again");
    }
}

async fn look(system: &CentralSystem) -> Result<(), EditError> {
    let now = system.now();
    for upgrade in system.store.running_security_upgrades().await? {
        let mut steps = upgrade.begun.steps.clone();
        let Some(step) = steps.iter_mut().find(|step| step.state == UpgradeState::Running) else { continue };
        let why = match step.kind {
            UpgradeStepKind::Reconnect if step.at.is_some_and(|at| now.since(at) > RECONNECT_PATIENCE_MS) => {
                "the station has not come back with the new profile; both are let in"
            }
            UpgradeStepKind::Reconnect => continue,
            _ if upgrade.begun.started_at < system.started_at => "the portal restarted",
            _ => continue,
        };
        *step = UpgradeStep { state: UpgradeState::Failed, text: Some(why.to_owned()), at: Some(now), ..step.clone() };
        system.store.save_security_upgrade(upgrade.id, UpgradeState::Failed, steps, Some(now)).await?;
        if let Some(station) = system.stations.get(upgrade.begun.station_id) {
            system.tell_upgrade(&station, &format!("raising the security profile failed: {why}"), None);
        }
    }
    Ok(())
}

/// A raising that is under way in this process.
struct Run {
    system: Arc<CentralSystem>,
    station: Arc<Station>,
    by: By,
    upgrade: SecurityUpgrade,
}

impl Run {
    async fn go(mut self) {
        for index in 0..self.upgrade.begun.steps.len() {
            self.note(index, UpgradeState::Running, None).await;
            let kind = self.upgrade.begun.steps[index].kind;
            match self.step(kind).await {
                Ok(Outcome::Done(text)) => self.note(index, UpgradeState::Done, Some(text)).await,
                Ok(Outcome::Skipped(text)) => self.note(index, UpgradeState::Skipped, Some(text)).await,
                Ok(Outcome::Left) => return,
                Err(why) => {
                    self.note(index, UpgradeState::Failed, Some(why.clone())).await;
                    self.system.tell_upgrade(
                        &self.station,
                        &format!("raising the security profile failed: {why}"),
                        None,
                    );
                    return;
                }
            }
        }
    }

    async fn note(&mut self, index: usize, state: UpgradeState, text: Option<String>) {
        let at = self.system.now();
        let step = &mut self.upgrade.begun.steps[index];
        *step = UpgradeStep { state, text, at: Some(at), ..step.clone() };
        let steps = self.upgrade.begun.steps.clone();
        self.upgrade.state = state_of(&steps);
        let ended_at = (self.upgrade.state != UpgradeState::Running).then_some(at);
        let (id, whole) = (self.upgrade.id, self.upgrade.state);
        if let Err(error) = self.system.store.save_security_upgrade(id, whole, steps, ended_at).await {
            tracing::warn!(station = %self.station.charge_box_id, error = %error, "failed to note how a security profile is raised");
        }
        self.system.tell_security(Some(&self.station));
    }

    async fn step(&self, kind: UpgradeStepKind) -> Result<Outcome, String> {
        match kind {
            UpgradeStepKind::Credential => self.credential().await,
            UpgradeStepKind::RootCertificate => self.root_certificate().await,
            UpgradeStepKind::Certificate => self.certificate().await,
            UpgradeStepKind::Profile => self.profile().await,
            UpgradeStepKind::Reconnect => Ok(Outcome::Left),
        }
    }

    /// Writes a new password. The station's is the new one as soon as it says so; a profile without a password did not ask for the old
    /// one, so nothing is lost.
    async fn credential(&self) -> Result<Outcome, String> {
        let bytes = random::<20>().map_err(|error| format!("failed to {error}"))?;
        // 40 hexadecimal digits (OCPP 1.6 JSON §6.2.1): as text it is a password that every station can keep.
        let password = hexadecimal(&bytes).to_ascii_uppercase();
        let command = Command::ChangeConfiguration { key: PASSWORD_KEY.to_owned(), value: password.clone() };
        let (outcome, _) = self.give(command).await?;
        let charge_box_id: &ChargeBoxId = &self.station.charge_box_id;
        let hash = self.system.options.credential_key.hash(charge_box_id.as_str(), password.as_bytes());
        let kept = self.system.store.set_credential(self.station.id, Some(hash), domain::access::Reach::All).await;
        kept.map_err(|error| format!("failed to {error}"))?;
        Ok(Outcome::Done(outcome))
    }

    /// Has the station know the root of the portal's TLS certificate.
    async fn root_certificate(&self) -> Result<Outcome, String> {
        let kind = CertificateUse::CentralSystemRoot;
        let wanted = self.system.portal_root().await.map_err(|error| format!("failed to {error}"))?;
        let listed = self.give(Command::GetInstalledCertificateIds { kind }).await;
        let installed = self.system.store.installed_certificates(self.station.id).await;
        let installed = installed.map_err(|error| format!("failed to {error}"))?;
        let mut present = installed.iter().filter(|certificate| listed.is_ok() && certificate.kind == kind);
        let Some(wanted) = wanted else {
            return match present.next() {
                Some(_) => Ok(Outcome::Skipped("the station has a root certificate".to_owned())),
                None => {
                    Err("the root of the portal's TLS certificate is not known; install it on the station first"
                        .to_owned())
                }
            };
        };
        let facts = CertificateFacts::of_pem(&wanted).map_err(|error| format!("failed to {error}"))?;
        if present.any(|certificate| facts.hash.as_ref().is_some_and(|hash| hash.names_same(&certificate.hash))) {
            return Ok(Outcome::Skipped("the station has the root certificate".to_owned()));
        }
        let command = Command::InstallCertificate { kind, certificate: Some(wanted) };
        Ok(Outcome::Done(self.give(command).await?.0))
    }

    /// Has the station ask for a certificate, and waits until it has taken it.
    async fn certificate(&self) -> Result<Outcome, String> {
        let deadline = Instant::now() + CERTIFICATE_PATIENCE;
        let mut news = self.system.bus.subscribe(None);
        let newest_before = self.newest_certificate().await?.map(|(id, _)| id);
        let message = TriggeredMessage::SignChargePointCertificate;
        self.give(Command::TriggerMessage { message, outlet: None, extended: true }).await?;
        loop {
            if let Some((id, state)) = self.newest_certificate().await?
                && newest_before.is_none_or(|before| id > before)
            {
                match state {
                    CertificateState::Installed => {
                        return Ok(Outcome::Done("the station took its certificate".to_owned()));
                    }
                    CertificateState::Issued => {}
                    _ => return Err("the station did not take its certificate".to_owned()),
                }
            }
            let is_ours = |body: &ChangeBody| matches!(body, ChangeBody::Security { station_id } if *station_id == Some(self.station.id));
            let heard = async {
                loop {
                    match news.next().await {
                        Some(Delivery::Changes(changes)) => {
                            if changes.iter().any(|numbered| is_ours(&numbered.change.body)) {
                                return;
                            }
                        }
                        Some(Delivery::Reset(_)) | None => return,
                    }
                }
            };
            if timeout_at(deadline, heard).await.is_err() {
                return Err("no certificate was asked for, approved and taken in time".to_owned());
            }
        }
    }

    async fn newest_certificate(&self) -> Result<Option<(CertificateId, CertificateState)>, String> {
        let all = self.system.store.station_certificates(self.station.id).await;
        let all = all.map_err(|error| format!("failed to {error}"))?;
        Ok(all.first().map(|certificate| (certificate.id, certificate.state)))
    }

    async fn profile(&self) -> Result<Outcome, String> {
        let value = self.upgrade.begun.to.number().to_string();
        let command = Command::ChangeConfiguration { key: PROFILE_KEY.to_owned(), value };
        let (outcome, answer) = self.give(command).await?;
        // *Decision:* the whitepaper has the station reconnect by itself; one that wants a reboot for it gets one.
        if answer.as_deref() == Some("RebootRequired") {
            self.give(Command::ResetSoft {}).await?;
        }
        Ok(Outcome::Done(outcome))
    }

    /// Gives a command and waits for its end; the station's word where it said yes.
    async fn give(&self, command: Command) -> Result<(String, Option<String>), String> {
        let options = &self.system.options;
        let given = self.system.command(self.station.id, command, self.by.clone()).await;
        let id = given.map_err(|error| format!("failed to {error}"))?;
        let state = self.system.wait_for(id, options.command_deadline + options.call_timeout * 2).await;
        let stored = self.system.store.command(id, &domain::access::Reach::All).await;
        let outcome = stored.ok().flatten().and_then(|stored| stored.outcome);
        match state {
            Some(CommandState::Accepted) => Ok((outcome.clone().unwrap_or_default(), outcome)),
            Some(_) => Err(outcome.unwrap_or_else(|| "the station refused".to_owned())),
            None => Err("the station did not answer in time".to_owned()),
        }
    }
}
