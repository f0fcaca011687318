//! The single access policy: what each role may do, and to what.
//!
//! Holds for the pages, the REST API, the live stream, exports and attachments alike. An endpoint declares the
//! [`Capability`] it needs; [`Viewer::reach`] says how far that capability goes for who is asking; the store's queries take
//! the [`Reach`] and put it into their SQL.

use crate::change::Scope;
use crate::id::{NodeId, UserId};
use crate::user::Role;
use crate::word::words;

words! {
    /// Something that a person or a program may be allowed to do.
    Capability {
        /// See nodes and their state.
        ViewNodes = "viewNodes",
        /// See sessions, their curves and totals.
        ViewSessions = "viewSessions",
        /// See who charged: e-mail addresses and tags.
        ViewPersonalData = "viewPersonalData",
        /// See alarms.
        ViewAlarms = "viewAlarms",
        /// Clear alarms.
        ClearAlarms = "clearAlarms",
        /// See the event log.
        ViewEventLog = "viewEventLog",
        /// See protocol messages.
        ViewMessages = "viewMessages",
        /// Create and delete sites, edit the system; see and dismiss unknown stations.
        EditSystem = "editSystem",
        /// Create, delete and move what stands below a site, and edit the site and its floors.
        EditTopology = "editTopology",
        /// Edit stations and outlets: name, mode, credential.
        ConfigureStations = "configureStations",
        /// Make, change and delete templates of configurations.
        EditTemplates = "editTemplates",
        /// Send commands to stations.
        ControlStations = "controlStations",
        /// See users.
        ViewUsers = "viewUsers",
        /// Create, edit and delete users.
        EditUsers = "editUsers",
        /// See tags.
        ViewTags = "viewTags",
        /// Create, edit and delete tags.
        EditTags = "editTags",
        /// See and change the portal's settings and API tokens.
        EditSettings = "editSettings",
        /// See and change one's own account and preferences.
        OwnAccount = "ownAccount",
    }
}

impl Capability {
    /// Whether it changes anything; a token that may only read has none of these.
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Capability::ClearAlarms
                | Capability::EditSystem
                | Capability::EditTopology
                | Capability::ConfigureStations
                | Capability::EditTemplates
                | Capability::ControlStations
                | Capability::EditUsers
                | Capability::EditTags
                | Capability::EditSettings
        )
    }
}

/// How far a capability goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// The whole portal.
    All,
    /// These sites and what is below them.
    Sites(Vec<NodeId>),
    /// What is the driver's own; of nodes, public stations and those of the sites where they may charge.
    Own {
        /// The driver.
        user_id: UserId,
        /// Where they may charge.
        sites: Vec<NodeId>,
    },
}

impl Reach {
    /// Whether something at `scope` is within reach.
    pub fn covers(&self, scope: &Scope) -> bool {
        match self {
            Reach::All => true,
            Reach::Sites(sites) => scope.site_id.is_some_and(|site| sites.contains(&site)),
            Reach::Own { user_id, .. } => scope.user_id == Some(*user_id),
        }
    }

    /// Whether a node at `scope` is within reach: for drivers also what is public or at their sites.
    pub fn covers_node(&self, scope: &Scope) -> bool {
        match self {
            Reach::Own { sites, .. } => scope.public || scope.site_id.is_some_and(|site| sites.contains(&site)),
            other => other.covers(scope),
        }
    }
}

/// Who is asking: a signed-in user, or a program with a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The user; none for a token.
    pub user_id: Option<UserId>,
    /// How they are named in the event log.
    pub name: String,
    /// The role.
    pub role: Role,
    /// A site administrator's sites; where a driver may charge.
    pub site_ids: Vec<NodeId>,
    /// Whether they may change anything at all.
    pub may_write: bool,
}

impl Viewer {
    /// How far a capability goes for this viewer; `None` when they lack it.
    pub fn reach(&self, capability: Capability) -> Option<Reach> {
        use Capability as C;
        if capability.writes() && !self.may_write {
            return None;
        }
        if capability == C::OwnAccount {
            return self.user_id.map(|_| Reach::All);
        }
        match self.role {
            Role::Administrator => Some(Reach::All),
            Role::SiteAdministrator => match capability {
                C::EditSystem | C::EditUsers | C::EditTags | C::EditSettings | C::EditTemplates => None,
                _ => Some(Reach::Sites(self.site_ids.clone())),
            },
            Role::Support => match capability {
                C::ViewNodes
                | C::ViewSessions
                | C::ViewAlarms
                | C::ClearAlarms
                | C::ViewEventLog
                | C::ViewMessages
                | C::ConfigureStations
                | C::EditTemplates
                | C::ControlStations => Some(Reach::All),
                _ => None,
            },
            Role::Driver => match capability {
                C::ViewNodes | C::ViewSessions | C::ViewPersonalData | C::ViewTags => {
                    self.user_id.map(|user_id| Reach::Own { user_id, sites: self.site_ids.clone() })
                }
                _ => None,
            },
        }
    }

    /// Every capability that this viewer has, for the pages to know what to offer.
    pub fn capabilities(&self) -> Vec<Capability> {
        Capability::ALL.iter().copied().filter(|capability| self.reach(*capability).is_some()).collect()
    }
}
