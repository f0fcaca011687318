//! Sign-ins that nobody used for too long are forgotten.

use std::sync::Arc;
use std::time::Duration;

use crate::portal::Portal;

/// Between two sweeps.
const INTERVAL: Duration = Duration::from_secs(3_600);

/// Deletes what has expired, now and every hour, until the portal shuts down.
pub(crate) async fn sweep(portal: Arc<Portal>) {
    loop {
        if let Err(error) = portal.store.forget_ended_sign_ins(portal.now()).await {
            tracing::warn!(%error, "failed to forget expired sign-ins");
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            () = portal.stop.cancelled() => return,
        }
    }
}
