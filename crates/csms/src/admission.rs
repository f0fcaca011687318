//! Who is let in (`ocpp.md`, JSON connections; Improved security for OCPP 1.6-J §2).

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use domain::alarm::AlarmType;
use domain::change::{Change, ChangeBody, Scope, TopologyChange};
use domain::policy::UnknownStations;
use domain::registration::{Acquaintance, Registration, register};
use domain::station::{Protocol, SecurityProfile, StationAdmission};
use domain::{ChargeBoxId, NodeId, UtcMillis};
use store::EditError;
use store::station::NewUnknownStation;

use crate::alarms::{self, Condition};
use crate::central_system::CentralSystem;
use crate::certificate::Proved;
use crate::event::{EventKind, Happening};
use crate::handshake::{Admission, Guest, Handshake, Refusal};
use crate::message_log::{Direction, Entry, Kind};
use crate::security_upgrade;
use crate::soap;
use crate::station::Station;
use crate::storm::Verdict;

/// A version that was agreed on.
#[derive(Debug)]
struct Agreed {
    subprotocol: Option<String>,
    protocol: Protocol,
}

impl CentralSystem {
    /// Decides whether a handshake may go on. A refusal is logged where an operator sees it.
    ///
    /// # Errors
    /// Why the station is not let in; [`Refusal::status`] is the HTTP status that says so.
    pub async fn admit(self: &Arc<Self>, handshake: Handshake) -> Result<Admission, Refusal> {
        let at = self.now();
        let admitted = self.decide(&handshake, at).await;
        match &admitted {
            Ok(_) => {}
            Err(refusal) => {
                self.metrics.refused_handshakes.increment();
                tracing::info!(
                    charge_box_id = %handshake.charge_box_id, address = %handshake.address, error = %refusal,
                    "refused a handshake"
                );
            }
        }
        let (guest, agreed) = admitted?;
        Ok(Admission {
            subprotocol: agreed.subprotocol,
            protocol: agreed.protocol,
            guest,
            address: handshake.address,
            at,
            order: self.admissions.fetch_add(1, Ordering::Relaxed),
        })
    }

    async fn decide(self: &Arc<Self>, handshake: &Handshake, at: UtcMillis) -> Result<(Guest, Agreed), Refusal> {
        if self.is_shutting_down() {
            return Err(Refusal::ShuttingDown);
        }
        let Ok(id) = ChargeBoxId::new(handshake.charge_box_id.as_str()) else {
            return Err(Refusal::UnknownStation);
        };
        let agreed = match handshake.soap {
            Some(version) => Some(Agreed { subprotocol: None, protocol: soap::protocol(version) }),
            None => agree(&handshake.offered_subprotocols),
        };
        let configured = self.store.admission(&id).await.map_err(|error| unavailable(&error))?;
        let Some(configured) = configured else {
            let protocol = agreed.as_ref().map(|agreed| agreed.protocol);
            let guest = self.decide_unknown(id, protocol, handshake, at).await?;
            return Ok((guest, agreed.ok_or(Refusal::Subprotocol)?));
        };
        let station = self.find_station(configured.id).await.map_err(|error| unavailable(&error))?;
        let station = station.ok_or(Refusal::UnknownStation)?;
        let agreed = agreed.or_else(|| assumed(handshake, &configured)).ok_or(Refusal::Subprotocol);
        let agreed = agreed.and_then(|agreed| soap::check_binding(&configured.soap, handshake).map(|()| agreed));
        let checked = match agreed {
            Ok(agreed) => self.check(&configured, handshake, at).await.map(|proved| (agreed, proved)),
            Err(refusal) => Err(refusal),
        };
        let (agreed, proved) = match checked {
            Ok(checked) => checked,
            Err(refusal) => {
                self.log_refusal(&station, &refusal, handshake, at).await;
                return Err(refusal);
            }
        };
        station.with(|state| state.reached_at.clone_from(&handshake.reached_at));
        if handshake.soap.is_none() {
            self.slow_down(&station, at).await?;
        }
        self.note_proof(&station, proved, configured.raising_to.is_some(), at);
        Ok((Guest::Station(configured.id), agreed))
    }

    /// Checks what the station's security profile demands. While it is being raised, the higher one counts as well, and first: who
    /// meets that has taken it (Improved security for OCPP 1.6-J, A05).
    async fn check(
        &self,
        configured: &StationAdmission,
        handshake: &Handshake,
        at: UtcMillis,
    ) -> Result<Proved, Refusal> {
        if let Some(higher) = configured.raising_to
            && let Ok(proved) = self.prove(higher, configured, handshake, at).await
        {
            return Ok(proved);
        }
        self.prove(configured.security_profile, configured, handshake, at).await
    }

