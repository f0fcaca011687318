//! The one decision whether a tag may charge (`ocpp.md` rule 2; OCPP 1.6 ed. 2 §4.1, §7.2).
//!
//! Who presents a tag, where and why is a [`Request`]; the store finds the [`KnownTag`] by the tag's
//! [`candidates`](crate::tag::NormalTag::candidates); the answer is an [`Authorisation`].

use crate::id::{NodeId, TagId, UserId};
use crate::outlet::OutletMode;
use crate::policy::{Policies, UnknownTags};
use crate::session::{Authentication, AuthorisationStatus};
use crate::tag::same_tag;
use crate::time::UtcMillis;

/// A tag as configured, with all that decides whether it may charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTag {
    /// The tag.
    pub id: TagId,
    /// The group that it belongs to: tags of one group may stop each other's sessions (OCPP's parentIdTag).
    pub parent: Option<String>,
    /// Whether a person blocked it.
    pub blocked: bool,
    /// From when on it is no longer valid.
    pub expires_at: Option<UtcMillis>,
    /// Whose it is, where it belongs to a user.
    pub holder: Option<TagHolder>,
}

/// The user whom a tag belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagHolder {
    /// The user.
    pub user_id: UserId,
    /// The sites where they may charge. *Decision:* none means that they are not bound to sites; a driver's last site is not
    /// deleted, so that only a person who edits the driver can make it so.
    pub site_ids: Vec<NodeId>,
}

/// Why a tag is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// A station asks before it starts or stops (Authorize.req, which names no outlet).
    Authorize,
    /// A station reports a start.
    Start {
        /// How the start was asked for, where it answers a request of the portal's, an app or a service.
        asked_by: Option<Authentication>,
    },
    /// A station reports who stopped a session.
    Stop {
        /// The tag that the session was started with.
        session_tag: Option<&'a str>,
        /// That tag's group.
        session_parent: Option<&'a str>,
    },
    /// The portal is about to ask a station for a start.
    RemoteStart,
}

/// A tag presented: everything that the decision rests on.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Why.
    pub purpose: Purpose<'a>,
    /// The tag as presented.
    pub tag: &'a str,
    /// What is configured for it.
    pub known: Option<&'a KnownTag>,
    /// The mode of the outlet; for a whole station see [`station_mode`].
    pub mode: OutletMode,
    /// The site of the station.
    pub site_id: Option<NodeId>,
    /// Whether the tag has an open session at another outlet.
    pub charging_elsewhere: bool,
    /// Whether the outlet is reserved for somebody else.
    pub kept_for_another: bool,
    /// The portal's policies.
    pub policies: &'a Policies,
    /// The moment that counts: when a start happened, else now.
    pub now: UtcMillis,
}

/// The answer given to a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorisation {
    /// May it charge?
    pub status: AuthorisationStatus,
    /// Its group, told to the station.
    pub parent_tag: Option<String>,
    /// Until when the answer holds, told to the station.
    pub expires_at: Option<UtcMillis>,
    /// The user whom the session belongs to; none for guests and for tags that were refused.
    pub user_id: Option<UserId>,
    /// How the session counts as authorised.
    pub authentication: Authentication,
}

/// The mode that answers for a station when no outlet is named: OPEN only where every outlet is.
///
/// *Decision:* at a station that has both modes a tag presented before the outlet is known must be one that may charge at
/// either; an OPEN outlet accepts anyone when the start is reported.
pub fn station_mode(outlets: impl IntoIterator<Item = OutletMode>) -> OutletMode {
    let mut outlets = outlets.into_iter().peekable();
    let open = outlets.peek().is_some() && outlets.all(|mode| mode == OutletMode::Open);
    if open { OutletMode::Open } else { OutletMode::Rfid }
}

