//! From a station's request for a certificate to the certificate that it takes (Improved security for OCPP 1.6-J, A02).

use std::sync::Arc;

use domain::access::Reach;
use domain::certificate::{RequestFault, RequestState, judge_request};
use domain::change::{Change, ChangeBody, Scope};
use domain::command::Command;
use domain::policy::CertificateSigning;
use domain::station::SecurityProfile;
use domain::{CertificateId, CertificateRequestId, NodeId};
use store::certificate::{CertificateRequest, NewCertificateRequest, NewStationCertificate, StationCertificate};
use store::{EditError, StoreError};

use super::authority::AuthorityError;
use super::facts::CertificateFacts;
use super::request::{ReadRequest, read};
use super::signing::sign;
use crate::central_system::CentralSystem;
use crate::command::{By, CommandRefused};
use crate::event::{EventKind, Happening};
use crate::operation::{Context, OperationFailure};
use crate::station::Station;

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// There is no such request within reach.
    #[error("find the request for a certificate")]
    NotFound,
    /// It was decided already.
    #[error("decide on a request that was decided already")]
    Decided,
    /// The request must not be signed.
    #[error(transparent)]
    Fault(#[from] RequestFault),
    /// There is nothing to sign with.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The database.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// The database.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The certificate could not be sent.
    #[error(transparent)]
    Command(#[from] CommandRefused),
}

/// What was made of a request that came.
pub(crate) struct Taken {
    /// Whether a certificate will come, now or by a person's hand.
    pub(crate) accepted: bool,
    /// The request that is signed at once.
    pub(crate) sign_now: Option<CertificateRequestId>,
}

/// Judges and keeps a station's request. It is signed after it is answered ([`complete`]), because the certificate must come after
/// the answer.
pub(crate) async fn take_request(context: &Context<'_>, csr: &str) -> Result<Taken, OperationFailure> {
    let (system, station) = (context.system, context.station);
    let admission = system.store.admission(&station.charge_box_id).await?;
    let known = system.store.certificate_names(station.id).await?;
    let mut names = vec![station.charge_box_id.as_str()];
    names.extend(known.serial_numbers.iter().map(String::as_str));
    let read = read(csr);
    let judged = match &read {
        Ok(read) => judge_request(&read.facts, &names, known.operator.as_deref()),
        Err(fault) => Err(*fault),
    };
    let is_authenticated = admission.is_some_and(|admission| admission.security_profile != SecurityProfile::None);
    let is_automatic = system.policies().certificate_signing == CertificateSigning::Automatic && is_authenticated;
    let (subject, key_kind) =
        read.map_or_else(|_| (String::new(), String::new()), |read| (read.subject, read.key_kind));
    let new = NewCertificateRequest {
        station_id: station.id,
        csr: csr.to_owned(),
        state: if judged.is_ok() { RequestState::Pending } else { RequestState::Refused },
        subject: subject.clone(),
        key_kind,
        fault: judged.err().map(|fault| format!("failed to {fault}")),
        received_at: context.at,
    };
    let id = system.store.add_certificate_request(new).await?;
    let outcome = match judged {
        Ok(()) if is_automatic => "it is signed".to_owned(),
        Ok(()) => "it waits for approval".to_owned(),
        Err(fault) => format!("rejected: failed to {fault}"),
    };
    let happening = Happening {
        station: Some(station),
        outlet: None,
        kind: EventKind::Security,
        text: format!("asked for a certificate for {subject}; {outcome}"),
        at: context.at,
        by: None,
    };
    system.events.keep(happening).await?;
    system.tell_security(Some(station));
    Ok(Taken { accepted: judged.is_ok(), sign_now: (judged.is_ok() && is_automatic).then_some(id) })
}

/// Signs a request in the background and sends the certificate.
pub(crate) fn complete(system: &Arc<CentralSystem>, station: &Arc<Station>, id: CertificateRequestId) {
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        let by = By { user_id: None, name: "portal".to_owned() };
        if let Err(error) = system_in_task.sign_request(id, by, None, &Reach::All).await {
            tracing::warn!(station = %station.charge_box_id, error = %error, "failed to sign a station's certificate");
        }
    });
}

