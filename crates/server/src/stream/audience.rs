//! Who may hear of a change, and how much of it.

use domain::NodeId;
use domain::access::{Capability, Reach, Viewer};
use domain::change::{Change, ChangeBody, Scope};

/// What one listener may hear of; worked out once for a stream.
#[derive(Debug, Clone)]
pub struct Audience {
    nodes: Option<Reach>,
    sessions: Option<Reach>,
    personal_data: Option<Reach>,
    alarms: Option<Reach>,
    messages: Option<Reach>,
    /// Only what happens at this node or below it.
    below: Option<NodeId>,
}

/// How much of a change somebody may hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// All but who it was.
    Anonymous,
}

impl Audience {
    /// What `viewer` may hear of, at a node and below it where one is chosen.
    pub fn of(viewer: &Viewer, below: Option<NodeId>) -> Audience {
        Audience {
            nodes: viewer.reach(Capability::ViewNodes),
            sessions: viewer.reach(Capability::ViewSessions),
            personal_data: viewer.reach(Capability::ViewPersonalData),
            alarms: viewer.reach(Capability::ViewAlarms),
            messages: viewer.reach(Capability::ViewMessages),
            below: below.filter(|node| *node != NodeId::SYSTEM),
        }
    }

    /// Whether this listener sees a node that stands at `scope`.
    pub(super) fn sees_node(&self, scope: &Scope) -> bool {
        self.nodes.as_ref().is_some_and(|reach| reach.covers_node(scope))
    }

    /// How much of a change this listener hears; `None` for nothing.
    pub(super) fn part(&self, change: &Change) -> Option<Part> {
        let scope = &change.scope;
        if self.below.is_some_and(|node| !is_below(scope, node)) {
            return None;
        }
        let covers = |reach: &Option<Reach>| reach.as_ref().is_some_and(|reach| reach.covers(scope));
        let heard = match &change.body {
            ChangeBody::Outlet { .. } | ChangeBody::Station { .. } | ChangeBody::Topology { .. } => {
                self.sees_node(scope)
            }
            ChangeBody::Session { .. } | ChangeBody::Reservation { .. } => covers(&self.sessions),
            ChangeBody::Alarm { .. } => covers(&self.alarms),
            ChangeBody::Command { .. }
            | ChangeBody::Configuration { .. }
            | ChangeBody::Security { .. }
            | ChangeBody::Transfer { .. }
            | ChangeBody::Campaign { .. } => covers(&self.messages),
            // Told by the stream's reader itself, to those whom it concerns.
            ChangeBody::Access { .. } | ChangeBody::TokenGone { .. } => false,
        };
        let personal = matches!(change.body, ChangeBody::Session { .. } | ChangeBody::Reservation { .. });
        let anonymous = personal && !covers(&self.personal_data);
        heard.then_some(if anonymous { Part::Anonymous } else { Part::Whole })
    }
}

fn is_below(scope: &Scope, node: NodeId) -> bool {
    [scope.site_id, scope.floor_id, scope.station_id, scope.outlet_id].contains(&Some(node))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::change::{AlarmChange, SessionChange, TopologyChange};
    use domain::session::{Authentication, AuthorisationStatus, Placement, Session, SessionFlags};
    use domain::user::Role;
    use domain::{AlarmId, CommandId, SessionId, UserId, UtcMillis};

    use super::*;

    fn viewer(role: Role, sites: &[i64]) -> Viewer {
        let site_ids = sites.iter().copied().map(NodeId).collect();
        Viewer { user_id: Some(UserId(5)), name: "who".to_owned(), role, site_ids, may_write: true }
    }

    fn session() -> ChangeBody {
        let placement = Placement {
            site_id: Some(NodeId(2)),
            site_name: String::new(),
            floor_id: None,
            floor_name: None,
            station_id: NodeId(3),
            station_name: String::new(),
            charge_box_id: String::new(),
            outlet_id: None,
            outlet: 1,
        };
        let session = Session {
            id: SessionId(1),
            placement,
            started_at: UtcMillis(0),
            ended_at: None,
            received_at: UtcMillis(0),
            meter_start_wh: None,
            meter_end_wh: None,
            energy_wh: 0,
            power_w: None,
            authentication: Authentication::Rfid,
            start_status: AuthorisationStatus::Accepted,
            user_id: Some(UserId(5)),
            email: None,
            tag: None,
            stop_reason: None,
            flags: SessionFlags::NONE,
            started_at_text: None,
            ended_at_text: None,
        };
        ChangeBody::Session { change: SessionChange::Started, session: Arc::new(session) }
    }

    fn bodies() -> [(&'static str, ChangeBody); 5] {
        let key =
            domain::alarm::AlarmKey { kind: domain::alarm::AlarmType::Fuse, node_id: None, subject: String::new() };
        let alarm = domain::alarm::Alarm {
            id: AlarmId(1),
            key,
            node_name: String::new(),
            outlet: None,
            text: None,
            site_id: Some(NodeId(2)),
            created_at: UtcMillis(0),
            last_at: UtcMillis(0),
            count: 1,
            cleared_at: None,
            cleared_by: None,
        };
        [
            ("topology", ChangeBody::Topology { change: TopologyChange::Updated, id: NodeId(3) }),
            ("session", session()),
            ("alarm", ChangeBody::Alarm { change: AlarmChange::Raised, alarm: Arc::new(alarm) }),
            ("command", ChangeBody::Command { id: CommandId(1), station_id: NodeId(3) }),
            ("access", ChangeBody::Access { user_id: UserId(5) }),
        ]
    }

    #[test]
    fn everyone_hears_what_they_may_see() {
        let at = |public, user| Scope {
            site_id: Some(NodeId(2)),
            station_id: Some(NodeId(3)),
            public,
            user_id: user,
            ..Scope::default()
        };
        let (whole, anonymous) = (Some(Part::Whole), Some(Part::Anonymous));
        // Viewer, scope, then what is heard of topology, session, alarm, command, access.
        let table = [
            (viewer(Role::Administrator, &[]), at(false, None), [whole, whole, whole, whole, None]),
            (viewer(Role::SiteAdministrator, &[2]), at(false, None), [whole, whole, whole, whole, None]),
            (viewer(Role::SiteAdministrator, &[9]), at(true, Some(UserId(5))), [None; 5]),
            (viewer(Role::Support, &[]), at(false, None), [whole, anonymous, whole, whole, None]),
            (viewer(Role::Driver, &[]), at(false, Some(UserId(6))), [None; 5]),
            (viewer(Role::Driver, &[]), at(true, Some(UserId(5))), [whole, whole, None, None, None]),
            (viewer(Role::Driver, &[2]), at(false, Some(UserId(6))), [whole, None, None, None, None]),
        ];
        for (viewer, scope, expected) in table {
            for ((name, body), expected) in bodies().into_iter().zip(expected) {
                let change = Change { at: UtcMillis(0), scope: scope.clone(), body };
                assert_eq!(Audience::of(&viewer, None).part(&change), expected, "{name} for {viewer:?} at {scope:?}");
            }
        }
    }

    #[test]
    fn the_chosen_node_narrows_it() {
        let scope = Scope { site_id: Some(NodeId(2)), station_id: Some(NodeId(3)), ..Scope::default() };
        let change = Change { at: UtcMillis(0), scope, body: session() };
        let administrator = viewer(Role::Administrator, &[]);
        for (node, heard) in [(1, true), (2, true), (3, true), (4, false)] {
            let audience = Audience::of(&administrator, Some(NodeId(node)));
            assert_eq!(audience.part(&change).is_some(), heard, "{node}");
        }
    }
}
