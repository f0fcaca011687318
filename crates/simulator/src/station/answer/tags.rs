//! The local list, and reservations.

use jiff::Timestamp;
use ocpp::v16::{
    CancelReservationRequest, CancelReservationResponse, CancelReservationStatus, GetLocalListVersionResponse,
    ReservationStatus, ReserveNowRequest, ReserveNowResponse, SendLocalListRequest, SendLocalListResponse,
    UpdateStatus,
};

use super::super::Station;
use super::super::outlet::Reservation;

impl Station {
    /// The version of the local list; -1 where lists are switched off (OCPP 1.6 ed. 2 §5.10).
    pub(super) fn local_list_version(&mut self) -> GetLocalListVersionResponse {
        let enabled = self.configuration.is_on("LocalAuthListEnabled");
        GetLocalListVersionResponse::new(if enabled { self.known_tags.version() } else { -1 })
    }

    pub(super) fn send_local_list(&mut self, ask: SendLocalListRequest) -> SendLocalListResponse {
        if !self.configuration.is_on("LocalAuthListEnabled") {
            return SendLocalListResponse::new(UpdateStatus::NotSupported);
        }
        let tags = ask.local_authorization_list.unwrap_or_default();
        SendLocalListResponse::new(self.known_tags.update(ask.list_version, ask.update_type, tags))
    }

    /// Keeps an outlet for a tag; the same reservation again replaces itself (OCPP 1.6 ed. 2 §5.13).
    pub(super) fn reserve(&mut self, ask: &ReserveNowRequest, now: Timestamp) -> ReserveNowResponse {
        let until = ask.expiry_date.reading().utc_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
        let (Some(number), Some(until)) = (self.outlet_at(ask.connector_id), until.filter(|until| *until > now)) else {
            return ReserveNowResponse::new(ReservationStatus::Rejected);
        };
        let Some(outlet) = self.outlet_mut(number) else {
            return ReserveNowResponse::new(ReservationStatus::Rejected);
        };
        let kept_for_another = outlet.reservation.as_ref().is_some_and(|it| it.id != ask.reservation_id);
        let status = if outlet.fault.is_some() {
            ReservationStatus::Faulted
        } else if !outlet.operative {
            ReservationStatus::Unavailable
        } else if outlet.session.is_some() || outlet.vehicle.is_some() || outlet.is_awaiting() || kept_for_another {
            ReservationStatus::Occupied
        } else {
            outlet.reservation = Some(Reservation {
                id: ask.reservation_id,
                tag: ask.id_tag.as_str().to_owned(),
                parent_tag: ask.parent_id_tag.as_ref().map(|tag| tag.as_str().to_owned()),
                until,
            });
            ReservationStatus::Accepted
        };
        ReserveNowResponse::new(status)
    }

    /// Gives up a reservation (OCPP 1.6 ed. 2 §5.1).
    pub(super) fn cancel(&mut self, ask: &CancelReservationRequest) -> CancelReservationResponse {
        let mut status = CancelReservationStatus::Rejected;
        for outlet in &mut self.outlets {
            if outlet.reservation.take_if(|it| it.id == ask.reservation_id).is_some() {
                status = CancelReservationStatus::Accepted;
            }
        }
        CancelReservationResponse::new(status)
    }
}
