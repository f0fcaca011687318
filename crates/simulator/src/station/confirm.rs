//! What the central system answers.

use jiff::{SignedDuration, Timestamp};
use ocpp::message::Message;
use ocpp::v16::{
    AuthorizationStatus, AuthorizeResponse, BootNotificationResponse, GenericStatus, IdTagInfo, Reason,
    RegistrationStatus, SignCertificateResponse, StartTransactionResponse, StopTransactionResponse,
};
use ocpp::{Violation, decode};

use super::equipment::OutletNumber;
use super::outbox::Pending;
use super::outgoing::{Outgoing, SessionKey};
use super::{Registration, Station};
use crate::access::SecurityProfile;

/// How long a station that is not accepted waits where it is not told.
const BOOT_RETRY_S: i64 = 30;
/// No interval that the central system gives is taken to be longer.
const LONGEST_INTERVAL_S: i64 = 86_400;
/// How many transactions are remembered after their end.
const KEPT_TRANSACTIONS: u64 = 16;

impl Station {
    /// Takes the answer to a CALL of ours; what nobody waits for is ignored.
    pub(super) fn confirm(&mut self, id: &str, payload: &str, now: Timestamp) {
        let Some(pending) = self.outbox.answered(id) else {
            self.trouble(format!("an answer to {id} that nobody waits for"));
            return;
        };
        if let Err(violation) = self.take(&pending, payload, now) {
            self.trouble(format!("failed to {violation}"));
            self.failed(pending, now);
        }
    }

    /// Takes the refusal of a CALL of ours.
    pub(super) fn refused(&mut self, id: &str, code: &str, description: &str, now: Timestamp) {
        let Some(pending) = self.outbox.answered(id) else { return };
        self.trouble(format!("{id} was refused: {code} {description}"));
        self.failed(pending, now);
    }

    /// A message was refused, left unanswered, or answered with something that cannot be read: what is about a transaction is
    /// tried again, later each time, until there were enough attempts (OCPP 1.6 ed. 2 §3.7.1).
    pub(super) fn failed(&mut self, mut pending: Pending, now: Timestamp) {
        let attempts = self.configuration.number("TransactionMessageAttempts");
        let interval_s = i64::from(self.configuration.number("TransactionMessageRetryInterval"));
        match pending.outgoing {
            Outgoing::Authorize(number, ref request) => self.decide_offline(number, request.id_tag.as_str(), now),
            Outgoing::Boot(_) => self.retry_boot(BOOT_RETRY_S, now),
            _ => {}
        }
        pending.failures += 1;
        if !pending.outgoing.is_durable() {
            return;
        }
        if pending.failures < attempts {
            let wait = SignedDuration::from_secs(interval_s * i64::from(pending.failures));
            pending.not_before = Some(now + wait);
            self.outbox.put_back(pending);
        } else {
            self.trouble(format!("{} was given up after {} attempts", pending.id, pending.failures));
        }
    }

    fn take(&mut self, pending: &Pending, payload: &str, now: Timestamp) -> Result<(), Violation> {
        match &pending.outgoing {
            Outgoing::Boot(_) => self.booted(&read(payload)?, now),
            Outgoing::Authorize(number, request) => {
                let response: AuthorizeResponse = read(payload)?;
                self.known(request.id_tag.as_str(), &response.id_tag_info);
                self.verdict(*number, request.id_tag.as_str(), &response.id_tag_info, now);
            }
            Outgoing::Start(key, request) => {
                let response: StartTransactionResponse = read(payload)?;
                self.known(request.id_tag.as_str(), &response.id_tag_info);
                self.started(*key, &response, now);
            }
            Outgoing::Stop(key, request) => {
                let response: StopTransactionResponse = read(payload)?;
                if let (Some(tag), Some(info)) = (&request.id_tag, &response.id_tag_info) {
                    self.known(tag.as_str(), info);
                }
                // The latest are kept, so that a stop can be sent again.
                self.transactions.retain(|older, _| older.0 + KEPT_TRANSACTIONS > key.0);
            }
            Outgoing::Sign(_) => {
                let response: SignCertificateResponse = read(payload)?;
                if response.status == GenericStatus::Rejected {
                    self.trouble("the central system makes no certificate".to_owned());
                    self.certificates.forget_request();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn booted(&mut self, response: &BootNotificationResponse, now: Timestamp) {
        let interval_s = response.interval.clamp(0, LONGEST_INTERVAL_S);
        if response.status != RegistrationStatus::Accepted {
            self.retry_boot(if interval_s > 0 { interval_s } else { BOOT_RETRY_S }, now);
            return;
        }
        self.registration = Registration::Accepted;
        if interval_s > 0 {
            self.configuration.change("HeartbeatInterval", &interval_s.to_string());
        }
        self.note("accepted by the central system");
        self.schedule_heartbeat(now);
        self.schedule_aligned_samples(now);
        if std::mem::take(&mut self.started) && self.profile() != SecurityProfile::Open {
            self.tell_security("StartupOfTheDevice", None, now);
        }
        self.finish_update(now);
        self.reported = None;
        for outlet in &mut self.outlets {
            outlet.reported = None;
        }
    }

    fn retry_boot(&mut self, seconds: i64, now: Timestamp) {
        self.registration = Registration::Wanted { at: now + SignedDuration::from_secs(seconds) };
    }

    fn started(&mut self, key: SessionKey, response: &StartTransactionResponse, now: Timestamp) {
        self.transactions.insert(key, response.transaction_id);
        let Some(number) = self.outlet_of(key) else { return };
        if response.id_tag_info.status != AuthorizationStatus::Accepted
            && self.configuration.is_on("StopTransactionOnInvalidId")
        {
            self.end(number, Reason::DeAuthorized, None, now);
        } else if let Some(session) = self.outlet_mut(number).and_then(|outlet| outlet.session.as_mut())
            && let Some(parent) = &response.id_tag_info.parent_id_tag
        {
            session.parent_tag = Some(parent.as_str().to_owned());
        }
    }

    fn known(&mut self, tag: &str, info: &IdTagInfo) {
        if self.configuration.is_on("AuthorizationCacheEnabled") {
            self.known_tags.remember(tag, info);
        }
    }

    fn outlet_of(&self, key: SessionKey) -> Option<OutletNumber> {
        let runs = |session: &super::Session| session.key == key;
        self.outlets.iter().find(|outlet| outlet.session.as_ref().is_some_and(runs)).map(|outlet| outlet.number)
    }
}

fn read<T: Message>(payload: &str) -> Result<T, Violation> {
    decode(payload).map(|decoded| decoded.value)
}
