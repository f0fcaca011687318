//! A call of ours to a station that speaks SOAP: posted to its address, answered on the same connection.

use std::net::IpAddr;
use std::sync::Arc;

use domain::callback::judge_address;
use ocpp::soap::{Calling, Envelope, Service, masked, text_of_bytes};
use tokio::time::Instant;
use url::Url;

use super::callback::place;
use super::courier::CourierFailure;
use super::version;
use crate::adapter::soap::{read_response, write_request};
use crate::adapter::v16::call::call_payload;
use crate::central_system::CentralSystem;
use crate::line::{CallAnswer, CallFailure, Line, QueuedCall};
use crate::message_log::{Direction, Entry, Kind};
use crate::station::Station;

/// Delivers a call, and tells who waits how it ended.
pub(super) async fn deliver(system: &Arc<CentralSystem>, station: &Arc<Station>, line: &Line, call: QueuedCall) {
    system.metrics.queued_calls.add(-1);
    let QueuedCall { message_id, action, frame, turn_before, timeout, sent, answer } = call;
    if answer.is_closed() {
        return;
    }
    if Instant::now() > turn_before {
        // Nobody listens any more where the asker has given up.
        let _ = answer.send(Err(CallFailure::NoTurn));
        return;
    }
    let (to, is_pinned) = match address(system, station, line).await {
        Ok(to) => to,
        Err(failure) => {
            let _ = answer.send(Err(failure));
            return;
        }
    };
    let payload = call_payload(&frame, &message_id, action);
    let outgoing = Outgoing { system, station, line, message_id: &message_id, action, to: &to, is_pinned, timeout };
    let outcome = match outgoing.envelope(payload) {
        Ok(document) => {
            // Nobody waits to hear it where the asker has given up.
            let _ = sent.send(system.now());
            outgoing.post(document).await
        }
        Err(failure) => Err(failure),
    };
    let _ = answer.send(outcome);
}

/// Where the station is called, and whether a person pinned that.
async fn address(system: &CentralSystem, station: &Station, line: &Line) -> Result<(Url, bool), CallFailure> {
    let callback = system.store.station_callback(station.id).await.map_err(|error| {
        tracing::warn!(station = %station.charge_box_id, error = %error, "failed to find where a station is called");
        CallFailure::NotReachable("find the station's address: the database cannot be reached".to_owned())
    })?;
    let to = place(&callback, line.address.parse().ok());
    let to = to.map_err(|fault| CallFailure::NotReachable(format!("reach the station: {}", fault.text())))?;
    Ok((to, callback.pinned.is_some()))
}

struct Outgoing<'a> {
    system: &'a Arc<CentralSystem>,
    station: &'a Arc<Station>,
    line: &'a Line,
    message_id: &'a str,
    action: &'static str,
    to: &'a Url,
    is_pinned: bool,
    timeout: std::time::Duration,
}

impl Outgoing<'_> {
    fn envelope(&self, payload: &str) -> Result<String, CallFailure> {
        let version = version(self.line.protocol).ok_or(CallFailure::NotSent)?;
        let calling = Calling {
            version,
            service: Service::ChargePoint,
            charge_box_identity: self.station.charge_box_id.as_str(),
            message_id: &format!("urn:charge-portal:{}", self.message_id),
            to: self.to.as_str(),
            from: &self.system.options.soap_address(version),
        };
        write_request(&calling, self.action, payload)
    }

    async fn post(&self, document: String) -> Result<CallAnswer, CallFailure> {
        let courier = self.system.options.courier.clone();
        let courier = courier
            .ok_or_else(|| CallFailure::NotReachable("reach the station: the portal calls nobody".to_owned()))?;
        let sent_at = self.system.now();
        self.system.metrics.calls_sent.increment();
        self.log(Direction::ToStation, Kind::Call, &document, None);
        let peer = self.line.address.parse().ok();
        let is_pinned = self.is_pinned;
        let may_call = move |address: IpAddr| is_pinned || judge_address(address, peer).is_ok();
        let action = format!("/{}", self.action);
        let posted = courier.post(self.to, &action, document, &may_call, self.timeout).await;
        let at = self.system.now();
        let latency_ms = at.since(sent_at).max(0);
        let failure = posted.as_ref().err().map(|failure| format!("failed to {failure}"));
        self.station.with(|state| state.call_failure.clone_from(&failure));
        let bytes = match posted {
            Ok(bytes) => bytes,
            Err(failure) => return Err(self.failed(failure, latency_ms)),
        };
        self.station.heard(at);
        let (text, _) = text_of_bytes(&bytes);
        let (kind, outcome) = self.read(&text);
        self.log(Direction::FromStation, kind, &text, Some(latency_ms));
        self.system.metrics.answers_received.increment();
        outcome.map(|payload| CallAnswer { payload, at })
    }

    fn failed(&self, failure: CourierFailure, latency_ms: i64) -> CallFailure {
        self.log(Direction::FromStation, Kind::Error, &format!("failed to {failure}"), Some(latency_ms));
        if failure == CourierFailure::TimedOut {
            self.system.metrics.calls_timed_out.increment();
            return CallFailure::TimedOut;
        }
        CallFailure::NotReachable(failure.to_string())
    }

    /// Reads what came back: the payload as JSON, or why there is none.
    fn read(&self, text: &str) -> (Kind, Result<String, CallFailure>) {
        let envelope = match Envelope::read(text) {
            Ok(envelope) => envelope,
            Err(error) => return (Kind::Error, Err(CallFailure::BadAnswer(error.to_string()))),
        };
        if let Some(fault) = envelope.fault() {
            self.system.metrics.errors_received.increment();
            return (Kind::Error, Err(CallFailure::Refused { code: fault.code, description: fault.reason }));
        }
        let Some(version) = version(self.line.protocol) else { return (Kind::Error, Err(CallFailure::NotSent)) };
        match read_response(version, self.action, &envelope) {
            Ok((payload, deviations)) => {
                self.system.forgave(self.station, self.action, &deviations);
                (Kind::Result, Ok(payload))
            }
            Err(violation) => (Kind::Error, Err(CallFailure::BadAnswer(violation.description()))),
        }
    }

    fn log(&self, direction: Direction, kind: Kind, text: &str, latency_ms: Option<i64>) {
        let entry = Entry {
            at: self.system.now(),
            direction,
            kind,
            action: self.action,
            message_id: self.message_id,
            text: &masked(text),
            latency_ms,
            deviations: 0,
        };
        self.system.message_log.add(self.station, entry, &self.system.metrics);
    }
}
