//! How much of a file has gone over the line, told to everyone about once a second.

use std::sync::Arc;
use std::time::Duration;

use store::transfer::Transfer;
use tokio::sync::watch;

use crate::portal::Portal;

/// Shortest time between two tellings.
const PAUSE: Duration = Duration::from_secs(1);

/// Counts the bytes of one file on its way; the last count is told when it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bytes: watch::Sender<u64>,
}

impl Progress {
    /// Begins to count at `from` bytes.
    pub(super) fn begin(portal: &Arc<Portal>, transfer: Transfer, from: u64) -> Progress {
        let (bytes, news) = watch::channel(from);
        portal.tasks.spawn(tell(Arc::clone(portal), transfer, news));
        Progress { bytes }
    }

    /// Some more bytes have gone.
    pub(super) fn moved(&self, bytes: u64) {
        self.bytes.send_modify(|sum| *sum += bytes);
    }
}

async fn tell(portal: Arc<Portal>, transfer: Transfer, mut news: watch::Receiver<u64>) {
    while news.changed().await.is_ok() {
        let bytes = *news.borrow_and_update();
        portal.csms.file_moved(&transfer, i64::try_from(bytes).unwrap_or(i64::MAX)).await;
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = portal.stop.cancelled() => return,
        }
    }
}
