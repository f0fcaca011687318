//! The core profile: availability, configuration, cache, remote start and stop, reset, unlock.

use jiff::{SignedDuration, Timestamp};
use ocpp::Text;
use ocpp::v16::{
    AvailabilityStatus, AvailabilityType, ChangeAvailabilityRequest, ChangeAvailabilityResponse,
    ChangeConfigurationRequest, ChangeConfigurationResponse, ChargingProfilePurpose, ClearCacheResponse,
    ClearCacheStatus, ConfigurationStatus, GetConfigurationRequest, GetConfigurationResponse, Reason,
    RemoteStartStopStatus, RemoteStartTransactionRequest, RemoteStartTransactionResponse, RemoteStopTransactionRequest,
    RemoteStopTransactionResponse, ResetRequest, ResetResponse, ResetStatus, ResetType, UnlockConnectorRequest,
    UnlockConnectorResponse, UnlockStatus,
};

use super::super::configuration::MOST_KEYS;
use super::super::equipment::OutletNumber;
use super::super::outlet::{Outlet, Permit};
use super::super::{RESTART_GRACE, Restart, Station};

impl Station {
    /// Switches an outlet or all of it on or off; while a session runs, when it has ended (OCPP 1.6 ed. 2 §5.2).
    pub(super) fn change_availability(&mut self, ask: &ChangeAvailabilityRequest) -> ChangeAvailabilityResponse {
        let operative = ask.availability == AvailabilityType::Operative;
        let mut numbers: Vec<OutletNumber> = self.outlets.iter().map(|outlet| outlet.number).collect();
        if ask.connector_id == 0 {
            self.operative = operative;
        } else {
            match self.outlet_at(ask.connector_id) {
                Some(number) => numbers = vec![number],
                None => return ChangeAvailabilityResponse::new(AvailabilityStatus::Rejected),
            }
        }
        let mut status = AvailabilityStatus::Accepted;
        for number in numbers {
            let Some(outlet) = self.outlet_mut(number) else { continue };
            if outlet.session.is_some() {
                outlet.scheduled = Some(operative);
                status = AvailabilityStatus::Scheduled;
            } else {
                outlet.operative = operative;
            }
        }
        ChangeAvailabilityResponse::new(status)
    }

    /// Sets a key, and does at once what follows from it (OCPP 1.6 ed. 2 §5.3).
    pub(super) fn change_configuration(
        &mut self,
        ask: &ChangeConfigurationRequest,
        now: Timestamp,
    ) -> ChangeConfigurationResponse {
        if !self.configuration.has(&ask.key) {
            return ChangeConfigurationResponse::new(ConfigurationStatus::NotSupported);
        }
        if ask.key.eq_ignore_ascii_case("SecurityProfile") {
            return self.change_profile(&ask.value, now);
        }
        let status = self.configuration.change(&ask.key, &ask.value);
        if status == ConfigurationStatus::Accepted {
            match ask.key.to_ascii_lowercase().as_str() {
                "heartbeatinterval" => self.schedule_heartbeat(now),
                "clockaligneddatainterval" => self.schedule_aligned_samples(now),
                "metervaluesampleinterval" => self.reschedule_samples(now),
                "authorizationkey" => self.change_password(&ask.value, now),
                _ => {}
            }
        }
        ChangeConfigurationResponse::new(status)
    }

    fn reschedule_samples(&mut self, now: Timestamp) {
        let next = self.next_sample(now);
        for outlet in &mut self.outlets {
            if let Some(session) = &mut outlet.session {
                session.next_sample = next;
            }
        }
    }

    /// Tells keys, at most as many as GetConfigurationMaxKeys says (OCPP 1.6 ed. 2 §5.8).
    pub(super) fn get_configuration(&mut self, ask: &GetConfigurationRequest) -> GetConfigurationResponse {
        let asked: Vec<&str> = ask.key.iter().flatten().take(MOST_KEYS).map(|key| key.as_str()).collect();
        let (known, unknown) = self.configuration.read(&asked);
        let mut response = GetConfigurationResponse::new();
        response.configuration_key = Some(known);
        response.unknown_key = Some(unknown.iter().map(|key| Text::cut(key)).collect());
        response
    }

    pub(super) fn clear_cache(&mut self) -> ClearCacheResponse {
        if !self.configuration.is_on("AuthorizationCacheEnabled") {
            return ClearCacheResponse::new(ClearCacheStatus::Rejected);
        }
        self.known_tags.forget();
        ClearCacheResponse::new(ClearCacheStatus::Accepted)
    }

