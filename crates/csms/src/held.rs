//! A station that is not configured and waits for a person to adopt it (`ocpp.md` rule 1, policy *hold*).

use std::sync::Arc;

use domain::ChargeBoxId;
use ocpp::message::Request as _;
use ocpp::rpc::{Frame, encode_error, encode_result};
use ocpp::v16::{
    BootNotificationRequest, BootNotificationResponse, HeartbeatRequest, HeartbeatResponse, RegistrationStatus,
};
use ocpp::{ErrorCode, Timestamp};

use crate::central_system::CentralSystem;

/// How long a held station waits before it asks again, seconds.
pub(crate) const RETRY_S: i64 = 60;

/// The conversation with a held station.
///
/// A boot is Pending and a heartbeat is told the time. *Decision:* everything else is answered with an error, so that a station
/// which reports a session keeps it and reports it again when it is adopted; nothing is stored for a station that is not there.
pub(crate) struct Held {
    system: Arc<CentralSystem>,
    charge_box_id: ChargeBoxId,
}

impl Held {
    pub(crate) fn new(system: Arc<CentralSystem>, charge_box_id: ChargeBoxId) -> Self {
        Self { system, charge_box_id }
    }

    /// Takes a text frame from the station; gives the frame to answer with, if any.
    pub(crate) fn receive(&mut self, text: &str) -> Option<String> {
        let received = match Frame::parse(text) {
            Ok(received) => received,
            Err(error) => return error.answer_to().map(|id| encode_error(id, error.code, &error.message)),
        };
        let Frame::Call { id, action, .. } = received.frame else { return None };
        Some(self.answer(&id, &action))
    }

    /// Answers a call; gives the frame.
    pub(crate) fn answer(&self, id: &str, action: &str) -> String {
        let now = Timestamp::from_utc_ms(self.system.now().0);
        let answer = match action {
            BootNotificationRequest::ACTION => {
                encode_result(id, &BootNotificationResponse::new(RegistrationStatus::Pending, now, RETRY_S))
            }
            HeartbeatRequest::ACTION => encode_result(id, &HeartbeatResponse::new(now)),
            _ => return encode_error(id, ErrorCode::GenericError, "the station is not adopted yet"),
        };
        match answer {
            Ok(frame) => frame,
            Err(error) => {
                tracing::error!(charge_box_id = %self.charge_box_id, error = %error, "failed to answer a held station");
                encode_error(id, ErrorCode::InternalError, "internal error")
            }
        }
    }
}
