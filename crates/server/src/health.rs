//! Whether the program lives, and whether it can do its work.

use std::time::Duration;

use crate::access::Visit;
use crate::problem::{Problem, ProblemKind};

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and no shutdown is under way.
///
/// # Errors
/// `unavailable`.
pub async fn ready(visit: Visit) -> Result<&'static str, Problem> {
    let unavailable = |why: &str| Problem::from(ProblemKind::Unavailable).detail(why).retry_after_s(5);
    if visit.portal.stop.is_cancelled() {
        return Err(unavailable("The program shuts down."));
    }
    match tokio::time::timeout(PATIENCE, visit.portal.store.ping()).await {
        Ok(Ok(_)) => Ok("ready\n"),
        Ok(Err(_)) | Err(_) => Err(unavailable("The database does not answer.")),
    }
}