impl CentralSystem {
    /// Approves a station's request: signs it and sends the certificate to the station.
    ///
    /// # Errors
    /// When there is no such request within `reach`, it was decided already, or nothing can be signed.
    pub async fn approve_certificate(
        self: &Arc<Self>,
        id: CertificateRequestId,
        by: By,
        reach: &Reach,
    ) -> Result<CertificateRequest, IssueError> {
        let name = by.name.clone();
        self.sign_request(id, by, Some(name), reach).await?;
        self.store.certificate_request(id, reach).await?.ok_or(IssueError::NotFound)
    }

    /// Refuses a station's request.
    ///
    /// # Errors
    /// When there is no such request within `reach` or it was decided already.
    pub async fn refuse_certificate(
        self: &Arc<Self>,
        id: CertificateRequestId,
        by: &str,
        reach: &Reach,
    ) -> Result<CertificateRequest, IssueError> {
        let request = self.store.certificate_request(id, reach).await?.ok_or(IssueError::NotFound)?;
        let decided = Some(by.to_owned());
        if !self.store.decide_certificate_request(id, RequestState::Refused, decided, self.now()).await? {
            return Err(IssueError::Decided);
        }
        let station_id = request.request.station_id;
        self.note_security(station_id, format!("the request for {} was refused", request.request.subject), by).await;
        self.store.certificate_request(id, reach).await?.ok_or(IssueError::NotFound)
    }

    /// Revokes a certificate: the station that still has only this one is not let in with it, and closed if it is there.
    ///
    /// # Errors
    /// When there is none within `reach`.
    pub async fn revoke_certificate(
        self: &Arc<Self>,
        id: CertificateId,
        by: &str,
        reach: Reach,
    ) -> Result<StationCertificate, EditError> {
        let revoked = self.store.revoke_certificate(id, self.now(), reach).await?;
        let station_id = revoked.issued.station_id;
        self.note_security(station_id, format!("the certificate {} was revoked", revoked.issued.serial), by).await;
        self.disconnect(station_id);
        Ok(revoked)
    }

    async fn sign_request(
        self: &Arc<Self>,
        id: CertificateRequestId,
        by: By,
        decided_by: Option<String>,
        reach: &Reach,
    ) -> Result<(), IssueError> {
        let kept = self.store.certificate_request(id, reach).await?.ok_or(IssueError::NotFound)?;
        let request = read(&kept.request.csr)?;
        let (authority, key) = self.opened_authority().await?;
        let at = self.now();
        let signed = self.signed(&request, &authority, key)?;
        let facts = CertificateFacts::of_pem(&signed).map_err(AuthorityError::from)?;
        // Only who finds it pending goes on, so that nothing is signed twice.
        if !self.store.decide_certificate_request(id, RequestState::Signed, decided_by, at).await? {
            return Err(IssueError::Decided);
        }
        let station_id = kept.request.station_id;
        let new = NewStationCertificate {
            station_id,
            authority_id: authority.id,
            certificate: signed.clone(),
            subject: facts.subject,
            serial: facts.serial.clone(),
            fingerprint: facts.fingerprint,
            not_before: facts.not_before,
            not_after: facts.not_after,
            issued_at: at,
            issued_by: by.name.clone(),
        };
        self.store.add_station_certificate(new).await?;
        self.note_security(station_id, format!("the certificate {} was signed", facts.serial), &by.name).await;
        // *Decision:* the authority is a root, which a chain leaves out: the station's own certificate alone is sent.
        self.command(station_id, Command::CertificateSigned { chain: signed }, by).await?;
        Ok(())
    }

    fn signed(
        &self,
        request: &ReadRequest,
        authority: &store::certificate::Authority,
        key: Vec<u8>,
    ) -> Result<String, IssueError> {
        let signed = sign(request, &authority.made.certificate, key, self.now(), authority.made.not_after);
        Ok(signed.map_err(AuthorityError::from)?)
    }

    async fn note_security(self: &Arc<Self>, station_id: NodeId, text: String, by: &str) {
        let station = self.stations.get(station_id);
        self.events.tell(Happening {
            station: station.as_ref(),
            outlet: None,
            kind: EventKind::Security,
            text,
            at: self.now(),
            by: Some(by.to_owned()),
        });
        self.tell_security(station.as_ref());
    }

    /// Tells the bus that something about certificates or security profiles has changed; at the portal itself without a station.
    pub(crate) fn tell_security(&self, station: Option<&Arc<Station>>) {
        let scope = station.map_or_else(Scope::default, |station| station.scope());
        let body = ChangeBody::Security { station_id: station.map(|station| station.id) };
        self.bus.publish(Change { at: self.now(), scope, body });
    }
}
