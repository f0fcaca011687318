//! Whether somebody is who they say: throttled, and as slow for accounts that do not exist.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::UserId;
use domain::email::fold_email;
use store::user::NewSignIn;

use super::{Key, LIFETIME_MS, Secret, set_cookie};
use crate::listener::Line;
use crate::portal::Portal;
use crate::problem::Problem;

/// How long a cookie may be kept by the browser, seconds; how long it is worth anything is decided by the database.
const COOKIE_LIFETIME_S: i64 = 400 * 24 * 3_600;

/// Checks a password and tells whose it is. `None` when the account does not exist or the password is wrong: the caller must not tell which.
///
/// # Errors
/// `too-many-attempts`, or when the database cannot be read.
pub(crate) async fn prove(
    portal: &Portal,
    line: &Line,
    email: &str,
    password: String,
) -> Result<Option<UserId>, Problem> {
    let keys = [Key::Account(fold_email(email)), Key::Address(line.address)];
    portal.throttle.attempt(&keys, portal.now())?;
    let credential = portal.store.credential_of_email(email).await?;
    let (user_id, hash) = credential.map_or((None, None), |found| (Some(found.user_id), found.password_hash));
    if portal.hasher.verify(password, hash).await? {
        portal.throttle.succeeded(&keys);
        return Ok(user_id);
    }
    portal.traffic.failed_sign_ins.increment();
    tracing::info!(address = %line.address, "a sign-in failed");
    Ok(None)
}

/// Signs a user in and gives the cookie's header.
///
/// # Errors
/// When the database cannot be reached.
pub(crate) async fn begin(
    portal: &Portal,
    user_id: UserId,
    line: &Line,
    headers: &HeaderMap,
) -> Result<HeaderValue, Problem> {
    let (secret, now) = (Secret::new(), portal.now());
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    portal
        .store
        .create_sign_in(NewSignIn {
            token_hash: secret.hash().0,
            user_id,
            at: now,
            expires_at: now.plus_ms(LIFETIME_MS),
            address: Some(line.address.to_string()),
            agent: agent.map(|agent| agent.chars().take(200).collect()),
        })
        .await?;
    Ok(set_cookie(&secret, COOKIE_LIFETIME_S, line.secure))
}
