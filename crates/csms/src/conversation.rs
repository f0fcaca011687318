//! What is said over one connection, free of the socket: frames in, frames out, one call of ours at a time.

use std::sync::Arc;

use domain::UtcMillis;
use ocpp::rpc::{Frame, FrameError, FrameKind, Received, encode_error};
use ocpp::v16::Action;
use ocpp::{Deviation, DeviationKind};
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::adapter::v16;
use crate::central_system::CentralSystem;
use crate::line::{CallAnswer, CallFailure, QueuedCall};
use crate::message_log::{Direction, Entry, Kind};
use crate::serving;
use crate::station::Seat;

/// One connection's conversation with a configured station.
pub(crate) struct Conversation {
    system: Arc<CentralSystem>,
    seat: Seat,
    outstanding: Option<Outstanding>,
}

/// The call of ours that waits for an answer.
struct Outstanding {
    message_id: String,
    action: &'static str,
    sent_at: UtcMillis,
    deadline: Instant,
    answer: oneshot::Sender<Result<CallAnswer, CallFailure>>,
}

impl Conversation {
    pub(crate) fn new(system: Arc<CentralSystem>, seat: Seat) -> Self {
        Self { system, seat, outstanding: None }
    }

    /// Whether a call of ours may be sent: none is waiting for its answer (OCPP 1.6 JSON §4.1.1).
    pub(crate) fn may_send(&self) -> bool {
        self.outstanding.is_none()
    }

