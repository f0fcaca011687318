//! All actions of the version.

use super::*;
use crate::message::Request;
use crate::shape::Shape;

/// Which way an action is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// By a station, of the central system.
    FromStation,
    /// By the central system, of a station.
    ToStation,
    /// By either.
    Either,
}

/// The feature profile that an action belongs to (OCPP 1.6 ed. 2 §3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeatureProfile {
    /// What every station does.
    Core,
    /// Firmware and diagnostics.
    FirmwareManagement,
    /// Local lists.
    LocalAuthListManagement,
    /// Reservations.
    Reservation,
    /// Charging profiles.
    SmartCharging,
    /// Asking for messages.
    RemoteTrigger,
    /// The security whitepaper.
    Security,
}

/// One half of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Half {
    /// The payload of the CALL.
    Request,
    /// The payload of the CALLRESULT.
    Response,
}

/// Defines the actions of a version from a table: request, direction, feature profile.
macro_rules! actions {
    ($($action:ident: $request:ident, $direction:ident, $profile:ident;)+) => {
        /// What can be asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = concat!("See [`", stringify!($request), "`].")] $action,)+
        }

        impl Action {
            /// Every action, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$action),+];

            /// The action's name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$action => $request::ACTION,)+
                }
            }

            /// Which way it is asked for.
            #[must_use]
            pub const fn direction(self) -> Direction {
                match self {
                    $(Self::$action => Direction::$direction,)+
                }
            }

            /// The feature profile that it belongs to.
            #[must_use]
            pub const fn profile(self) -> FeatureProfile {
                match self {
                    $(Self::$action => FeatureProfile::$profile,)+
                }
            }

            /// What its request or response looks like.
            #[must_use]
            pub const fn shape(self, half: Half) -> &'static Shape {
                match (self, half) {
                    $(
                        (Self::$action, Half::Request) => $request::SHAPE,
                        (Self::$action, Half::Response) => <$request as Request>::Response::SHAPE,
                    )+
                }
            }

            /// The action of this name, `None` where there is none.
            ///
            /// *Deviation:* case and blanks around the name do not matter; compare with [`Self::as_str`] to notice.
            #[must_use]
            pub fn read(name: &str) -> Option<Self> {
                let name = name.trim();
                Self::ALL.iter().copied().find(|action| action.as_str().eq_ignore_ascii_case(name))
            }

            /// Whether a station may ask for it.
            #[must_use]
            pub const fn is_from_station(self) -> bool {
                matches!(self.direction(), Direction::FromStation | Direction::Either)
            }
        }

        impl std::fmt::Display for Action {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use actions;

actions! {
    Authorize: AuthorizeRequest, FromStation, Core;
    BootNotification: BootNotificationRequest, FromStation, Core;
    CancelReservation: CancelReservationRequest, ToStation, Reservation;
    CertificateSigned: CertificateSignedRequest, ToStation, Security;
    ChangeAvailability: ChangeAvailabilityRequest, ToStation, Core;
    ChangeConfiguration: ChangeConfigurationRequest, ToStation, Core;
    ClearCache: ClearCacheRequest, ToStation, Core;
    ClearChargingProfile: ClearChargingProfileRequest, ToStation, SmartCharging;
    DataTransfer: DataTransferRequest, Either, Core;
    DeleteCertificate: DeleteCertificateRequest, ToStation, Security;
    DiagnosticsStatusNotification: DiagnosticsStatusNotificationRequest, FromStation, FirmwareManagement;
    ExtendedTriggerMessage: ExtendedTriggerMessageRequest, ToStation, Security;
    FirmwareStatusNotification: FirmwareStatusNotificationRequest, FromStation, FirmwareManagement;
    GetCompositeSchedule: GetCompositeScheduleRequest, ToStation, SmartCharging;
    GetConfiguration: GetConfigurationRequest, ToStation, Core;
    GetDiagnostics: GetDiagnosticsRequest, ToStation, FirmwareManagement;
    GetInstalledCertificateIds: GetInstalledCertificateIdsRequest, ToStation, Security;
    GetLocalListVersion: GetLocalListVersionRequest, ToStation, LocalAuthListManagement;
    GetLog: GetLogRequest, ToStation, Security;
    Heartbeat: HeartbeatRequest, FromStation, Core;
    InstallCertificate: InstallCertificateRequest, ToStation, Security;
    LogStatusNotification: LogStatusNotificationRequest, FromStation, Security;
    MeterValues: MeterValuesRequest, FromStation, Core;
    RemoteStartTransaction: RemoteStartTransactionRequest, ToStation, Core;
    RemoteStopTransaction: RemoteStopTransactionRequest, ToStation, Core;
    ReserveNow: ReserveNowRequest, ToStation, Reservation;
    Reset: ResetRequest, ToStation, Core;
    SecurityEventNotification: SecurityEventNotificationRequest, FromStation, Security;
    SendLocalList: SendLocalListRequest, ToStation, LocalAuthListManagement;
    SetChargingProfile: SetChargingProfileRequest, ToStation, SmartCharging;
    SignCertificate: SignCertificateRequest, FromStation, Security;
    SignedFirmwareStatusNotification: SignedFirmwareStatusNotificationRequest, FromStation, Security;
    SignedUpdateFirmware: SignedUpdateFirmwareRequest, ToStation, Security;
    StartTransaction: StartTransactionRequest, FromStation, Core;
    StatusNotification: StatusNotificationRequest, FromStation, Core;
    StopTransaction: StopTransactionRequest, FromStation, Core;
    TriggerMessage: TriggerMessageRequest, ToStation, RemoteTrigger;
    UnlockConnector: UnlockConnectorRequest, ToStation, Core;
    UpdateFirmware: UpdateFirmwareRequest, ToStation, FirmwareManagement;
}

/// The name of the official JSON schema file, without `.json`.
#[must_use]
pub fn schema_name(action: Action, half: Half) -> String {
    match half {
        Half::Request => action.as_str().to_owned(),
        Half::Response => format!("{action}Response"),
    }
}