    /// Begins a session for a tag, as soon as a vehicle is there (OCPP 1.6 ed. 2 §5.11).
    pub(super) fn remote_start(
        &mut self,
        ask: RemoteStartTransactionRequest,
        now: Timestamp,
    ) -> RemoteStartTransactionResponse {
        let rejected = RemoteStartTransactionResponse::new(RemoteStartStopStatus::Rejected);
        let number = match ask.connector_id {
            Some(connector) => self.outlet_at(connector),
            None => self.free_outlet(),
        };
        let Some(outlet) = number.and_then(|number| self.outlet(number)).filter(|it| it.is_usable()) else {
            return rejected;
        };
        let number = outlet.number;
        let kept_for_another = outlet.reservation.as_ref().is_some_and(|it| !it.tag.eq_ignore_ascii_case(&ask.id_tag));
        if kept_for_another || outlet.is_awaiting() {
            return rejected;
        }
        if let Some(profile) = ask.charging_profile {
            let fits = profile.charging_profile_purpose == ChargingProfilePurpose::TxProfile;
            if !fits || !self.limits.install(number.connector(), profile) {
                return rejected;
            }
        }
        if self.configuration.is_on("AuthorizeRemoteTxRequests") {
            self.authorise(number, &ask.id_tag, now);
        } else {
            self.permit(number, ask.id_tag.into_string(), now);
        }
        RemoteStartTransactionResponse::new(RemoteStartStopStatus::Accepted)
    }

    /// A tag may charge, because the central system says so.
    fn permit(&mut self, number: OutletNumber, tag: String, now: Timestamp) {
        let time_out = SignedDuration::from_secs(i64::from(self.configuration.number("ConnectionTimeOut")));
        let permit = Permit { tag, parent_tag: None, lapses: now + time_out };
        let Some(outlet) = self.outlet_mut(number) else { return };
        if outlet.vehicle.is_some() {
            self.begin(number, permit, now);
        } else {
            outlet.permit = Some(permit);
        }
    }

    /// The outlet for someone who did not choose: one where a vehicle waits, else a free one.
    fn free_outlet(&self) -> Option<OutletNumber> {
        let usable = |outlet: &&Outlet| outlet.is_usable() && outlet.reservation.is_none() && !outlet.is_awaiting();
        let mut usable: Vec<&Outlet> = self.outlets.iter().filter(usable).collect();
        usable.sort_by_key(|outlet| outlet.vehicle.is_none());
        usable.first().map(|outlet| outlet.number)
    }

    /// Ends a transaction (OCPP 1.6 ed. 2 §5.12).
    pub(super) fn remote_stop(
        &mut self,
        ask: &RemoteStopTransactionRequest,
        now: Timestamp,
    ) -> RemoteStopTransactionResponse {
        let runs = |outlet: &&Outlet| self.transaction(outlet.number) == Some(ask.transaction_id);
        let Some(number) = self.outlets.iter().find(runs).map(|outlet| outlet.number) else {
            return RemoteStopTransactionResponse::new(RemoteStartStopStatus::Rejected);
        };
        self.end(number, Reason::Remote, None, now);
        RemoteStopTransactionResponse::new(RemoteStartStopStatus::Accepted)
    }

    /// Restarts; softly it first delivers what is about transactions (OCPP 1.6 ed. 2 §5.14).
    pub(super) fn reset(&mut self, ask: &ResetRequest, now: Timestamp) -> ResetResponse {
        let gentle = ask.kind == ResetType::Soft;
        let reason = if gentle { Reason::SoftReset } else { Reason::HardReset };
        self.end_all(&reason, now);
        let at = if gentle { now + RESTART_GRACE } else { now };
        self.restart = Some(Restart { at, gentle });
        ResetResponse::new(ResetStatus::Accepted)
    }

    /// Lets go of a plug; a session ends with it (OCPP 1.6 ed. 2 §5.18).
    pub(super) fn unlock_connector(&mut self, ask: &UnlockConnectorRequest, now: Timestamp) -> UnlockConnectorResponse {
        use ocpp::v16::ChargePointErrorCode::ConnectorLockFailure;

        let Some(number) = self.outlet_at(ask.connector_id) else {
            return UnlockConnectorResponse::new(UnlockStatus::NotSupported);
        };
        let broken = self.outlet(number).and_then(|outlet| outlet.fault.as_ref());
        if broken.is_some_and(|fault| fault.code == ConnectorLockFailure) {
            return UnlockConnectorResponse::new(UnlockStatus::UnlockFailed);
        }
        self.end(number, Reason::UnlockCommand, None, now);
        UnlockConnectorResponse::new(UnlockStatus::Unlocked)
    }
}
