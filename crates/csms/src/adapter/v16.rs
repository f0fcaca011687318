//! OCPP 1.6 over JSON: each action of a station is read, translated, handed to its operation, and the outcome written back.

mod answer;
pub(crate) mod call;
mod charging;
mod report;
mod tags;

use ocpp::message::Request;
use ocpp::rpc::{encode_error, encode_result};
use ocpp::v16::{
    Action, AuthorizeRequest, BootNotificationRequest, DataTransferRequest, DiagnosticsStatusNotificationRequest,
    DiagnosticsStatusNotificationResponse, FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse,
    HeartbeatRequest, HeartbeatResponse, LogStatusNotificationRequest, LogStatusNotificationResponse,
    MeterValuesRequest, MeterValuesResponse, SecurityEventNotificationRequest, SecurityEventNotificationResponse,
    SignCertificateRequest, SignedFirmwareStatusNotificationRequest, SignedFirmwareStatusNotificationResponse,
    StartTransactionRequest, StatusNotificationRequest, StatusNotificationResponse, StopTransactionRequest,
};
use ocpp::{Decoded, Deviation, ErrorCode, Timestamp, Violation};

use crate::operation::{self, Context, OperationFailure};

/// What goes back to the station for one call, and what was odd about the call.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The frame.
    pub(crate) frame: String,
    /// What was forgiven.
    pub(crate) deviations: Vec<Deviation>,
    /// The code, when the frame is a CALLERROR.
    pub(crate) error: Option<ErrorCode>,
    /// Whether it is an error only because the database cannot be reached just now.
    pub(crate) is_passing: bool,
}

impl Reply {
    pub(crate) fn error(message_id: &str, code: ErrorCode, description: &str) -> Self {
        let frame = encode_error(message_id, code, description);
        Self { frame, deviations: Vec::new(), error: Some(code), is_passing: false }
    }

    /// An answer that was given before.
    pub(crate) fn repeated(frame: String) -> Self {
        Self { frame, deviations: Vec::new(), error: None, is_passing: false }
    }
}

/// Serves one call of a station: every action that a 1.6 station may send has its line here.
///
/// The futures are boxed one by one, so that an idle connection holds none of their memory.
pub(crate) async fn serve(context: &Context<'_>, message_id: &str, action: &str, payload: &str) -> Reply {
    let call = Call { message_id, payload };
    match action {
        "Heartbeat" => call.told(async |_: HeartbeatRequest| Ok(HeartbeatResponse::new(now(context)))).await,
        "MeterValues" => {
            Box::pin(call.told(async |request: MeterValuesRequest| {
                operation::meter_values(context, report::meter(request)).await?;
                Ok(MeterValuesResponse {})
            }))
            .await
        }
        "StatusNotification" => {
            Box::pin(call.told(async |request: StatusNotificationRequest| {
                operation::status(context, report::status(request)).await?;
                Ok(StatusNotificationResponse {})
            }))
            .await
        }
        "Authorize" => {
            Box::pin(call.asked(async |request: AuthorizeRequest| {
                let verdict = operation::authorise(context, request.id_tag.as_str()).await?;
                Ok(answer::authorised(&verdict))
            }))
            .await
        }
        "StartTransaction" => {
            Box::pin(call.told(async |request: StartTransactionRequest| {
                let started = operation::start_session(context, report::session_started(request)).await?;
                Ok(answer::session_started(&started))
            }))
            .await
        }
        "StopTransaction" => {
            Box::pin(call.told(async |request: StopTransactionRequest| {
                let verdict = operation::stop_session(context, report::session_stopped(request)).await?;
                Ok(answer::session_stopped(verdict.as_ref()))
            }))
            .await
        }
        "BootNotification" => {
            Box::pin(call.told(async |request: BootNotificationRequest| {
                let verdict = operation::boot(context, report::boot(request)).await?;
                Ok(answer::booted(&verdict, now(context)))
            }))
            .await
        }
        "DataTransfer" => {
            Box::pin(call.asked(async |request: DataTransferRequest| {
                let outcome = operation::data_transfer(context, report::vendor_message(request)).await?;
                Ok(answer::data_transferred(outcome))
            }))
            .await
        }
        _ => Box::pin(serve_rare(context, call, action)).await,
    }
}

