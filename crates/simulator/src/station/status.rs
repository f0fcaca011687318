//! The states that a station reports (OCPP 1.6 ed. 2 §4.9).

use jiff::Timestamp;
use ocpp::Text;
use ocpp::v16::{ChargePointErrorCode, ChargePointStatus, StatusNotificationRequest};

use super::Station;
use super::outgoing::Outgoing;
use super::outlet::Fault;
use super::samples::wire_time;

impl Station {
    /// Reports every state that has changed since it was reported.
    pub(super) fn report_states(&mut self, now: Timestamp) {
        if !self.is_registered() {
            return;
        }
        let mut requests = Vec::new();
        let own = (self.own_status(), self.fault.clone());
        if self.reported.as_ref() != Some(&own) {
            requests.push(status_notification(0, &own, now));
            self.reported = Some(own);
        }
        for outlet in &mut self.outlets {
            let state = (outlet.status(), outlet.fault.clone());
            if outlet.reported.as_ref() != Some(&state) {
                requests.push(status_notification(outlet.number.connector(), &state, now));
                outlet.reported = Some(state);
            }
        }
        for request in requests {
            self.say(Outgoing::Status(request));
        }
    }

    fn own_status(&self) -> ChargePointStatus {
        if self.fault.is_some() {
            ChargePointStatus::Faulted
        } else if self.operative {
            ChargePointStatus::Available
        } else {
            ChargePointStatus::Unavailable
        }
    }
}

fn status_notification(
    connector: i64,
    (status, fault): &(ChargePointStatus, Option<Fault>),
    now: Timestamp,
) -> StatusNotificationRequest {
    let code = fault.as_ref().map_or(ChargePointErrorCode::NoError, |fault| fault.code.official());
    let mut request = StatusNotificationRequest::new(connector, code, status.clone());
    request.timestamp = Some(wire_time(now));
    if let Some(fault) = fault {
        request.info = fault.info.as_deref().map(Text::cut);
        request.vendor_error_code = fault.vendor_code.as_deref().map(Text::cut);
    }
    request
}
