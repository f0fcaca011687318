//! One call of ours and its answer, for what the portal asks by itself.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::UtcMillis;
use domain::command::Command;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::adapter::v16::call::{Prepared, Verdict, prepare};
use crate::central_system::CentralSystem;
use crate::line::{CallAnswer, CallFailure, Line, QueuedCall};
use crate::station::Station;

/// A call in a line's queue: hears first that it was sent, then how it ended.
pub(crate) struct Asked {
    pub(crate) sent: oneshot::Receiver<UtcMillis>,
    pub(crate) answer: oneshot::Receiver<Result<CallAnswer, CallFailure>>,
}

/// Asks a station that is connected, and reads its answer.
///
/// # Errors
/// Why there is no answer that can be understood.
pub(crate) async fn exchange(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &Command,
) -> Result<Verdict, CallFailure> {
    let line = station.line().ok_or(CallFailure::NotSent)?;
    let prepared = prepare(message_id(system), command)?;
    let turn_before = Instant::now() + system.options.command_deadline;
    let Asked { sent: _sent, answer } = ask(system, &line, &prepared, turn_before)?;
    let answer = heard(system, answer, turn_before).await?;
    let action = prepared.action;
    let verdict = prepared.judge(&answer.payload)?;
    system.forgave(station, action, &verdict.deviations);
    Ok(verdict)
}

/// Puts a call into a line's queue.
///
/// # Errors
/// When the connection has ended or too many calls wait.
pub(crate) fn ask(
    system: &CentralSystem,
    line: &Line,
    prepared: &Prepared,
    turn_before: Instant,
) -> Result<Asked, CallFailure> {
    let (sent, hears_sent) = oneshot::channel();
    let (answer, hears_answer) = oneshot::channel();
    let call = QueuedCall {
        message_id: prepared.message_id.clone(),
        action: prepared.action,
        frame: prepared.frame.clone(),
        turn_before,
        timeout: system.options.call_timeout,
        sent,
        answer,
    };
    system.metrics.queued_calls.add(1);
    line.push(call, system.options.call_queue).inspect_err(|_| system.metrics.queued_calls.add(-1))?;
    Ok(Asked { sent: hears_sent, answer: hears_answer })
}

/// Waits for the answer, at most until its turn had to come and the station had its time.
pub(crate) async fn heard(
    system: &CentralSystem,
    answer: oneshot::Receiver<Result<CallAnswer, CallFailure>>,
    turn_before: Instant,
) -> Result<CallAnswer, CallFailure> {
    const SLACK: Duration = Duration::from_secs(1);
    let patience = turn_before + system.options.call_timeout + SLACK;
    match tokio::time::timeout_at(patience, answer).await {
        Ok(Ok(outcome)) => outcome,
        // The connection's task is gone, and the call with it.
        Ok(Err(_)) => Err(CallFailure::ConnectionLost),
        Err(_) => Err(CallFailure::TimedOut),
    }
}

/// An id for a call of ours: unique in this process, and with the time of its start among those of others.
pub(crate) fn message_id(system: &CentralSystem) -> String {
    let number = system.calls.fetch_add(1, Ordering::Relaxed);
    format!("{:x}-{number:x}", system.started_at.0)
}
