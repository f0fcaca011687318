//! What a station does because its time has come.

use jiff::{SignedDuration, Timestamp};
use ocpp::v16::ReadingContext;

use super::outgoing::Outgoing;
use super::upload::UploadPhase;
use super::{Effect, RESTART_TIME, Registration, Station};

/// How often a station looks at an outlet at which a session runs.
const LOOK: SignedDuration = SignedDuration::from_secs(1);

impl Station {
    /// Does whatever is due. To be called at [`Self::next_deadline`] at the latest.
    pub fn tick(&mut self, now: Timestamp) {
        self.live(now);
        if let Some(pending) = self.outbox.overdue(now) {
            self.trouble(format!("no answer to {}", pending.id));
            self.failed(pending, now);
        }
        self.register(now);
        self.beat(now);
        self.lapse(now);
        self.take_samples(now);
        self.take_aligned_samples(now);
        self.go_on_with_update(now);
        self.go_on_with_uploads(now);
        self.apply_limits(now);
        self.report_states(now);
        self.send(now);
        if std::mem::take(&mut self.reconnect) && self.online {
            self.effects.push_back(Effect::Reconnect);
        }
        self.restart_when_ready(now);
    }

    /// When [`Self::tick`] is to be called next, given that nothing else happens.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let registration = match self.registration {
            Registration::Wanted { at } if self.online && !self.outbox.has(Outgoing::is_boot) => Some(at),
            _ => None,
        };
        let beat = self.heartbeat_at.filter(|_| self.is_registered());
        let waiting = self.outbox.next_deadline(self.is_registered()).filter(|_| self.online);
        let restart = self.restart.map(|restart| restart.at);
        let upload = self.uploads.iter().filter_map(|upload| match upload.phase {
            UploadPhase::Waiting(at) => Some(at),
            UploadPhase::Sending(_) => None,
        });
        let outlets = self.outlets.iter().flat_map(|outlet| {
            let look = outlet.session.as_ref().map(|_| outlet.lived_until + LOOK);
            let sample = outlet.session.as_ref().and_then(|session| session.next_sample);
            let permit = outlet.permit.as_ref().map(|permit| permit.lapses);
            let reservation = outlet.reservation.as_ref().map(|reservation| reservation.until);
            [look, sample, permit, reservation]
        });
        let others = [registration, beat, waiting, restart, self.next_update_step(), upload.min(), self.aligned_at];
        outlets.chain(others).flatten().min()
    }

    fn register(&mut self, now: Timestamp) {
        if let Registration::Wanted { at } = self.registration
            && self.online
            && at <= now
            && !self.outbox.has(Outgoing::is_boot)
        {
            let id = self.new_message_id();
            self.outbox.push_first(id, Outgoing::Boot(self.boot_notification()));
        }
    }

    fn beat(&mut self, now: Timestamp) {
        if self.is_registered() && self.heartbeat_at.is_some_and(|at| at <= now) {
            self.say(Outgoing::Heartbeat);
            self.schedule_heartbeat(now);
        }
    }

    pub(super) fn schedule_heartbeat(&mut self, now: Timestamp) {
        let interval_s = self.configuration.number("HeartbeatInterval");
        self.heartbeat_at = (interval_s > 0).then(|| now + SignedDuration::from_secs(i64::from(interval_s)));
    }

    fn lapse(&mut self, now: Timestamp) {
        for outlet in &mut self.outlets {
            outlet.permit.take_if(|permit| permit.lapses <= now);
            outlet.reservation.take_if(|reservation| reservation.until <= now);
        }
    }

    fn take_samples(&mut self, now: Timestamp) {
        let due = self.outlets.iter().filter(|outlet| {
            outlet.session.as_ref().and_then(|session| session.next_sample).is_some_and(|at| at <= now)
        });
        let due: Vec<_> = due.map(|outlet| outlet.number).collect();
        for number in due {
            self.say_meter_values(number, "MeterValuesSampledData", ReadingContext::SamplePeriodic, now);
            let next = self.next_sample(now);
            if let Some(session) = self.outlet_mut(number).and_then(|outlet| outlet.session.as_mut()) {
                session.next_sample = next;
            }
        }
    }

    fn take_aligned_samples(&mut self, now: Timestamp) {
        if self.aligned_at.is_some_and(|at| at <= now) {
            for number in self.outlets.iter().map(|outlet| outlet.number).collect::<Vec<_>>() {
                self.say_meter_values(number, "MeterValuesAlignedData", ReadingContext::SampleClock, now);
            }
            self.schedule_aligned_samples(now);
        }
    }

    /// Clock-aligned samples are taken at multiples of the interval since midnight (OCPP 1.6 ed. 2 §9.1.4).
    pub(super) fn schedule_aligned_samples(&mut self, now: Timestamp) {
        let interval_s = i64::from(self.configuration.number("ClockAlignedDataInterval"));
        self.aligned_at = (interval_s > 0).then(|| {
            let since_midnight_s = now.as_second().rem_euclid(86_400);
            let wait_s = interval_s - since_midnight_s % interval_s;
            Timestamp::from_second(now.as_second() + wait_s).unwrap_or(now)
        });
    }

    fn apply_limits(&mut self, now: Timestamp) {
        let limits: Vec<f64> = self.outlets.iter().map(|it| self.limits.limit_a(self.scope(it), now)).collect();
        for (outlet, limit_a) in self.outlets.iter_mut().zip(limits) {
            outlet.limit_a = limit_a;
        }
    }

    /// Sends what may be sent.
    fn send(&mut self, now: Timestamp) {
        if !self.online {
            return;
        }
        let registered = self.registration == Registration::Accepted;
        while let Some(pending) = self.outbox.next(now, registered) {
            let id = pending.id.clone();
            let transaction = pending.outgoing.session().and_then(|key| self.transactions.get(&key).copied());
            match pending.outgoing.frame(&id, transaction) {
                Ok(frame) => {
                    match &pending.outgoing {
                        start @ Outgoing::Start(..) => self.last_start = Some((id, start.clone())),
                        stop @ Outgoing::Stop(..) => self.last_stop = Some((id, stop.clone())),
                        _ => {}
                    }
                    self.effects.push_back(Effect::Send(frame));
                }
                Err(error) => {
                    self.trouble(format!("failed to {error}"));
                    self.outbox.answered(&id);
                }
            }
        }
    }

    fn restart_when_ready(&mut self, now: Timestamp) {
        let Some(restart) = self.restart else { return };
        let delivered = restart.gentle && (self.outbox.is_empty() || !self.is_registered());
        if delivered || restart.at <= now {
            self.restart = None;
            self.effects.push_back(Effect::Restart { away: RESTART_TIME });
        }
    }
}