    async fn prove(
        &self,
        profile: SecurityProfile,
        configured: &StationAdmission,
        handshake: &Handshake,
        at: UtcMillis,
    ) -> Result<Proved, Refusal> {
        let proved = Proved { profile, first_use: None };
        if profile.needs_tls() && !handshake.tls {
            return Err(Refusal::NeedsTls);
        }
        if profile == SecurityProfile::TlsClientCertificate {
            let presented = handshake.client_certificate.as_ref();
            let judged = self.prove_by_certificate(configured, presented, at).await;
            return judged.map_err(|error| unavailable(&error))?.map_err(Refusal::Certificate);
        }
        if !profile.needs_credential() {
            return Ok(proved);
        }
        let (Some(basic), Some(stored)) = (&handshake.basic, &configured.credential_hash) else {
            return Err(Refusal::Credential);
        };
        let id = configured.charge_box_id.as_str();
        let is_right = basic.user == id && self.options.credential_key.matches(id, &basic.password, stored);
        if is_right { Ok(proved) } else { Err(Refusal::Credential) }
    }

    /// Takes in by what a station proved itself: the first use of a certificate, the end of the raising of its profile. It is for the
    /// record; the station is let in whether it can be written or not.
    fn note_proof(self: &Arc<Self>, station: &Arc<Station>, proved: Proved, is_raised: bool, at: UtcMillis) {
        if proved.first_use.is_none() && !is_raised {
            return;
        }
        let (system, station) = (Arc::clone(self), Arc::clone(station));
        self.spawn(async move {
            let noted = async {
                if let Some(id) = proved.first_use {
                    system.store.certificate_used(id, at).await?;
                    system.tell_security(Some(&station));
                }
                if is_raised {
                    security_upgrade::came_back(&system, &station, proved.profile).await?;
                }
                Ok::<_, EditError>(())
            };
            if let Err(error) = noted.await {
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to note how a station proved itself");
            }
        });
    }

    async fn decide_unknown(
        self: &Arc<Self>,
        id: ChargeBoxId,
        protocol: Option<Protocol>,
        handshake: &Handshake,
        at: UtcMillis,
    ) -> Result<Guest, Refusal> {
        let policy = self.policies().unknown_stations;
        let decision = register(Acquaintance::Unknown, policy, protocol.unwrap_or(Protocol::Ocpp16Json));
        let reason = match policy {
            UnknownStations::Reject => "refused: it is not configured",
            _ if protocol.is_none() => "refused: it offers no subprotocol that is spoken here",
            UnknownStations::Hold => "held: it waits to be adopted",
            UnknownStations::Accept => "accepted into Unassigned",
        };
        let is_flood = !self.strangers.lock().unwrap_or_else(PoisonError::into_inner).knock(at);
        if decision.adopt && protocol.is_some() {
            if is_flood {
                return Err(Refusal::Throttled { retry_after_s: 1 });
            }
            let station = self.adopt(&id, at).await.map_err(|error| unavailable(&error))?;
            return Ok(Guest::Station(station));
        }
        if !is_flood {
            self.note_stranger(&id, reason, &handshake.address, at).await;
        }
        match decision.answer {
            Registration::Rejected => Err(Refusal::UnknownStation),
            _ if protocol.is_none() => Err(Refusal::Subprotocol),
            _ => Ok(Guest::Held(id)),
        }
    }

    /// Writes down that an unknown station knocked, where an operator sees it. That it is answered matters more.
    async fn note_stranger(&self, id: &ChargeBoxId, reason: &str, address: &str, at: UtcMillis) {
        let unknown = NewUnknownStation {
            charge_box_id: id.as_str().to_owned(),
            at,
            address: Some(address.to_owned()),
            reason: reason.to_owned(),
        };
        let condition = Condition {
            kind: AlarmType::UnknownStation,
            node_id: None,
            subject: id.as_str().to_owned(),
            outlet: None,
            text: Some(format!("{reason}, from {address}")),
        };
        if let Err(error) = self.store.note_unknown_station(unknown).await {
            tracing::warn!(charge_box_id = %id, error = %error, "failed to note an unknown station");
        }
        if let Err(error) = alarms::raise(self, None, condition, at).await {
            tracing::warn!(charge_box_id = %id, error = %error, "failed to raise an alarm");
        }
    }