/// Decides whether a tag may charge.
///
/// An OPEN outlet accepts anyone; whoever has a valid tag is recognised, anyone else is anonymous. Elsewhere an unknown tag
/// follows the policy; a known one is refused when blocked, then when expired, then (Invalid) when its holder may not charge
/// at the site, then (ConcurrentTx) when it is charging elsewhere and the policy allows one session a tag. The last holds for
/// starts only: a station also asks in order to stop (OCPP 1.6 ed. 2 §7.2).
///
/// Whoever started a session may stop it, and so may the tags of their group, whatever has become of the tag meanwhile.
pub fn authorise(request: &Request<'_>) -> Authorisation {
    let status = match request.purpose {
        Purpose::Stop { session_tag, session_parent } if may_stop(request, session_tag, session_parent) => {
            AuthorisationStatus::Accepted
        }
        // A reserved outlet is for one tag, even where else anyone may charge.
        Purpose::Authorize | Purpose::Start { .. } | Purpose::RemoteStart if request.kept_for_another => {
            AuthorisationStatus::Invalid
        }
        _ if request.mode == OutletMode::Open => AuthorisationStatus::Accepted,
        _ => status_of_tag(request),
    };
    let holder_status = request.known.map(|known| status_of_known(request, known));
    let recognised = request.known.filter(|_| {
        status == AuthorisationStatus::Accepted
            && matches!(holder_status, Some(AuthorisationStatus::Accepted | AuthorisationStatus::ConcurrentTx))
    });
    Authorisation {
        status,
        parent_tag: request.known.and_then(|known| known.parent.clone()),
        expires_at: request.known.and_then(|known| known.expires_at),
        user_id: recognised.and_then(|known| known.holder.as_ref()).map(|holder| holder.user_id),
        authentication: authentication(request, recognised.is_some()),
    }
}

fn status_of_tag(request: &Request<'_>) -> AuthorisationStatus {
    match (request.known, request.policies.unknown_tags) {
        (Some(known), _) => status_of_known(request, known),
        (None, UnknownTags::Accept) if concurrent(request) => AuthorisationStatus::ConcurrentTx,
        (None, UnknownTags::Accept) if !request.tag.trim().is_empty() => AuthorisationStatus::Accepted,
        (None, _) => AuthorisationStatus::Invalid,
    }
}

fn status_of_known(request: &Request<'_>, known: &KnownTag) -> AuthorisationStatus {
    if known.blocked {
        AuthorisationStatus::Blocked
    } else if known.expires_at.is_some_and(|expires_at| expires_at <= request.now) {
        AuthorisationStatus::Expired
    } else if known.holder.as_ref().is_some_and(|holder| !may_charge_at(holder, request.site_id)) {
        AuthorisationStatus::Invalid
    } else if concurrent(request) {
        AuthorisationStatus::ConcurrentTx
    } else {
        AuthorisationStatus::Accepted
    }
}

fn may_charge_at(holder: &TagHolder, site_id: Option<NodeId>) -> bool {
    holder.site_ids.is_empty() || site_id.is_some_and(|site| holder.site_ids.contains(&site))
}

fn concurrent(request: &Request<'_>) -> bool {
    let starts = matches!(request.purpose, Purpose::Start { .. } | Purpose::RemoteStart);
    starts && request.policies.one_session_per_tag && request.charging_elsewhere
}

fn may_stop(request: &Request<'_>, session_tag: Option<&str>, session_parent: Option<&str>) -> bool {
    let parent = request.known.and_then(|known| known.parent.as_deref());
    let same = |one: Option<&str>, other: Option<&str>| one.zip(other).is_some_and(|(one, other)| same_tag(one, other));
    same(Some(request.tag), session_tag)
        || same(parent, session_parent)
        || same(parent, session_tag)
        || same(Some(request.tag), session_parent)
}

fn authentication(request: &Request<'_>, recognised: bool) -> Authentication {
    match request.purpose {
        Purpose::Start { asked_by: Some(asked_by) } => asked_by,
        Purpose::RemoteStart => Authentication::Remote,
        _ if request.mode == OutletMode::Open && !recognised => Authentication::Anonymous,
        _ => Authentication::Rfid,
    }
}
