//! What waits to be sent, and what waits to be answered.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::outgoing::Outgoing;

/// How long an answer is waited for.
pub(crate) const ANSWER_TIME: SignedDuration = SignedDuration::from_secs(30);
/// How many messages wait at most; beyond that the oldest samples are given up, as OCPP 1.6 ed. 2 §3.7 allows.
const MOST_WAITING: usize = 2000;

/// A message that waits.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    /// Its id, the same each time it is sent: a message that is sent again is still the same message.
    pub id: String,
    /// What it says.
    pub outgoing: Outgoing,
    /// How often it was refused or left unanswered.
    pub failures: u32,
    /// When it may be sent again.
    pub not_before: Option<Timestamp>,
}

/// What waits to be sent, in order, and the one message that waits for its answer (OCPP 1.6 JSON specification §4.1.1).
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    waiting: VecDeque<Pending>,
    in_flight: Option<(Pending, Timestamp)>,
}

impl Outbox {
    /// Adds a message at the end.
    pub(crate) fn push(&mut self, id: String, outgoing: Outgoing) {
        if self.waiting.len() >= MOST_WAITING {
            let sample = self.waiting.iter().position(|pending| matches!(pending.outgoing, Outgoing::Meter(..)));
            self.waiting.remove(sample.unwrap_or(0));
        }
        self.waiting.push_back(Pending { id, outgoing, failures: 0, not_before: None });
    }

    /// Adds a message at the front.
    pub(crate) fn push_first(&mut self, id: String, outgoing: Outgoing) {
        self.waiting.push_front(Pending { id, outgoing, failures: 0, not_before: None });
    }

    /// Takes the next message that may be sent now, if none is in flight. Messages on transactions keep their order; others
    /// may overtake one that waits for its next attempt.
    pub(crate) fn next(&mut self, now: Timestamp, registered: bool) -> Option<&Pending> {
        if self.in_flight.is_some() {
            return None;
        }
        let mut held = false;
        let at = self.waiting.iter().position(|pending| {
            let durable = pending.outgoing.is_durable();
            let early = pending.not_before.is_some_and(|moment| moment > now);
            let allowed = registered || pending.outgoing.is_boot();
            let may_go = allowed && !early && !(durable && held);
            held |= durable && !may_go;
            may_go
        })?;
        let pending = self.waiting.remove(at)?;
        self.in_flight = Some((pending, now + ANSWER_TIME));
        self.in_flight.as_ref().map(|(pending, _)| pending)
    }

    /// Takes the message in flight, if it has this id.
    pub(crate) fn answered(&mut self, id: &str) -> Option<Pending> {
        let (pending, _) = self.in_flight.take_if(|(pending, _)| pending.id == id)?;
        Some(pending)
    }

    /// Takes the message in flight, if its time is over.
    pub(crate) fn overdue(&mut self, now: Timestamp) -> Option<Pending> {
        let (pending, _) = self.in_flight.take_if(|(_, deadline)| *deadline <= now)?;
        Some(pending)
    }

    /// Puts a message back at the front.
    pub(crate) fn put_back(&mut self, pending: Pending) {
        self.waiting.push_front(pending);
    }

    /// The line is gone: what is in flight waits again, and what is not about a transaction is forgotten and returned.
    pub(crate) fn line_lost(&mut self) -> Vec<Outgoing> {
        if let Some((pending, _)) = self.in_flight.take() {
            self.waiting.push_front(pending);
        }
        let (durable, passing) = self.waiting.drain(..).partition(|pending: &Pending| pending.outgoing.is_durable());
        self.waiting = durable;
        passing.into_iter().map(|pending: Pending| pending.outgoing).collect()
    }

    /// When something is to be done next, given that nothing else happens.
    pub(crate) fn next_deadline(&self, registered: bool) -> Option<Timestamp> {
        let answer = self.in_flight.as_ref().map(|(_, deadline)| *deadline);
        let again = || self.waiting.iter().filter(|_| registered).filter_map(|pending| pending.not_before).min();
        answer.or_else(again)
    }