    /// Writes a refusal where an operator sees it: into the event log, and for a failed authentication as an alarm.
    async fn log_refusal(&self, station: &Arc<Station>, refusal: &Refusal, handshake: &Handshake, at: UtcMillis) {
        let text = format!("failed to {refusal}, from {}", handshake.address);
        let entry = Entry {
            at,
            direction: Direction::FromStation,
            kind: Kind::Refused,
            action: "",
            message_id: "",
            text: &text,
            latency_ms: None,
            deviations: 0,
        };
        self.message_log.add(station, entry, &self.metrics);
        self.events.tell(Happening {
            station: Some(station),
            outlet: None,
            kind: EventKind::HandshakeRefused,
            text: text.clone(),
            at,
            by: None,
        });
        let subject = match refusal {
            Refusal::Credential => "credential",
            Refusal::Certificate(_) => "certificate",
            Refusal::NeedsTls => "tls",
            Refusal::AddressRange => "addressRange",
            _ => return,
        };
        let condition = Condition {
            kind: AlarmType::Security,
            node_id: Some(station.id),
            subject: subject.to_owned(),
            outlet: None,
            text: Some(text),
        };
        if let Err(error) = alarms::raise(self, Some(station), condition, at).await {
            tracing::warn!(station = %station.charge_box_id, error = %error, "failed to raise an alarm");
        }
    }

    /// Slows a station that reconnects again and again. Only who has proved to be the station counts, so that nobody else can
    /// slow it.
    async fn slow_down(&self, station: &Arc<Station>, at: UtcMillis) -> Result<(), Refusal> {
        let (verdict, is_new) = station.with(|state| {
            let verdict = state.reconnects.knock(at);
            let is_new = verdict == Verdict::InStorm && !std::mem::replace(&mut state.in_storm, true);
            (verdict, is_new)
        });
        if is_new {
            let condition = Condition {
                kind: AlarmType::ReconnectStorm,
                node_id: Some(station.id),
                subject: String::new(),
                outlet: None,
                text: None,
            };
            if let Err(error) = alarms::raise(self, Some(station), condition, at).await {
                station.with(|state| state.in_storm = false);
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to raise an alarm");
            }
        }
        match verdict {
            Verdict::Wait(retry_after_s) => Err(Refusal::Throttled { retry_after_s }),
            Verdict::Welcome | Verdict::InStorm => Ok(()),
        }
    }

    /// Makes a station for an unknown charge box id in the site *Unassigned*.
    async fn adopt(self: &Arc<Self>, id: &ChargeBoxId, at: UtcMillis) -> Result<NodeId, EditError> {
        let station_id = self.store.adopt_station(id, at).await?;
        let station = self.find_station(station_id).await?;
        let scope = station.as_ref().map(|station| station.scope()).unwrap_or_default();
        self.events.tell(Happening {
            station: station.as_ref(),
            outlet: None,
            kind: EventKind::StationCreated,
            text: format!("{id} was accepted into the site Unassigned"),
            at,
            by: None,
        });
        if let Some(site_id) = scope.site_id {
            // It may have been made just now.
            let site = Scope { site_id: Some(site_id), ..Scope::default() };
            let body = ChangeBody::Topology { change: TopologyChange::Updated, id: site_id };
            self.bus.publish(Change { at, scope: site, body });
        }
        self.topology_changed(TopologyChange::Created, station_id, scope).await;
        Ok(station_id)
    }
}

fn agree(offered: &[String]) -> Option<Agreed> {
    let offered = offered.join(",");
    let chosen = ocpp::choose_subprotocol(&offered)?;
    let protocol = match chosen.version {
        ocpp::Version::V16 => Protocol::Ocpp16Json,
    };
    Some(Agreed { subprotocol: Some(chosen.name.to_owned()), protocol })
}

/// *Deviation:* a station that offers nothing is taken to speak 1.6 where its settings allow it.
fn assumed(handshake: &Handshake, configured: &StationAdmission) -> Option<Agreed> {
    let offers_nothing = handshake.offered_subprotocols.iter().all(|offered| offered.trim().is_empty());
    (offers_nothing && configured.accept_missing_subprotocol)
        .then_some(Agreed { subprotocol: None, protocol: Protocol::Ocpp16Json })
}

fn unavailable(error: &impl std::fmt::Display) -> Refusal {
    tracing::warn!(%error, "failed to find out about a station");
    Refusal::Unavailable
}
