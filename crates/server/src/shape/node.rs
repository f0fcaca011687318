//! A node with all that is configured and known of it.

use csms::{OutletLive, StationLive};
use domain::command::CommandName;
use domain::node::NodeKind;
use domain::outlet::{ConnectorType, OutletMode, OutletPresent, OutletStatus, State};
use domain::report::BootReport;
use domain::station::Protocol;
use domain::{NodeId, TemplateId, UtcMillis};
use serde::Serialize;
use store::node::{NodeSettings, OutletSettings, SiteSettings, StationReported, StationSettings};
use store::station::StationCallback;
use utoipa::ToSchema;

use super::{Reachability, Session, word};

/// A node.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// The id that external services use.
    pub uuid: String,
    /// What it is.
    #[schema(value_type = word::NodeKind)]
    pub kind: NodeKind,
    /// What it stands below.
    #[schema(value_type = Option<i64>)]
    pub parent_id: Option<NodeId>,
    /// Its name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Grows with each edit; also the `ETag`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// From the system to the parent, as far as the viewer sees.
    pub path: Vec<PathStep>,
    /// Of a site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub site: Option<Site>,
    /// Of a station.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub station: Option<Box<Station>>,
    /// Of an outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub outlet: Option<Box<Outlet>>,
}

/// A node on the way from the system.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PathStep {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// What it is.
    #[schema(value_type = word::NodeKind)]
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
}

/// What a site has.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// Postal address.
    pub address: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// IANA time zone.
    pub time_zone: String,
    /// Whom to call.
    pub contact: String,
    /// When it is open.
    pub opening_hours: String,
}

/// What a station has: what is configured, what it told at boot, and how it is connected.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Station {
    /// The name by which the physical station knows itself.
    pub charge_box_id: String,
    /// Whether drivers of other sites may see it.
    pub public: bool,
    /// OCPP security profile, 0 to 3.
    pub security_profile: u8,
    /// Whether a Basic password is set.
    pub has_credential: bool,
    /// Whether a handshake without a subprotocol is taken as 1.6.
    pub accept_missing_subprotocol: bool,
    /// By what it spoke when it last connected.
    #[schema(value_type = Option<word::Protocol>)]
    pub protocol: Option<Protocol>,
    /// The commands that its protocol has; all that the portal knows before it has ever connected.
    #[schema(value_type = Vec<word::CommandName>)]
    pub commands: Vec<CommandName>,
    /// Its own heartbeat interval, seconds; null: the portal's.
    pub heartbeat_interval_s: Option<u32>,
    /// The template that its configuration shall follow.
    #[schema(value_type = Option<i64>)]
    pub configuration_template_id: Option<TemplateId>,
    /// Where it says that it can be called, when it speaks SOAP.
    pub soap_address: Option<String>,
    /// Where it is called over SOAP instead.
    pub soap_address_pinned: Option<String>,
    /// From where it must post over SOAP, such as 203.0.113.0/24; null: from anywhere.
    pub soap_address_range: Option<String>,
    /// SHA-256 of the client certificate that it must show over SOAP, hexadecimal; null: none.
    pub soap_certificate: Option<String>,
    /// Whether it can be called; null where it has a socket.
    pub reachability: Option<Reachability>,
    /// As told at boot.
    pub vendor: Option<String>,
    /// As told at boot.
    pub model: Option<String>,
    /// As told at boot.
    pub serial_number: Option<String>,
    /// As told at boot.
    pub charge_box_serial_number: Option<String>,
    /// As told at boot.
    pub firmware_version: Option<String>,
    /// The SIM card's number.
    pub iccid: Option<String>,
    /// The subscriber's number.
    pub imsi: Option<String>,
    /// The main meter's type.
    pub meter_type: Option<String>,
    /// The main meter's number.
    pub meter_serial_number: Option<String>,
    /// When it was first accepted.
    #[schema(value_type = Option<word::Time>)]
    pub registered_at: Option<UtcMillis>,
    /// When it last booted.
    #[schema(value_type = Option<word::Time>)]
    pub last_boot_at: Option<UtcMillis>,
    /// Since when it is connected.
    #[schema(value_type = Option<word::Time>)]
    pub connected_at: Option<UtcMillis>,
    /// When anything was last heard.
    #[schema(value_type = Option<word::Time>)]
    pub last_seen_at: Option<UtcMillis>,
    /// Whether it is connected.
    pub online: bool,
    /// From where it connects.
    pub remote_address: Option<String>,
    /// How far its clock is ahead of ours, ms.
    pub clock_skew_ms: Option<i64>,
    /// Slips against OCPP that were forgiven.
    pub deviations: i64,
    /// Whether a changed configuration key waits for a reboot.
    pub reboot_required: bool,
}

/// What an outlet has: what is configured and what the station last said.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Outlet {
    /// Its number on the station, from 1.
    pub number: u16,
    /// Socket or plug.
    #[schema(value_type = word::ConnectorType)]
    pub connector_type: ConnectorType,
    /// Who may charge.
    #[schema(value_type = word::OutletMode)]
    pub mode: OutletMode,
    /// The parking place.
    pub parking: String,
    /// Rated current, A.
    pub rated_current_a: u32,
    /// 1, 2 or 3.
    pub phases: u8,
    /// What the station last said.
    #[schema(value_type = word::OutletStatus)]
    pub status: OutletStatus,
    /// What colours it.
    #[schema(value_type = word::State)]
    pub state: State,
    /// OCPP's error code.
    pub error_code: Option<String>,
    /// The station's words on the fault.
    pub error_text: Option<String>,
    /// When the status began.
    #[schema(value_type = Option<word::Time>)]
    pub status_at: Option<UtcMillis>,
    /// The open session, where the viewer may see it.
    pub session: Option<Session>,
}