    /// Whether nothing waits and nothing is in flight.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.in_flight.is_none()
    }

    /// How many messages on transactions are not confirmed.
    pub(crate) fn unconfirmed(&self) -> usize {
        let flying = self.in_flight.iter().map(|(pending, _)| pending);
        self.waiting.iter().chain(flying).filter(|pending| pending.outgoing.is_durable()).count()
    }

    /// Whether a message that satisfies `wanted` waits or is in flight.
    pub(crate) fn has(&self, wanted: impl Fn(&Outgoing) -> bool) -> bool {
        let flying = self.in_flight.iter().map(|(pending, _)| pending);
        self.waiting.iter().chain(flying).any(|pending| wanted(&pending.outgoing))
    }
}

#[cfg(test)]
mod tests {
    use ocpp::v16::{MeterValuesRequest, StatusNotificationRequest, StopTransactionRequest};

    use super::super::outgoing::SessionKey;
    use super::*;

    fn stop() -> Outgoing {
        Outgoing::Stop(SessionKey(1), StopTransactionRequest::new(1, ocpp::Timestamp::from_utc_ms(0), 1))
    }

    fn status() -> Outgoing {
        use ocpp::v16::{ChargePointErrorCode, ChargePointStatus};
        Outgoing::Status(StatusNotificationRequest::new(1, ChargePointErrorCode::NoError, ChargePointStatus::Available))
    }

    #[test]
    fn nothing_overtakes_a_message_on_a_transaction_but_what_is_not_about_one() {
        let now = Timestamp::UNIX_EPOCH;
        let mut outbox = Outbox::default();
        outbox.push("1".into(), stop());
        outbox.push("2".into(), stop());
        outbox.push("3".into(), status());
        let mut first = outbox.next(now, true).unwrap().clone();
        assert!(outbox.next(now, true).is_none(), "one at a time");
        outbox.answered("1").unwrap();
        first.not_before = Some(now + SignedDuration::from_secs(10));
        outbox.put_back(first);
        assert_eq!(outbox.next(now, true).unwrap().id, "3");
        outbox.answered("3").unwrap();
        assert!(outbox.next(now, true).is_none());
        let later = now + SignedDuration::from_secs(10);
        assert_eq!(outbox.next(later, true).unwrap().id, "1");
    }

    #[test]
    fn only_the_boot_is_sent_before_the_station_is_accepted() {
        let mut outbox = Outbox::default();
        outbox.push("1".into(), status());
        assert!(outbox.next(Timestamp::UNIX_EPOCH, false).is_none());
    }

    #[test]
    fn a_lost_line_leaves_what_is_about_transactions_in_order() {
        let mut outbox = Outbox::default();
        outbox.push("1".into(), stop());
        outbox.push("2".into(), status());
        outbox.push("3".into(), stop());
        outbox.next(Timestamp::UNIX_EPOCH, true).unwrap();
        assert_eq!(outbox.line_lost(), [status()]);
        assert_eq!(outbox.unconfirmed(), 2);
        assert_eq!(outbox.next(Timestamp::UNIX_EPOCH, true).unwrap().id, "1", "sent again with the same id");
    }

    #[test]
    fn samples_are_given_up_before_starts_and_stops() {
        let mut outbox = Outbox::default();
        outbox.push("stop".into(), stop());
        for number in 0..MOST_WAITING + 5 {
            let samples = MeterValuesRequest::new(1, vec![]);
            outbox.push(number.to_string(), Outgoing::Meter(Some(SessionKey(1)), samples));
        }
        assert_eq!(outbox.waiting.len(), MOST_WAITING);
        assert_eq!(outbox.waiting[0].id, "stop");
        assert_eq!(outbox.waiting[1].id, "6");
    }
}