async fn serve_rare(context: &Context<'_>, call: Call<'_>, action: &str) -> Reply {
    match action {
        "DiagnosticsStatusNotification" => {
            call.told(async |request: DiagnosticsStatusNotificationRequest| {
                operation::transfer(context, report::diagnostics(request)).await?;
                Ok(DiagnosticsStatusNotificationResponse {})
            })
            .await
        }
        "FirmwareStatusNotification" => {
            call.told(async |request: FirmwareStatusNotificationRequest| {
                operation::transfer(context, report::firmware(request)).await?;
                Ok(FirmwareStatusNotificationResponse {})
            })
            .await
        }
        "SignedFirmwareStatusNotification" => {
            call.told(async |request: SignedFirmwareStatusNotificationRequest| {
                operation::transfer(context, report::signed_firmware(request)).await?;
                Ok(SignedFirmwareStatusNotificationResponse {})
            })
            .await
        }
        "LogStatusNotification" => {
            call.told(async |request: LogStatusNotificationRequest| {
                operation::transfer(context, report::log(request)).await?;
                Ok(LogStatusNotificationResponse {})
            })
            .await
        }
        "SecurityEventNotification" => {
            call.told(async |request: SecurityEventNotificationRequest| {
                operation::security(context, report::security(request)).await?;
                Ok(SecurityEventNotificationResponse {})
            })
            .await
        }
        "SignCertificate" => {
            call.asked(async |request: SignCertificateRequest| {
                let accepted = operation::sign_certificate(context, request.csr.as_str()).await?;
                Ok(answer::certificate_signing(accepted))
            })
            .await
        }
        _ if Action::read(action).is_some() => {
            Reply::error(call.message_id, ErrorCode::NotSupported, "this action goes from the portal to stations")
        }
        _ => Reply::error(call.message_id, ErrorCode::NotImplemented, "unknown action"),
    }
}

fn now(context: &Context<'_>) -> Timestamp {
    Timestamp::from_utc_ms(context.at.0)
}

/// A call whose payload has not been looked into.
#[derive(Clone, Copy)]
struct Call<'a> {
    message_id: &'a str,
    payload: &'a str,
}

impl Call<'_> {
    /// Serves a report of something that has happened: as much of it as possible is kept.
    async fn told<R: Request>(self, serve: impl AsyncFnOnce(R) -> Result<R::Response, OperationFailure>) -> Reply {
        self.serve(ocpp::salvage(self.payload), serve).await
    }

    /// Serves a question, which must be understood whole.
    async fn asked<R: Request>(self, serve: impl AsyncFnOnce(R) -> Result<R::Response, OperationFailure>) -> Reply {
        self.serve(ocpp::decode(self.payload), serve).await
    }

    async fn serve<R: Request>(
        self,
        decoded: Result<Decoded<R>, Violation>,
        serve: impl AsyncFnOnce(R) -> Result<R::Response, OperationFailure>,
    ) -> Reply {
        let Decoded { value, deviations } = match decoded {
            Ok(decoded) => decoded,
            Err(violation) => return Reply::error(self.message_id, violation.code, &violation.description()),
        };
        let failure = match serve(value).await {
            Ok(response) => match encode_result(self.message_id, &response) {
                Ok(frame) => return Reply { frame, deviations, error: None, is_passing: false },
                Err(error) => OperationFailure::Unsendable(error),
            },
            Err(failure) => failure,
        };
        tracing::warn!(action = R::ACTION, error = %failure, "failed to serve a message");
        // What went wrong inside is for the log, not for the station.
        let is_passing = failure.is_passing();
        Reply { deviations, is_passing, ..Reply::error(self.message_id, failure.code(), failure.told_to_station()) }
    }
}
