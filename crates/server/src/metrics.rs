//! `/metrics` for Prometheus: what the central system and the server count.
//!
//! *Decision:* it may be read from the addresses in `metrics_from` (the loopback ones by default), and by whoever may edit the settings,
//! such as a program with an administrator's token. A request that some unknown proxy forwarded is not believed to be local.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use csms::metrics::{ACTIONS, Counter, Gauge};
use domain::access::Capability;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;

use crate::access::Visit;
use crate::portal::Portal;
use crate::problem::{Problem, ProblemKind};

/// What the server itself counts.
#[derive(Debug, Default)]
pub struct Traffic {
    /// Answers, by the first figure of their status, from 1.
    pub answers: [Counter; 5],
    /// Open event streams.
    pub streams: Gauge,
    /// Sign-ins that failed.
    pub failed_sign_ins: Counter,
}

/// `GET /metrics`.
///
/// # Errors
/// `not-signed-in` or `forbidden`.
pub async fn show(visit: Visit, headers: HeaderMap) -> Result<impl IntoResponse, Problem> {
    permit(&visit, &headers)?;
    let mut registry = Registry::with_prefix("charge_portal");
    registry.register_collector(Box::new(Figures(visit.portal)));
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &registry).map_err(|_| ProblemKind::Internal)?;
    Ok(([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text))
}

fn permit(visit: &Visit, headers: &HeaderMap) -> Result<(), Problem> {
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
    let behind_known_proxy = visit.line.forwarded;
    let is_near = visit.portal.metrics_from.iter().any(|range| range.contains(visit.line.address));
    if is_near && (!forwarded || behind_known_proxy) {
        return Ok(());
    }
    let identity = visit.identity.as_ref().ok_or(ProblemKind::NotSignedIn)?;
    identity.viewer.reach(Capability::EditSettings).map(drop).ok_or_else(|| ProblemKind::Forbidden.into())
}

struct Figures(Arc<Portal>);

impl fmt::Debug for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Figures")
    }
}

impl Collector for Figures {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let stations = self.0.csms.metrics();
        let traffic = &self.0.traffic;
        let gauges = [
            ("connected_stations", "Stations with a socket", &stations.connected_stations),
            ("queued_calls", "Calls to stations that wait for their turn", &stations.queued_calls),
            ("message_log_pending_bytes", "Message log that waits to be written", &stations.message_log_pending_bytes),
            ("event_streams", "Open event streams", &traffic.streams),
        ];
        for (name, help, gauge) in gauges {
            let descriptor = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
            ConstGauge::new(gauge.get()).encode(descriptor)?;
        }
        let counters = [
            ("station_connections", "Station connections let in", &stations.connections),
            ("refused_handshakes", "Station handshakes refused", &stations.refused_handshakes),
            ("answers_received", "Stations' answers to our calls", &stations.answers_received),
            ("calls_sent", "Calls to stations", &stations.calls_sent),
            ("errors_sent", "Stations' calls answered with an error", &stations.errors_sent),
            ("errors_received", "Our calls answered with an error", &stations.errors_received),
            ("calls_timed_out", "Our calls not answered in time", &stations.calls_timed_out),
            ("answers_unmatched", "Answers that came late or matched nothing", &stations.answers_unmatched),
            ("broken_frames", "Frames that could not be understood", &stations.broken_frames),
            ("deviations", "Slips of stations that were forgiven", &stations.deviations),
            ("repeated_messages", "Messages answered from memory", &stations.repeated_messages),
            ("storage_failures", "Reports not confirmed since not stored", &stations.storage_failures),
            ("message_log_dropped", "Message log entries dropped", &stations.message_log_dropped),
            ("contained_panics", "Panics contained to a station", &stations.contained_panics),
            ("failed_sign_ins", "Sign-ins that failed", &traffic.failed_sign_ins),
        ];
        for (name, help, counter) in counters {
            let descriptor = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            ConstCounter::new(counter.get()).encode(descriptor)?;
        }
        labelled(&mut encoder, "calls_received", "Calls from stations", "action", &ACTIONS, &stations.calls_received)?;
        let classes = ["1xx", "2xx", "3xx", "4xx", "5xx"];
        labelled(&mut encoder, "answers", "HTTP answers", "status", &classes, &traffic.answers)
    }
}

fn labelled(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    label: &str,
    values: &[&str],
    counters: &[Counter],
) -> fmt::Result {
    let mut descriptor = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
    for (value, counter) in values.iter().zip(counters) {
        let labels = [(label, *value)];
        ConstCounter::new(counter.get()).encode(descriptor.encode_family(&labels)?)?;
    }
    Ok(())
}
