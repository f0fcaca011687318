//! Sessions: who may charge, when it begins, what is measured, when it ends.

use jiff::{SignedDuration, Timestamp};
use ocpp::Text;
use ocpp::v16::{
    AuthorizationStatus, AuthorizeRequest, IdTagInfo, MeterValuesRequest, ReadingContext, Reason,
    StartTransactionRequest, StopTransactionRequest,
};

use super::Station;
use super::equipment::OutletNumber;
use super::outgoing::{NO_TRANSACTION, Outgoing, SessionKey};
use super::outlet::{Outlet, Permit, Session};
use super::samples::wire_time;

impl Station {
    pub(super) fn outlet_mut(&mut self, number: OutletNumber) -> Option<&mut Outlet> {
        self.outlets.get_mut(number.index()?)
    }

    /// Finds out whether a tag may charge, and begins when it may (OCPP 1.6 ed. 2 §4.1, §3.4).
    pub(super) fn authorise(&mut self, number: OutletNumber, tag: &str, now: Timestamp) {
        if !self.is_registered() {
            self.decide_offline(number, tag, now);
            return;
        }
        let locally = self.configuration.is_on("LocalPreAuthorize").then(|| self.known_tags.find(tag, now)).flatten();
        if let Some(info) = locally.filter(|info| info.status == AuthorizationStatus::Accepted) {
            self.verdict(number, tag, &info, now);
            return;
        }
        if let Some(outlet) = self.outlet_mut(number) {
            outlet.asking = true;
            self.say(Outgoing::Authorize(number, AuthorizeRequest::new(tag)));
        }
    }

    /// Decides without the central system.
    pub(super) fn decide_offline(&mut self, number: OutletNumber, tag: &str, now: Timestamp) {
        let known = self.configuration.is_on("LocalAuthorizeOffline").then(|| self.known_tags.find(tag, now)).flatten();
        let info = match known {
            Some(info) => info,
            None if self.configuration.is_on("AllowOfflineTxForUnknownId") => {
                IdTagInfo::new(AuthorizationStatus::Accepted)
            }
            None => IdTagInfo::new(AuthorizationStatus::Invalid),
        };
        self.verdict(number, tag, &info, now);
    }

    /// A tag may charge at an outlet, or may not.
    pub(super) fn verdict(&mut self, number: OutletNumber, tag: &str, info: &IdTagInfo, now: Timestamp) {
        let time_out = SignedDuration::from_secs(i64::from(self.configuration.number("ConnectionTimeOut")));
        let Some(outlet) = self.outlet_mut(number) else { return };
        outlet.asking = false;
        if info.status != AuthorizationStatus::Accepted {
            return;
        }
        let parent_tag = info.parent_id_tag.as_ref().map(|tag| tag.as_str().to_owned());
        if let Some(session) = &outlet.session {
            if session.parent_tag.is_some() && session.parent_tag == parent_tag {
                self.end(number, Reason::Local, Some(tag), now);
            }
            return;
        }
        let reserved_for_another = outlet.reservation.as_ref().is_some_and(|reservation| {
            let same_group = reservation.parent_tag.is_some() && reservation.parent_tag == parent_tag;
            !reservation.tag.eq_ignore_ascii_case(tag) && !same_group
        });
        if reserved_for_another || !outlet.is_usable() {
            return;
        }
        let permit = Permit { tag: tag.to_owned(), parent_tag, lapses: now + time_out };
        if outlet.vehicle.is_some() {
            self.begin(number, permit, now);
        } else {
            outlet.permit = Some(permit);
        }
    }

    /// A session begins.
    pub(super) fn begin(&mut self, number: OutletNumber, permit: Permit, now: Timestamp) {
        let next_sample = self.next_sample(now);
        let measurands = self.configuration.value("StopTxnSampledData").to_owned();
        self.sessions_begun += 1;
        let key = SessionKey(self.sessions_begun);
        let Some(outlet) = self.outlet_mut(number) else { return };
        let begin_samples = if measurands.is_empty() {
            Vec::new()
        } else {
            vec![outlet.sample(now, &measurands, ReadingContext::TransactionBegin)]
        };
        let meter_start_wh = outlet.meter.register_wh();
        let reservation = outlet.reservation.take();
        outlet.permit = None;
        outlet.finishing = false;
        let mut request =
            StartTransactionRequest::new(number.connector(), permit.tag.as_str(), meter_start_wh, wire_time(now));
        request.reservation_id = reservation.map(|reservation| reservation.id);
        outlet.session = Some(Session {
            key,
            tag: permit.tag,
            parent_tag: permit.parent_tag,
            started: now,
            meter_start_wh,
            next_sample,
            begin_samples,
        });
        self.say(Outgoing::Start(key, request));
    }

    /// A session ends.
    pub(super) fn end(&mut self, number: OutletNumber, reason: Reason, tag: Option<&str>, now: Timestamp) {
        let measurands = self.configuration.value("StopTxnSampledData").to_owned();
        let Some(outlet) = self.outlet_mut(number) else { return };
        let Some(session) = outlet.session.take() else { return };
        outlet.finishing = outlet.vehicle.is_some();
        if let Some(operative) = outlet.scheduled.take() {
            outlet.operative = operative;
        }
        let mut request = StopTransactionRequest::new(outlet.meter.register_wh(), wire_time(now), NO_TRANSACTION);
        request.id_tag = tag.map(Text::cut);
        request.reason = Some(reason);
        if !measurands.is_empty() {
            let mut samples = session.begin_samples;
            samples.push(outlet.sample(now, &measurands, ReadingContext::TransactionEnd));
            request.transaction_data = Some(samples);
        }
        self.limits.transaction_ended(number.connector());
        self.say(Outgoing::Stop(session.key, request));
    }

    /// Ends every session.
    pub(super) fn end_all(&mut self, reason: &Reason, now: Timestamp) {
        for number in self.outlets.iter().map(|outlet| outlet.number).collect::<Vec<_>>() {
            self.end(number, reason.clone(), None, now);
        }
    }

    /// Says what the meter of an outlet says; `list` is the key that names the measurands.
    pub(super) fn say_meter_values(
        &mut self,
        number: OutletNumber,
        list: &str,
        context: ReadingContext,
        now: Timestamp,
    ) {
        let measurands = self.configuration.value(list);
        let Some(outlet) = self.outlet(number) else { return };
        let samples = vec![outlet.sample(now, measurands, context)];
        let session = outlet.session.as_ref().map(|session| session.key);
        self.say(Outgoing::Meter(session, MeterValuesRequest::new(number.connector(), samples)));
    }

    /// When the next periodic sample of a session is taken.
    pub(super) fn next_sample(&self, now: Timestamp) -> Option<Timestamp> {
        let interval_s = self.configuration.number("MeterValueSampleInterval");
        (interval_s > 0).then(|| now + SignedDuration::from_secs(i64::from(interval_s)))
    }
}