/// How much of a node somebody may see beyond its name and state.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// How stations connect: addresses, serial numbers, SIM cards, slips.
    pub technical: bool,
    /// Who charges.
    pub personal_data: bool,
    /// The present, for how long a session has run.
    pub now: UtcMillis,
}

impl Node {
    /// The shape of a node, with its station's present put in.
    pub fn of(node: store::node::Node, live: Option<&StationLive>, sight: Sight) -> Node {
        let kind = node.kind();
        let (site, station, outlet) = match node.settings {
            NodeSettings::Site(settings) => (Some(Site::of(settings)), None, None),
            NodeSettings::Station(settings) => {
                let reported = node.station.map(|reported| *reported);
                (None, reported.map(|reported| Box::new(Station::of(settings, reported, live, sight))), None)
            }
            NodeSettings::Outlet(settings) => {
                let live = live.and_then(|station| station.outlets.iter().find(|outlet| outlet.id == node.id));
                let session = node.session.map(|mut session| {
                    if let Some(newer) = live.and_then(|outlet| outlet.session) {
                        newer.overlay(&mut session);
                    }
                    Session::of(&session, sight.now, sight.personal_data)
                });
                (None, None, Some(Box::new(Outlet::of(settings, node.present, live, session))))
            }
            NodeSettings::System | NodeSettings::Floor | NodeSettings::GridController => (None, None, None),
        };
        let path =
            node.path.into_iter().map(|step| PathStep { id: step.id, kind: step.kind, name: step.name }).collect();
        Node {
            id: node.id,
            uuid: node.uuid,
            kind,
            parent_id: node.parent_id,
            name: node.name,
            description: node.description,
            version: node.version,
            created_at: node.created_at,
            path,
            site,
            station,
            outlet,
        }
    }
}

impl Site {
    fn of(settings: SiteSettings) -> Site {
        Site {
            address: settings.address,
            latitude: settings.latitude,
            longitude: settings.longitude,
            time_zone: settings.time_zone,
            contact: settings.contact,
            opening_hours: settings.opening_hours,
        }
    }
}

impl Station {
    fn of(settings: StationSettings, reported: StationReported, live: Option<&StationLive>, sight: Sight) -> Station {
        let boot = reported.boot;
        let told = |member: fn(&BootReport) -> &Option<String>| boot.as_ref().and_then(|boot| member(boot).clone());
        let protocol = live.and_then(|live| live.protocol).or(reported.protocol);
        let technical = |text: Option<String>| text.filter(|_| sight.technical);
        let remote_address = live.and_then(|live| live.remote_address.clone()).or(reported.remote_address);
        let soap = settings.soap;
        let reachability = protocol.filter(|protocol| protocol.is_soap() && sight.technical).map(|_| {
            let callback = StationCallback { told: reported.soap_address.clone(), pinned: soap.address_pinned.clone() };
            let peer = remote_address.as_deref().and_then(|address| address.parse().ok());
            csms::Reachability::of(&callback, peer, live.and_then(|live| live.call_failure.clone())).into()
        });
        Station {
            charge_box_id: settings.charge_box_id.to_string(),
            public: settings.public,
            security_profile: settings.security_profile.number(),
            has_credential: reported.has_credential && sight.technical,
            accept_missing_subprotocol: settings.accept_missing_subprotocol,
            protocol,
            commands: CommandName::known_to(protocol),
            heartbeat_interval_s: settings.heartbeat_interval_s,
            configuration_template_id: settings.configuration_template_id,
            soap_address: technical(reported.soap_address),
            soap_address_pinned: technical(soap.address_pinned),
            soap_address_range: technical(soap.binding.address_range.map(|range| range.to_string())),
            soap_certificate: technical(soap.binding.certificate),
            reachability,
            vendor: boot.as_ref().map(|boot| boot.vendor.clone()),
            model: boot.as_ref().map(|boot| boot.model.clone()),
            serial_number: technical(told(|boot| &boot.serial_number)),
            charge_box_serial_number: technical(told(|boot| &boot.charge_box_serial_number)),
            firmware_version: technical(told(|boot| &boot.firmware_version)),
            iccid: technical(told(|boot| &boot.iccid)),
            imsi: technical(told(|boot| &boot.imsi)),
            meter_type: technical(told(|boot| &boot.meter_type)),
            meter_serial_number: technical(told(|boot| &boot.meter_serial_number)),
            registered_at: reported.registered_at,
            last_boot_at: reported.last_boot_at,
            connected_at: live.map_or(reported.connected_at, |live| live.connected_at),
            last_seen_at: live.and_then(|live| live.last_seen_at).or(reported.last_seen_at),
            online: live.is_some_and(|live| live.online),
            remote_address: technical(remote_address),
            clock_skew_ms: reported.clock_skew_ms.filter(|_| sight.technical),
            deviations: if sight.technical { reported.deviations } else { 0 },
            reboot_required: reported.reboot_required,
        }
    }
}

impl Outlet {
    fn of(
        settings: OutletSettings,
        stored: Option<OutletPresent>,
        live: Option<&OutletLive>,
        session: Option<Session>,
    ) -> Outlet {
        let present = live.map(|live| live.present.clone()).or(stored).unwrap_or(OutletPresent::UNKNOWN);
        Outlet {
            number: settings.number,
            connector_type: settings.connector_type,
            mode: settings.mode,
            parking: settings.parking,
            rated_current_a: settings.rated_current_a,
            phases: settings.phases,
            status: present.status,
            state: live.map_or(State::Unknown, |live| live.state),
            error_code: present.error_code,
            error_text: present.error_text,
            status_at: present.at,
            session,
        }
    }
}
