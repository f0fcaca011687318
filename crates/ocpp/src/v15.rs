//! The messages of OCPP 1.5 (2012), which is spoken over SOAP only.
//!
//! Messages that 1.6 left as they were are those of [`crate::v16`]; the others have a file here. Where only limits differ, 1.6's
//! are kept: they are the narrower ones, and what a station sends over them is kept whole all the same.

mod action;
mod boot_notification;
mod change_configuration;
mod diagnostics_status_notification;
mod firmware_status_notification;
mod meter_value;
mod meter_values;
mod remote_start_transaction;
mod send_local_list;
mod status_notification;
mod stop_transaction;
mod unlock_connector;

pub use action::*;
pub use boot_notification::*;
pub use change_configuration::*;
pub use diagnostics_status_notification::*;
pub use firmware_status_notification::*;
pub use meter_value::*;
pub use meter_values::*;
pub use remote_start_transaction::*;
pub use send_local_list::*;
pub use status_notification::*;
pub use stop_transaction::*;
pub use unlock_connector::*;

pub use crate::v16::{
    AuthorizationStatus, AuthorizeRequest, AuthorizeResponse, AvailabilityStatus, AvailabilityType,
    CancelReservationRequest, CancelReservationResponse, CancelReservationStatus, ChangeAvailabilityRequest,
    ChangeAvailabilityResponse, ClearCacheRequest, ClearCacheResponse, ClearCacheStatus, DataTransferRequest,
    DataTransferResponse, DataTransferStatus, Direction, FeatureProfile, GetConfigurationRequest,
    GetConfigurationResponse, GetDiagnosticsRequest, GetDiagnosticsResponse, GetLocalListVersionRequest,
    GetLocalListVersionResponse, Half, HeartbeatRequest, HeartbeatResponse, IdTagInfo, IdToken, KeyValue,
    RemoteStartStopStatus, RemoteStopTransactionRequest, RemoteStopTransactionResponse, ReservationStatus,
    ReserveNowRequest, ReserveNowResponse, ResetRequest, ResetResponse, ResetStatus, ResetType,
    StartTransactionRequest, StartTransactionResponse, UpdateFirmwareRequest, UpdateFirmwareResponse, UpdateType,
};
