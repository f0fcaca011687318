//! An alarm in lists and in the event stream.

use domain::alarm::AlarmType;
use domain::{AlarmId, NodeId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// An alarm.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Alarm {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: AlarmId,
    /// What kind of condition.
    #[serde(rename = "type")]
    #[schema(value_type = word::AlarmType)]
    pub kind: AlarmType,
    /// The station or outlet; null for unknown stations.
    #[schema(value_type = Option<i64>)]
    pub node_id: Option<NodeId>,
    /// The node's name when it was raised, or the unknown charge box id.
    pub node_name: String,
    /// The outlet's number, where it is about one.
    pub outlet: Option<u16>,
    /// The error code, or what else tells conditions of one type apart.
    pub code: Option<String>,
    /// The station's own words.
    pub text: Option<String>,
    /// When it was raised.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// When it was last reported.
    #[schema(value_type = word::Time)]
    pub last_at: UtcMillis,
    /// How often it was reported.
    pub count: i64,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub cleared_at: Option<UtcMillis>,
    /// Who ended it; null for the condition itself.
    pub cleared_by: Option<String>,
}

impl From<&domain::alarm::Alarm> for Alarm {
    fn from(alarm: &domain::alarm::Alarm) -> Alarm {
        Alarm {
            id: alarm.id,
            kind: alarm.key.kind,
            node_id: alarm.key.node_id,
            node_name: alarm.node_name.clone(),
            outlet: alarm.outlet,
            code: Some(alarm.key.subject.clone()).filter(|subject| !subject.is_empty()),
            text: alarm.text.clone(),
            created_at: alarm.created_at,
            last_at: alarm.last_at,
            count: alarm.count,
            cleared_at: alarm.cleared_at,
            cleared_by: alarm.cleared_by.clone(),
        }
    }
}
