//! Who sent a request, by its cookie or its token.

use axum::http::{HeaderMap, header};
use domain::access::Viewer;
use store::user::User;

use crate::portal::Portal;
use crate::problem::{Problem, ProblemKind};
use crate::sign_in::{LIFETIME_MS, Secret, SecretHash, cookie_of};

/// A sign-in in use is prolonged this often, ms: not a write with each request.
const PROLONG_AFTER_MS: i64 = 10 * 60_000;

/// Who sent a request and how they proved it.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Who.
    pub viewer: Viewer,
    /// By what.
    pub proof: Proof,
}

/// What somebody proved who they are with, by the hash that the database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A browser's cookie.
    Cookie(SecretHash),
    /// A program's token.
    Token(SecretHash),
}

/// A user as the access policy sees them.
pub(crate) fn viewer_of(user: &User) -> Viewer {
    Viewer {
        user_id: Some(user.id),
        name: user.email.clone(),
        role: user.role,
        site_ids: user.site_ids.clone(),
        may_write: true,
    }
}

/// Makes out who sent a request; `None` for nobody. A token that is sent counts, also when it is worth nothing.
///
/// # Errors
/// `not-signed-in` for a token that is worth nothing; or when the database cannot be read.
pub(super) async fn identify(portal: &Portal, headers: &HeaderMap) -> Result<Option<Identity>, Problem> {
    let proof = match headers.get(header::AUTHORIZATION) {
        Some(value) => Proof::Token(bearer(value.as_bytes()).ok_or(ProblemKind::NotSignedIn)?.hash()),
        None => match cookie_of(headers) {
            Some(secret) => Proof::Cookie(secret.hash()),
            None => return Ok(None),
        },
    };
    let viewer = find(portal, &proof).await?;
    if viewer.is_none() && matches!(proof, Proof::Token(_)) {
        return Err(ProblemKind::NotSignedIn.into());
    }
    Ok(viewer.map(|viewer| Identity { viewer, proof }))
}

fn bearer(value: &[u8]) -> Option<Secret> {
    let (scheme, token) = std::str::from_utf8(value).ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret::sent(token.trim()))
}

/// Whom a proof belongs to now; `None` when it is worth nothing any more.
async fn find(portal: &Portal, proof: &Proof) -> Result<Option<Viewer>, Problem> {
    let now = portal.now();
    match proof {
        Proof::Token(hash) => {
            let token = portal.store.token(&hash.0, now).await?;
            Ok(token.map(|token| Viewer {
                user_id: None,
                name: token.name,
                role: token.role,
                site_ids: token.site_ids,
                may_write: token.may_write,
            }))
        }
        Proof::Cookie(hash) => {
            let Some(found) = portal.store.signed_in(&hash.0, now).await? else { return Ok(None) };
            if now.since(found.sign_in.last_seen_at) > PROLONG_AFTER_MS {
                // Whoever is signed in stays so when this cannot be written just now.
                let prolonged = portal.store.prolong_sign_in(hash.0.clone(), now, now.plus_ms(LIFETIME_MS)).await;
                if let Err(error) = prolonged {
                    tracing::debug!(%error, "a sign-in was not prolonged");
                }
            }
            Ok(Some(viewer_of(&found.user)))
        }
    }
}

/// Whether a proof still gives its bearer the same rights. While the database cannot be asked it is taken to.
pub(crate) async fn still_holds(portal: &Portal, proof: &Proof, viewer: &Viewer) -> bool {
    match find(portal, proof).await {
        // A new name alone takes nothing away.
        Ok(found) => found.is_some_and(|found| Viewer { name: viewer.name.clone(), ..found } == *viewer),
        Err(_) => true,
    }
}
