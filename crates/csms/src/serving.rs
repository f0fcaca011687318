//! Serving one call of a station, by whichever transport it came.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use domain::UtcMillis;
use tokio::time::Instant;

use crate::adapter::v16::{self, Reply};
use crate::central_system::CentralSystem;
use crate::operation::Context;
use crate::station::Seat;

/// How long a report waits before it is tried again while the database cannot be reached: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Serves a call, whose payload is the JSON of OCPP 1.6; one that was answered before gets the same answer again.
pub(crate) async fn serve(
    system: &Arc<CentralSystem>,
    seat: &mut Seat,
    at: UtcMillis,
    message_id: &str,
    action: &str,
    payload: &str,
) -> Reply {
    let request = fingerprint(action, payload);
    let repeated = seat.memory().answered.find(message_id, request, at).map(str::to_owned);
    if let Some(frame) = repeated {
        system.metrics.repeated_messages.increment();
        return Reply::repeated(frame);
    }
    let station = Arc::clone(seat.station());
    let context = Context { system, station: &station, at };
    let reply = patiently(&context, message_id, action, payload).await;
    if reply.error.is_none() {
        seat.memory().answered.remember(message_id, request, &reply.frame, at);
    }
    reply
}

/// Serves a call. While the database cannot be reached it is tried again for a while, because a station may give up on a
/// report after a few errors (OCPP 1.6 ed. 2 §3.7.1), and only then the station is asked to send it again.
async fn patiently(context: &Context<'_>, message_id: &str, action: &str, payload: &str) -> Reply {
    let patience = Instant::now() + context.system.options.storage_patience;
    let mut pause = FIRST_PAUSE;
    loop {
        let reply = v16::serve(context, message_id, action, payload).await;
        if !reply.is_passing || Instant::now() + pause >= patience {
            if reply.is_passing {
                context.system.metrics.storage_failures.increment();
            }
            return reply;
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn fingerprint(action: &str, payload: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (action, payload).hash(&mut hasher);
    hasher.finish()
}
