//! What stands before every handler.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use csms::By;
use domain::UserId;
use domain::access::{Capability, Reach, Viewer};

use super::identity::{Identity, identify};
use super::origin::{Origin, changes_state, origin};
use super::{Needs, Proof};
use crate::listener::Line;
use crate::portal::{Portal, Portals};
use crate::problem::{Problem, ProblemKind};

/// What a guarded handler is given: the portal, who is asking, and how far the route's capability goes for them.
#[derive(Clone)]
pub struct Access {
    /// The portal.
    pub portal: Arc<Portal>,
    /// Who is asking.
    pub viewer: Viewer,
    /// How far the declared capability goes.
    pub reach: Reach,
    /// How they proved it.
    pub proof: Proof,
    /// From where.
    pub line: Line,
}

impl Access {
    /// The user who is asking.
    ///
    /// # Errors
    /// `forbidden` for a program's token, which is nobody.
    pub fn user_id(&self) -> Result<UserId, Problem> {
        self.viewer.user_id.ok_or_else(|| ProblemKind::Forbidden.into())
    }

    /// The viewer as whoever gives a command.
    pub fn by(&self) -> By {
        By { user_id: self.viewer.user_id, name: self.viewer.name.clone() }
    }

    /// How far another capability goes for who is asking; `None` when they lack it.
    pub fn reach_of(&self, capability: Capability) -> Option<Reach> {
        self.viewer.reach(capability)
    }

    /// The same, as a refusal when they lack it.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn demand(&self, capability: Capability) -> Result<Reach, Problem> {
        self.reach_of(capability).ok_or_else(|| ProblemKind::Forbidden.into())
    }
}

/// What a public handler is given: the portal, and who is asking where they are signed in.
#[derive(Clone)]
pub struct Visit {
    /// The portal.
    pub portal: Arc<Portal>,
    /// Who is asking, where known.
    pub identity: Option<Identity>,
    /// From where.
    pub line: Line,
}

/// Lets a request through to its handler, or refuses it.
pub(super) async fn check(
    State((needs, portals)): State<(Needs, Portals)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let portal = portals.find(request.headers());
    let line = request.extensions().get::<Line>().cloned().ok_or(ProblemKind::Internal)?;
    let changes_state = changes_state(request.method());
    let origin = origin(request.headers(), portal.public_address());
    if changes_state && origin == Origin::Foreign {
        return Err(ProblemKind::WrongOrigin.into());
    }
    match needs {
        Needs::Public => {
            // A broken cookie or a database that is away must not keep anyone from what is public.
            let identity = identify(&portal, request.headers()).await.ok().flatten();
            request.extensions_mut().insert(Visit { portal, identity, line });
        }
        Needs::Capability(capability) => {
            let identity = identify(&portal, request.headers()).await?.ok_or(ProblemKind::NotSignedIn)?;
            if changes_state && origin != Origin::Own && matches!(identity.proof, Proof::Cookie(_)) {
                return Err(ProblemKind::WrongOrigin.into());
            }
            let reach = identity.viewer.reach(capability).ok_or(ProblemKind::Forbidden)?;
            let Identity { viewer, proof } = identity;
            request.extensions_mut().insert(Access { portal, viewer, reach, proof, line });
        }
    }
    Ok(next.run(request).await)
}

impl<S: Send + Sync> FromRequestParts<S> for Access {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // Absent only on a route declared public whose handler asks for it all the same.
        parts.extensions.get::<Access>().cloned().ok_or_else(|| ProblemKind::Internal.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Visit>().cloned().ok_or_else(|| ProblemKind::Internal.into())
    }
}
