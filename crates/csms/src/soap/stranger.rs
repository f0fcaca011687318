//! A station that is not configured and posts: it is answered what its version has for that (`ocpp.md` rule 1).

use domain::ChargeBoxId;
use ocpp::Timestamp;
use ocpp::message::Request as _;
use ocpp::rpc::encode_result;
use ocpp::soap::{Envelope, FaultCode};
use ocpp::v16::{BootNotificationRequest, BootNotificationResponse, RegistrationStatus};

use super::post::{SoapAnswer, action_of};
use super::refusal::Asked;
use crate::adapter::soap::write_response;
use crate::central_system::CentralSystem;
use crate::conversation::answer_payload;
use crate::handshake::Refusal;
use crate::held::{Held, RETRY_S};

impl CentralSystem {
    /// Answers a station that is not let in since nobody configured it: its boot is Rejected, everything else a fault.
    pub(super) fn answer_rejected(&self, asked: &Asked, envelope: &Envelope<'_>, elsewhere: &[&str]) -> SoapAnswer {
        let refused = asked.refused(&Refusal::UnknownStation);
        if action_of(asked.version, envelope, elsewhere) != Some(BootNotificationRequest::ACTION) {
            return refused;
        }
        let now = Timestamp::from_utc_ms(self.now().0);
        let rejected = BootNotificationResponse::new(RegistrationStatus::Rejected, now, RETRY_S);
        let frame = encode_result("", &rejected).unwrap_or_default();
        self.answer_frame(asked, BootNotificationRequest::ACTION, &frame).unwrap_or(refused)
    }

    /// Answers a station that waits to be adopted.
    pub(super) fn answer_held(
        self: &std::sync::Arc<Self>,
        asked: &Asked,
        envelope: &Envelope<'_>,
        elsewhere: &[&str],
        id: ChargeBoxId,
    ) -> SoapAnswer {
        let waiting = || asked.fault(FaultCode::IdentityMismatch, "the station is not adopted yet");
        let Some(action) = action_of(asked.version, envelope, elsewhere) else { return waiting() };
        let answer = Held::new(std::sync::Arc::clone(self), id).answer("", action);
        self.answer_frame(asked, action, &answer).unwrap_or_else(waiting)
    }

    /// An answer of ours as a document; `None` when it is an error.
    fn answer_frame(&self, asked: &Asked, action: &str, frame: &str) -> Option<SoapAnswer> {
        let payload = frame.starts_with("[3").then(|| answer_payload(frame, ""))?;
        let document = write_response(&asked.answering(), action, payload).ok()?;
        Some(asked.answered(document))
    }
}
