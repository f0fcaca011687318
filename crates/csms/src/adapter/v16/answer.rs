//! The outcomes of operations as responses of OCPP 1.6.

use domain::authorise::Authorisation;
use domain::session::AuthorisationStatus;
use ocpp::Timestamp;
use ocpp::v16::{
    AuthorizationStatus, AuthorizeResponse, BootNotificationResponse, DataTransferResponse, DataTransferStatus,
    GenericStatus, IdTagInfo, IdToken, RegistrationStatus, SignCertificateResponse, StartTransactionResponse,
    StopTransactionResponse,
};

use crate::operation::{BootVerdict, Started, VendorOutcome};
use domain::registration::Registration;

/// An answer to a tag.
pub(super) fn authorization_status(status: AuthorisationStatus) -> AuthorizationStatus {
    match status {
        AuthorisationStatus::Accepted => AuthorizationStatus::Accepted,
        AuthorisationStatus::Blocked => AuthorizationStatus::Blocked,
        AuthorisationStatus::Expired => AuthorizationStatus::Expired,
        AuthorisationStatus::Invalid => AuthorizationStatus::Invalid,
        AuthorisationStatus::ConcurrentTx => AuthorizationStatus::ConcurrentTx,
    }
}

fn id_tag_info(authorisation: &Authorisation) -> IdTagInfo {
    IdTagInfo {
        expiry_date: authorisation.expires_at.map(|at| Timestamp::from_utc_ms(at.0)),
        // A parent that does not fit cannot be sent, and half of it would be another tag.
        parent_id_tag: authorisation
            .parent_tag
            .as_deref()
            .map(IdToken::from)
            .filter(|parent| ocpp::Wire::check(parent).is_ok()),
        status: authorization_status(authorisation.status),
    }
}

pub(super) fn authorised(authorisation: &Authorisation) -> AuthorizeResponse {
    AuthorizeResponse::new(id_tag_info(authorisation))
}

pub(super) fn session_started(started: &Started) -> StartTransactionResponse {
    StartTransactionResponse::new(id_tag_info(&started.authorisation), started.id.0)
}

pub(super) fn session_stopped(authorisation: Option<&Authorisation>) -> StopTransactionResponse {
    StopTransactionResponse { id_tag_info: authorisation.map(id_tag_info) }
}

pub(super) fn booted(verdict: &BootVerdict, now: Timestamp) -> BootNotificationResponse {
    let status = match verdict.registration {
        Registration::Accepted => RegistrationStatus::Accepted,
        Registration::Pending => RegistrationStatus::Pending,
        Registration::Rejected => RegistrationStatus::Rejected,
    };
    BootNotificationResponse::new(status, now, i64::from(verdict.interval_s))
}

pub(super) fn data_transferred(outcome: VendorOutcome) -> DataTransferResponse {
    let (status, data) = match outcome {
        VendorOutcome::Accepted(data) => (DataTransferStatus::Accepted, data),
        VendorOutcome::UnknownMessage => (DataTransferStatus::UnknownMessageId, None),
        VendorOutcome::UnknownVendor => (DataTransferStatus::UnknownVendorId, None),
    };
    DataTransferResponse { status, data: data.map(ocpp::Opaque::from) }
}

pub(super) fn certificate_signing(accepted: bool) -> SignCertificateResponse {
    SignCertificateResponse::new(if accepted { GenericStatus::Accepted } else { GenericStatus::Rejected })
}
