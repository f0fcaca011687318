//! A station's post: from the document to the answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::{NodeId, UtcMillis};
use ocpp::soap::{Envelope, EnvelopeError, FaultCode, Version, masked, text_of_bytes};
use ocpp::v16::Action;
use ocpp::{Deviation, DeviationKind};
use tokio::time::{Instant, timeout};

use super::occupied;
use super::refusal::Asked;
use crate::adapter::soap::{known, read_request, write_response};
use crate::adapter::v16::Reply;
use crate::central_system::CentralSystem;
use crate::conversation::answer_payload;
use crate::exchange::message_id;
use crate::handshake::{Admission, BasicCredential, ClientCertificate, Guest, Handshake, Refusal};
use crate::message_log::{Direction, Entry, Kind};
use crate::operation::Context;
use crate::serving;
use crate::station::Station;

/// How long a post waits for those before it, and for a socket of the same station to finish its message.
const TURN: Duration = Duration::from_secs(30);

/// What a station posted.
#[derive(Debug, Clone, Copy)]
pub struct SoapPost<'a> {
    /// The version that is spoken at the address to which it posted.
    pub version: Version,
    /// The body.
    pub document: &'a [u8],
    /// What HTTP headers call the action, as they are written: the parameter `action` of Content-Type, SOAPAction.
    pub actions: &'a [&'a str],
    /// Its Basic credential.
    pub basic: Option<&'a BasicCredential>,
    /// Whether the line is encrypted, here or at a trusted proxy.
    pub tls: bool,
    /// Its client certificate.
    pub client_certificate: Option<&'a ClientCertificate>,
    /// From where it posts.
    pub address: IpAddr,
    /// By which address it reached the portal, such as `http://10.0.0.5:8080`.
    pub reached_at: Option<&'a str>,
}

/// What the station is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoapAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub media_type: &'static str,
    /// The body.
    pub document: String,
    /// Seconds until it may try again, where it should wait.
    pub retry_after_s: Option<u32>,
}

impl CentralSystem {
    /// Serves a post of a station.
    pub async fn post(self: &Arc<Self>, post: SoapPost<'_>) -> SoapAnswer {
        let at = self.now();
        let id = message_id(self);
        let (document, is_odd) = text_of_bytes(post.document);
        let mut envelope = match Envelope::read(&document) {
            Ok(envelope) => envelope,
            Err(error) => return self.broken(&post, &error, id),
        };
        if is_odd {
            envelope.deviations.push(Deviation::new("", DeviationKind::OddEncoding, ""));
        }
        let asked = Asked::of(post.version, &envelope, id);
        // *Deviation:* a station that leaves its identity away is known by its credential.
        let named = envelope.headers.charge_box_identity.clone().or_else(|| post.basic.map(|basic| basic.user.clone()));
        let Some(charge_box_id) = named else {
            return asked.fault(FaultCode::IdentityMismatch, "the header chargeBoxIdentity is missing");
        };
        let handshake = Handshake {
            charge_box_id,
            offered_subprotocols: Vec::new(),
            basic: post.basic.cloned(),
            tls: post.tls,
            client_certificate: post.client_certificate.cloned(),
            address: post.address.to_string(),
            soap: Some(post.version),
            reached_at: post.reached_at.map(str::to_owned),
        };
        let admission = match self.admit(handshake).await {
            Ok(admission) => admission,
            Err(Refusal::UnknownStation) => return self.answer_rejected(&asked, &envelope, post.actions),
            Err(refusal) => return asked.refused(&refusal),
        };
        match &admission.guest {
            Guest::Held(id) => self.answer_held(&asked, &envelope, post.actions, id.clone()),
            Guest::Station(id) => {
                let id = *id;
                self.post_of(id, admission, &asked, envelope, &document, post.actions, at).await
            }
        }
    }

    fn broken(&self, post: &SoapPost<'_>, error: &EnvelopeError, id: String) -> SoapAnswer {
        self.metrics.broken_frames.increment();
        tracing::info!(address = %post.address, error = %error, "received a broken envelope");
        Asked::unclear(post.version, id).fault(FaultCode::ProtocolError, &format!("failed to {error}"))
    }

    #[expect(clippy::too_many_arguments, reason = "what a post consists of")]
    async fn post_of(
        self: &Arc<Self>,
        id: NodeId,
        admission: Admission,
        asked: &Asked,
        envelope: Envelope<'_>,
        document: &str,
        elsewhere: &[&str],
        at: UtcMillis,
    ) -> SoapAnswer {
        let Some(station) = self.stations.get(id) else { return asked.refused(&Refusal::UnknownStation) };
        if !self.visit(&station, admission) {
            return asked.refused(&Refusal::ShuttingDown);
        }
        let Ok(mut seat) = timeout(TURN, station.seat()).await else {
            return asked.refused(&Refusal::Unavailable);
        };
        station.heard(at);
        self.learn_callback(&station, envelope.headers.callback()).await;
        let exchange = Exchange { system: self, station: &station, asked, envelope, document, at };
        exchange.serve(&mut seat, elsewhere).await
    }
}

/// The name of what is asked, where the version has it; the body counts before the headers.
pub(super) fn action_of(version: Version, envelope: &Envelope<'_>, elsewhere: &[&str]) -> Option<&'static str> {
    envelope.actions(elsewhere).find_map(|name| known(version, name)).map(Action::as_str)
}

/// One post of a station that is let in, and its answer.
struct Exchange<'a> {
    system: &'a Arc<CentralSystem>,
    station: &'a Arc<Station>,
    asked: &'a Asked,
    envelope: Envelope<'a>,
    document: &'a str,
    at: UtcMillis,
}

