//! A line in the event log.

use domain::{EventId, NodeId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// Something that a station reported or a person did.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: EventId,
    /// When.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
    /// What kind of event, a stable word such as `boot`.
    pub kind: String,
    /// The station it is about.
    #[schema(value_type = Option<i64>)]
    pub station_id: Option<NodeId>,
    /// The station's name, while it exists.
    pub station_name: Option<String>,
    /// The outlet's number.
    pub outlet: Option<u16>,
    /// Text for people.
    pub text: String,
    /// Who did it; null for stations and the portal itself.
    pub by: Option<String>,
    /// More, for programs.
    #[schema(value_type = Option<Object>)]
    pub detail: Option<serde_json::Value>,
}

impl From<store::event::Event> for Event {
    fn from(event: store::event::Event) -> Event {
        Event {
            id: event.id,
            at: event.at,
            kind: event.kind,
            station_id: event.station_id,
            station_name: event.station_name,
            outlet: event.outlet,
            text: event.text,
            by: event.by,
            detail: event.detail,
        }
    }
}