    /// When the call that waits for its answer has waited long enough.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.outstanding.as_ref().map(|outstanding| outstanding.deadline)
    }

    /// Notes that something was heard, be it a pong.
    pub(crate) fn heard(&self) {
        self.seat.station().heard(self.system.now());
    }

    /// Takes a call of ours from the queue; gives the frame to send, or nothing when nobody waits for it any more.
    pub(crate) fn send(&mut self, call: QueuedCall) -> Option<String> {
        let QueuedCall { message_id, action, frame, turn_before, timeout, sent, answer } = call;
        self.system.metrics.queued_calls.add(-1);
        if answer.is_closed() {
            return None;
        }
        let now = Instant::now();
        if now > turn_before {
            // Nobody listens any more where the asker has given up.
            let _ = answer.send(Err(CallFailure::NoTurn));
            return None;
        }
        let sent_at = self.system.now();
        if sent.send(sent_at).is_err() {
            // It was taken back.
            return None;
        }
        self.system.metrics.calls_sent.increment();
        self.log(Entry {
            at: sent_at,
            direction: Direction::ToStation,
            kind: Kind::Call,
            action,
            message_id: &message_id,
            text: v16::call::call_payload(&frame, &message_id, action),
            latency_ms: None,
            deviations: 0,
        });
        self.outstanding = Some(Outstanding { message_id, action, sent_at, deadline: now + timeout, answer });
        Some(frame)
    }

    /// Gives up on the call that waits for its answer, if it has waited long enough.
    pub(crate) fn expire(&mut self, now: Instant) {
        if let Some(outstanding) = self.outstanding.take_if(|outstanding| outstanding.deadline <= now) {
            self.system.metrics.calls_timed_out.increment();
            tracing::info!(
                station = %self.seat.station().charge_box_id, action = outstanding.action, "the station did not answer in time"
            );
            self.log_unanswered(&outstanding, "no answer in time");
            let _ = outstanding.answer.send(Err(CallFailure::TimedOut));
        }
    }

    /// Logs that a call of ours will not be answered, and why.
    fn log_unanswered(&self, outstanding: &Outstanding, why: &str) {
        let at = self.system.now();
        self.log(Entry {
            at,
            direction: Direction::FromStation,
            kind: Kind::Unanswered,
            action: outstanding.action,
            message_id: &outstanding.message_id,
            text: why,
            latency_ms: Some(at.since(outstanding.sent_at).max(0)),
            deviations: 0,
        });
    }

    /// What was asked with the call that an answer belongs to; empty where nobody waits for it.
    fn asked(&self, message_id: &str) -> &'static str {
        self.outstanding.as_ref().filter(|outstanding| outstanding.message_id == message_id).map_or("", |it| it.action)
    }

    /// Takes a text frame from the station; gives the frame to answer with, if any.
    pub(crate) async fn receive(&mut self, text: &str) -> Option<String> {
        let at = self.system.now();
        let Received { frame, deviations } = match Frame::parse(text) {
            Ok(received) => received,
            Err(error) => return self.broken(text, &error, at),
        };
        match frame {
            Frame::Call { id, action, payload } => Some(self.serve(at, &id, &action, payload.get(), deviations).await),
            Frame::CallResult { id, payload } => {
                self.note(self.asked(&id), &deviations, at);
                let outcome = Ok(CallAnswer { payload: payload.get().to_owned(), at });
                self.answered(at, &id, Kind::Result, payload.get(), outcome, deviations.len());
                None
            }
            Frame::CallError { id, code_text, description, details, .. } => {
                self.note(self.asked(&id), &deviations, at);
                self.system.metrics.errors_received.increment();
                let text = format!("{code_text}: {description} {}", details.get());
                let outcome =
                    Err(CallFailure::Refused { code: code_text.into_owned(), description: description.into_owned() });
                self.answered(at, &id, Kind::Error, &text, outcome, deviations.len());
                None
            }
        }
    }

    async fn serve(
        &mut self,
        at: UtcMillis,
        message_id: &str,
        action: &str,
        payload: &str,
        mut deviations: Vec<Deviation>,
    ) -> String {
        let began = Instant::now();
        let action = exact(action, &mut deviations);
        self.system.metrics.call_received(action);
        let reply = serving::serve(&self.system, &mut self.seat, at, message_id, action, payload).await;
        deviations.extend(reply.deviations);
        self.note(action, &deviations, at);
        self.log(Entry {
            at,
            direction: Direction::FromStation,
            kind: Kind::Call,
            action,
            message_id,
            text: payload,
            latency_ms: None,
            deviations: deviations.len(),
        });
        let kind = if reply.error.is_some() { Kind::Error } else { Kind::Result };
        if reply.error.is_some() {
            self.system.metrics.errors_sent.increment();
        }
        let latency_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.log(Entry {
            at: at.plus_ms(latency_ms),
            direction: Direction::ToStation,
            kind,
            action,
            message_id,
            text: answer_payload(&reply.frame, message_id),
            latency_ms: Some(latency_ms),
            deviations: 0,
        });
        reply.frame
    }

    /// Matches an answer with the call that waits for it. One that comes late or matches nothing is counted and ignored.
    fn answered(
        &mut self,
        at: UtcMillis,
        message_id: &str,
        kind: Kind,
        text: &str,
        outcome: Result<CallAnswer, CallFailure>,
        deviations: usize,
    ) {
        let matching = self.outstanding.take_if(|outstanding| outstanding.message_id == message_id);
        let action = matching.as_ref().map_or("", |outstanding| outstanding.action);
        self.log(Entry {
            at,
            direction: Direction::FromStation,
            kind,
            action,
            message_id,
            text,
            latency_ms: matching.as_ref().map(|outstanding| at.since(outstanding.sent_at).max(0)),
            deviations,
        });
        let Some(outstanding) = matching else {
            self.system.metrics.answers_unmatched.increment();
            tracing::info!(station = %self.seat.station().charge_box_id, message_id, "ignored an answer that nobody waits for");
            return;
        };
        self.system.metrics.answers_received.increment();
        let _ = outstanding.answer.send(outcome);
    }

    /// A frame that could not be understood: answered when it was a call whose id could be read, and never the end.
    fn broken(&mut self, text: &str, error: &FrameError, at: UtcMillis) -> Option<String> {
        self.system.metrics.broken_frames.increment();
        tracing::info!(station = %self.seat.station().charge_box_id, error = %error, "received a broken frame");
        let message_id = error.message_id.as_deref().unwrap_or_default();
        let action = error.action.as_deref().unwrap_or_default();
        let is_answer = matches!(error.kind, Some(FrameKind::CallResult | FrameKind::CallError));
        if is_answer {
            let outcome = Err(CallFailure::BadAnswer(error.message.clone()));
            self.answered(at, message_id, Kind::Broken, text, outcome, 0);
            return None;
        }
        self.log(Entry {
            at,
            direction: Direction::FromStation,
            kind: Kind::Broken,
            action,
            message_id,
            text,
            latency_ms: None,
            deviations: 0,
        });
        let id = error.answer_to()?;
        self.system.metrics.errors_sent.increment();
        let frame = encode_error(id, error.code, &error.message);
        self.log(Entry {
            at,
            direction: Direction::ToStation,
            kind: Kind::Error,
            action,
            message_id: id,
            text: answer_payload(&frame, id),
            latency_ms: Some(0),
            deviations: 0,
        });
        Some(frame)
    }

    /// Counts what was forgiven, for support to see.
    fn note(&self, action: &str, deviations: &[Deviation], at: UtcMillis) {
        if deviations.is_empty() {
            return;
        }
        self.system.metrics.deviations.add(deviations.len() as u64);
        self.seat.station().deviated(action, deviations, at);
        for deviation in deviations {
            tracing::debug!(station = %self.seat.station().charge_box_id, %deviation, "forgave a deviation");
        }
    }

    fn log(&self, entry: Entry<'_>) {
        self.system.message_log.add(self.seat.station(), entry, &self.system.metrics);
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        if let Some(outstanding) = self.outstanding.take() {
            self.log_unanswered(&outstanding, "the connection was lost");
            let _ = outstanding.answer.send(Err(CallFailure::ConnectionLost));
        }
    }
}

/// The action's exact name. *Deviation:* other case and blanks around it are forgiven.
fn exact<'a>(action: &'a str, deviations: &mut Vec<Deviation>) -> &'a str {
    match Action::read(action) {
        Some(known) if known.as_str() != action => {
            deviations.push(Deviation::new("", DeviationKind::MisspeltValue, action));
            known.as_str()
        }
        _ => action,
    }
}

/// The payload of an answer of ours, within its frame `[3,"id",payload]` or `[4,"id","code",…]`.
pub(crate) fn answer_payload<'a>(frame: &'a str, message_id: &str) -> &'a str {
    let is_plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    let quoted = if message_id.bytes().all(is_plain) {
        message_id.len() + 2
    } else {
        serde_json::to_string(message_id).map_or(0, |quoted| quoted.len())
    };
    frame.get(3 + quoted + 1..frame.len().saturating_sub(1)).unwrap_or(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_of_an_answer_is_found_whatever_its_id() {
        assert_eq!(answer_payload(r#"[3,"17",{"a":1}]"#, "17"), r#"{"a":1}"#);
        assert_eq!(answer_payload(r#"[3,"a\"b",{}]"#, "a\"b"), "{}");
        assert_eq!(answer_payload(r#"[4,"å","InternalError","",{}]"#, "å"), r#""InternalError","",{}"#);
    }
}
