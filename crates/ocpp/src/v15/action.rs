//! All actions of the version.

use super::*;
use crate::message::Request;
use crate::shape::Shape;
use crate::v16::actions;

actions! {
    Authorize: AuthorizeRequest, FromStation, Core;
    BootNotification: BootNotificationRequest, FromStation, Core;
    CancelReservation: CancelReservationRequest, ToStation, Reservation;
    ChangeAvailability: ChangeAvailabilityRequest, ToStation, Core;
    ChangeConfiguration: ChangeConfigurationRequest, ToStation, Core;
    ClearCache: ClearCacheRequest, ToStation, Core;
    DataTransfer: DataTransferRequest, Either, Core;
    DiagnosticsStatusNotification: DiagnosticsStatusNotificationRequest, FromStation, FirmwareManagement;
    FirmwareStatusNotification: FirmwareStatusNotificationRequest, FromStation, FirmwareManagement;
    GetConfiguration: GetConfigurationRequest, ToStation, Core;
    GetDiagnostics: GetDiagnosticsRequest, ToStation, FirmwareManagement;
    GetLocalListVersion: GetLocalListVersionRequest, ToStation, LocalAuthListManagement;
    Heartbeat: HeartbeatRequest, FromStation, Core;
    MeterValues: MeterValuesRequest, FromStation, Core;
    RemoteStartTransaction: RemoteStartTransactionRequest, ToStation, Core;
    RemoteStopTransaction: RemoteStopTransactionRequest, ToStation, Core;
    ReserveNow: ReserveNowRequest, ToStation, Reservation;
    Reset: ResetRequest, ToStation, Core;
    SendLocalList: SendLocalListRequest, ToStation, LocalAuthListManagement;
    StartTransaction: StartTransactionRequest, FromStation, Core;
    StatusNotification: StatusNotificationRequest, FromStation, Core;
    StopTransaction: StopTransactionRequest, FromStation, Core;
    UnlockConnector: UnlockConnectorRequest, ToStation, Core;
    UpdateFirmware: UpdateFirmwareRequest, ToStation, FirmwareManagement;
}
