//! Lines that come and go, restarts, and the end of the power.

use jiff::Timestamp;
use ocpp::v16::Reason;

use super::outgoing::Outgoing;
use super::update::Phase;
use super::{Registration, Station};

impl Station {
    /// The line is up.
    pub fn connected(&mut self, now: Timestamp) {
        self.seen = now;
        self.note("the line is up");
        self.online = true;
        self.profile_change = None;
        if let Registration::Wanted { at } = &mut self.registration {
            *at = now;
        }
        self.tick(now);
    }

    /// The line is down.
    pub fn disconnected(&mut self, now: Timestamp) {
        self.seen = now;
        self.note("the line is down");
        self.online = false;
        for undelivered in self.outbox.line_lost() {
            match undelivered {
                Outgoing::Status(request) if request.connector_id == 0 => self.reported = None,
                Outgoing::Status(request) => {
                    let outlet = self.outlets.iter_mut().find(|it| it.number.connector() == request.connector_id);
                    if let Some(outlet) = outlet {
                        outlet.reported = None;
                    }
                }
                // The card is still held to the reader; the station decides on its own now.
                Outgoing::Authorize(number, request) => self.decide_offline(number, request.id_tag.as_str(), now),
                _ => {}
            }
        }
        self.tick(now);
    }

    /// The station has restarted; what is about transactions has survived.
    pub fn restarted(&mut self, now: Timestamp) {
        self.restart = None;
        self.started = true;
        self.registration = Registration::Wanted { at: now };
        self.heartbeat_at = None;
        self.uploads.clear();
        if let Some(update) = &mut self.update
            && let Phase::Downloading(_) = update.phase
        {
            update.phase = Phase::Scheduled(now);
        }
        for outlet in &mut self.outlets {
            outlet.permit = None;
            outlet.asking = false;
            outlet.reported = None;
        }
        self.reported = None;
        self.tick(now);
    }

    /// The power is about to fail: sessions end, and what is about them can still be delivered.
    pub fn power_failing(&mut self, now: Timestamp) {
        self.live(now);
        self.end_all(&Reason::PowerLoss, now);
        self.tick(now);
    }
}
