//! What people set of a node, by its kind.

use domain::node::NodeKind;
use domain::outlet::{ConnectorType, OutletMode};
use domain::station::SecurityProfile;
use domain::{ChargeBoxId, TemplateId};

use super::soap::SoapSettings;

/// What people set of a node, beside its name and description.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeSettings {
    /// The root has nothing more.
    System,
    /// A site.
    Site(SiteSettings),
    /// A floor has nothing more.
    Floor,
    /// A station.
    Station(StationSettings),
    /// A grid controller has nothing more yet.
    GridController,
    /// An outlet.
    Outlet(OutletSettings),
}

impl NodeSettings {
    /// The kind of node that these settings are for.
    pub const fn kind(&self) -> NodeKind {
        match self {
            NodeSettings::System => NodeKind::System,
            NodeSettings::Site(_) => NodeKind::Site,
            NodeSettings::Floor => NodeKind::Floor,
            NodeSettings::Station(_) => NodeKind::Station,
            NodeSettings::GridController => NodeKind::GridController,
            NodeSettings::Outlet(_) => NodeKind::Outlet,
        }
    }
}

/// What people set of a site.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteSettings {
    /// Its address.
    pub address: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// IANA name of its time zone; the portal's where empty.
    pub time_zone: String,
    /// Whom to call.
    pub contact: String,
    /// When it is open, for people.
    pub opening_hours: String,
}

/// What people set of a station, except its credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationSettings {
    /// The name by which it connects; unique.
    pub charge_box_id: ChargeBoxId,
    /// Whether anyone may see it.
    pub public: bool,
    /// How it must prove itself.
    pub security_profile: SecurityProfile,
    /// Whether a handshake that offers no subprotocol is taken as 1.6.
    pub accept_missing_subprotocol: bool,
    /// Its own heartbeat interval, seconds; the portal's policy where absent.
    pub heartbeat_interval_s: Option<u32>,
    /// What counts when it speaks SOAP.
    pub soap: SoapSettings,
    /// The template that its configuration shall follow.
    pub configuration_template_id: Option<TemplateId>,
}

impl StationSettings {
    /// Settings of a station that needs nothing special.
    pub fn plain(charge_box_id: ChargeBoxId) -> Self {
        Self {
            charge_box_id,
            public: false,
            security_profile: SecurityProfile::None,
            accept_missing_subprotocol: false,
            heartbeat_interval_s: None,
            soap: SoapSettings::default(),
            configuration_template_id: None,
        }
    }
}

/// What people set of an outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletSettings {
    /// Its number, from 1; unique on its station.
    pub number: u16,
    /// Its socket or plug.
    pub connector_type: ConnectorType,
    /// Who may charge.
    pub mode: OutletMode,
    /// Its parking place.
    pub parking: String,
    /// Current that it can give, A on each phase.
    pub rated_current_a: u32,
    /// Phases, 1 to 3.
    pub phases: u8,
}

impl OutletSettings {
    /// The usual outlet: type 2, three phases of 32 A, for known tags.
    pub const fn usual(number: u16) -> Self {
        Self {
            number,
            connector_type: ConnectorType::Type2Socket,
            mode: OutletMode::Rfid,
            parking: String::new(),
            rated_current_a: 32,
            phases: 3,
        }
    }
}
