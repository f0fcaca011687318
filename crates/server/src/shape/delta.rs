//! What the event stream tells, the `data` of each event.

use domain::change::{AlarmChange, SessionChange, TopologyChange};
use domain::outlet::{OutletStatus, State};
use domain::{CampaignId, NodeId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Alarm, NavigatorNode, Session, word};

/// `outlet`: an outlet's present has changed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OutletDelta {
    /// The outlet.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// Its station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// Its number.
    pub number: u16,
    /// What the station last said.
    #[schema(value_type = word::OutletStatus)]
    pub status: OutletStatus,
    /// What colours it.
    #[schema(value_type = word::State)]
    pub state: State,
    /// Power, W, while charging.
    pub power_w: Option<f64>,
    /// OCPP's error code.
    pub error_code: Option<String>,
    /// When.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
}

/// `station`: a station came, went, or changed its own status.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StationDelta {
    /// The station.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// Whether it is connected.
    pub online: bool,
    /// Its own state.
    #[schema(value_type = word::State)]
    pub state: State,
    /// When.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
}

/// `session`: a session began, went on or ended.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionDelta {
    /// How.
    #[schema(value_type = word::SessionChange)]
    pub change: SessionChange,
    /// The session as it stands.
    pub session: Session,
}

/// `alarm`: an alarm was raised, counted or cleared.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AlarmDelta {
    /// How.
    #[schema(value_type = word::AlarmChange)]
    pub change: AlarmChange,
    /// The alarm as it stands.
    pub alarm: Alarm,
}

/// `campaign`: a firmware campaign, or a station of it, went on; read it again.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CampaignDelta {
    /// Which one.
    #[schema(value_type = i64)]
    pub id: CampaignId,
}

/// `configuration`: a station's configuration was read.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationDelta {
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// When.
    #[schema(value_type = word::Time)]
    pub read_at: UtcMillis,
}

/// `security`: certificates, requests for them or the raising of a security profile changed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityDelta {
    /// The station; null for the portal's own certificates.
    #[schema(value_type = Option<i64>)]
    pub station_id: Option<NodeId>,
}

/// `topology`: the tree has changed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TopologyDelta {
    /// How.
    #[schema(value_type = word::TopologyChange)]
    pub change: TopologyChange,
    /// The node.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// The node as it stands; null when it is gone.
    pub node: Option<NavigatorNode>,
}