impl Exchange<'_> {
    async fn serve(&self, seat: &mut crate::station::Seat, elsewhere: &[&str]) -> SoapAnswer {
        let began = Instant::now();
        let named = self.envelope.actions(elsewhere).next().unwrap_or_default();
        let Some(action) = action_of(self.asked.version, &self.envelope, elsewhere).and_then(Action::read) else {
            let answer = self.asked.fault(FaultCode::NotSupported, "unknown action");
            self.log(named, &answer, 0, began);
            return answer;
        };
        self.system.metrics.call_received(action.as_str());
        let mut deviations = self.envelope.deviations.clone();
        self.note_headers(action, &mut deviations);
        let answer = self.answer(seat, action, &mut deviations).await;
        self.system.forgave(self.station, action.as_str(), &deviations);
        self.log(action.as_str(), &answer, deviations.len(), began);
        answer
    }

    async fn answer(
        &self,
        seat: &mut crate::station::Seat,
        action: Action,
        deviations: &mut Vec<Deviation>,
    ) -> SoapAnswer {
        let is_charging = |connector_id: i64| self.has_session(connector_id);
        let (payload, odd) = match read_request(self.asked.version, action, &self.envelope, is_charging) {
            Ok(read) => read,
            Err(violation) => return self.asked.fault(violation.code.into(), &violation.description()),
        };
        deviations.extend(odd);
        let stopping =
            (action == Action::StopTransaction).then(|| occupied::outlet_of(self.station, &payload)).flatten();
        let message_id = self.message_id(action);
        let reply = serving::serve(self.system, seat, self.at, &message_id, action.as_str(), &payload).await;
        if self.asked.version == Version::V16 {
            deviations.extend(reply.deviations.iter().cloned());
        }
        if self.asked.version == Version::V15 && reply.error.is_none() {
            let context = Context { system: self.system, station: self.station, at: self.at };
            occupied::follow(&context, action, &payload, stopping).await;
        }
        self.written(action, &message_id, &reply)
    }

    fn written(&self, action: Action, message_id: &str, reply: &Reply) -> SoapAnswer {
        let payload = answer_payload(&reply.frame, message_id);
        if let Some(code) = reply.error {
            let parts: Vec<serde_json::Value> = serde_json::from_str(&reply.frame).unwrap_or_default();
            let reason = parts.get(3).and_then(serde_json::Value::as_str).unwrap_or("internal error");
            return self.asked.fault(code.into(), reason);
        }
        match write_response(&self.asked.answering(), action.as_str(), payload) {
            Ok(document) => self.asked.answered(document),
            Err(error) => {
                tracing::error!(station = %self.station.charge_box_id, error = %error, "failed to answer a post");
                self.asked.fault(FaultCode::InternalError, "internal error")
            }
        }
    }

    /// The id by which a repeated message is known. *Deviation:* some stations send none, or the same one with every heartbeat;
    /// those are never taken for repeated.
    fn message_id(&self, action: Action) -> String {
        let sent = self.envelope.headers.message_id.clone().filter(|_| action != Action::Heartbeat);
        sent.unwrap_or_else(|| message_id(self.system))
    }

    /// Whether a session runs at a connector.
    fn has_session(&self, connector_id: i64) -> bool {
        let number = u16::try_from(connector_id).unwrap_or(0);
        self.station.with(|state| state.outlet(number).is_some_and(|outlet| outlet.session.is_some()))
    }

    /// Notes the headers that should be there and are not, and an action that is not what is in the body.
    fn note_headers(&self, action: Action, deviations: &mut Vec<Deviation>) {
        let headers = &self.envelope.headers;
        let names = [
            ("chargeBoxIdentity", &headers.charge_box_identity),
            ("Action", &headers.action),
            ("MessageID", &headers.message_id),
        ];
        for (name, _) in names.into_iter().filter(|(_, text)| text.is_none()) {
            deviations.push(Deviation::new(name, DeviationKind::MissingHeader, ""));
        }
        let named = headers.action.as_deref();
        if let Some(named) = named.filter(|named| ocpp::soap::last_segment(named) != action.as_str()) {
            deviations.push(Deviation::new("Action", DeviationKind::OddHeader, named));
        }
    }

    fn log(&self, action: &str, answer: &SoapAnswer, deviations: usize, began: Instant) {
        let is_error = answer.status != 200;
        if is_error {
            self.system.metrics.errors_sent.increment();
        }
        let message_id = self.envelope.headers.message_id.as_deref().unwrap_or_default();
        let latency_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        let asked = Entry {
            at: self.at,
            direction: Direction::FromStation,
            kind: Kind::Call,
            action,
            message_id,
            text: &masked(self.document),
            latency_ms: None,
            deviations,
        };
        let answered = Entry {
            at: self.at.plus_ms(latency_ms),
            direction: Direction::ToStation,
            kind: if is_error { Kind::Error } else { Kind::Result },
            text: &masked(&answer.document),
            latency_ms: Some(latency_ms),
            deviations: 0,
            ..asked
        };
        for entry in [asked, answered] {
            self.system.message_log.add(self.station, entry, &self.system.metrics);
        }
    }
}
