//! Commands in the portal's words as requests of OCPP 1.6, and what the stations' answers mean.

mod file;

use domain::certificate::{CertificateHash, CertificateUse, HashAlgorithm};
use domain::command::{Command, CommandState, TriggeredMessage};
use domain::registration::ReportedKey;
use ocpp::message::Request;
use ocpp::rpc::encode_call;
use ocpp::v16::{
    AvailabilityStatus, AvailabilityType, CancelReservationRequest, CancelReservationStatus, CertificateHashData,
    CertificateSignedRequest, CertificateSignedStatus, ChangeAvailabilityRequest, ChangeConfigurationRequest,
    ChargingProfileStatus, ClearCacheRequest, ClearCacheStatus, ClearChargingProfileStatus, ConfigurationStatus,
    DataTransferRequest, DataTransferStatus, DeleteCertificateRequest, DeleteCertificateStatus, ExtendedMessageTrigger,
    ExtendedTriggerMessageRequest, GetCompositeScheduleRequest, GetCompositeScheduleStatus, GetConfigurationRequest,
    GetConfigurationResponse, GetInstalledCertificateIdsRequest, GetInstalledCertificateIdsResponse,
    GetInstalledCertificateStatus, GetLocalListVersionRequest, IdToken, InstallCertificateRequest,
    InstallCertificateStatus, MessageTrigger, RemoteStartStopStatus, RemoteStartTransactionRequest,
    RemoteStopTransactionRequest, ReservationStatus, ResetRequest, ResetStatus, ResetType, TriggerMessageRequest,
    TriggerMessageStatus, UnlockConnectorRequest, UnlockStatus, UpdateStatus,
};
use ocpp::{Deviation, Opaque, Text};

use super::{charging, tags};
use crate::certificate::CertificateLesson;
use crate::line::CallFailure;

/// A request ready to be sent, with the reading of its answer.
pub(crate) struct Prepared {
    pub(crate) action: &'static str,
    pub(crate) message_id: String,
    /// The whole frame.
    pub(crate) frame: String,
    judge: Judge,
}

/// Reads an answer.
type Judge = Box<dyn FnOnce(&str) -> Result<Verdict, CallFailure> + Send + Sync>;

/// What a station's answer means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// Accepted or rejected.
    pub(crate) state: CommandState,
    /// The station's own word.
    pub(crate) word: String,
    /// What the portal learned by it.
    pub(crate) lesson: Lesson,
    /// What was forgiven in the answer.
    pub(crate) deviations: Vec<Deviation>,
}

/// What the portal learns by an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Lesson {
    /// Nothing more.
    Nothing,
    /// The station's configuration.
    Configuration {
        /// The keys that were told.
        keys: Vec<ReportedKey>,
        /// Whether these are all that the station has.
        whole: bool,
    },
    /// A key has a new value, now or after a reboot.
    Written { key: String, value: String, reboot_required: bool },
    /// The version of the list of tags that the station has; -1 where it keeps none.
    ListVersion(i64),
    /// Something about its certificates.
    Certificate(CertificateLesson),
}

impl Prepared {
    /// The payload within the frame.
    pub(crate) fn payload(&self) -> &str {
        call_payload(&self.frame, &self.message_id, self.action)
    }

    /// Reads the station's answer.
    ///
    /// # Errors
    /// When it cannot be understood.
    pub(crate) fn judge(self, payload: &str) -> Result<Verdict, CallFailure> {
        (self.judge)(payload)
    }
}

/// The payload of a call of ours, within its frame.
pub(crate) fn call_payload<'a>(frame: &'a str, message_id: &str, action: &str) -> &'a str {
    // `[2,"id","Action",payload]`; ids of ours hold nothing that JSON escapes.
    let start = 3 + message_id.len() + 2 + 1 + action.len() + 2 + 1;
    frame.get(start..frame.len() - 1).unwrap_or(frame)
}

/// Makes the request of a command.
///
/// # Errors
/// When the command holds something that the protocol cannot carry.
pub(crate) fn prepare(message_id: String, command: &Command) -> Result<Prepared, CallFailure> {
    match command {
        Command::ResetSoft {} => reset(message_id, ResetType::Soft),
        Command::ResetHard {} => reset(message_id, ResetType::Hard),
        Command::ClearCache {} => of(message_id, &ClearCacheRequest {}, |answer| {
            plain(answer.status == ClearCacheStatus::Accepted, answer.status.as_str())
        }),
        Command::RemoteStart { outlet, tag } => {
            let mut request = RemoteStartTransactionRequest::new(IdToken::from(tag.as_str()));
            request.connector_id = outlet.map(i64::from);
            of(message_id, &request, |answer| {
                plain(answer.status == RemoteStartStopStatus::Accepted, answer.status.as_str())
            })
        }
        Command::RemoteStop { session_id } => {
            of(message_id, &RemoteStopTransactionRequest::new(session_id.0), |answer| {
                plain(answer.status == RemoteStartStopStatus::Accepted, answer.status.as_str())
            })
        }
        Command::UnlockConnector { outlet } => {
            of(message_id, &UnlockConnectorRequest::new(i64::from(*outlet)), |answer| {
                plain(answer.status == UnlockStatus::Unlocked, answer.status.as_str())
            })
        }
        Command::ChangeAvailability { outlet, operative } => {
            let kind = if *operative { AvailabilityType::Operative } else { AvailabilityType::Inoperative };
            of(message_id, &ChangeAvailabilityRequest::new(i64::from(*outlet), kind), |answer| {
                plain(answer.status != AvailabilityStatus::Rejected, answer.status.as_str())
            })
        }
        Command::ChangeConfiguration { key, value } => change_configuration(message_id, key, value),
        Command::GetConfiguration { keys } => get_configuration(message_id, keys),
        Command::TriggerMessage { message, outlet, extended } => trigger(message_id, *message, *outlet, *extended),
        Command::InstallCertificate { kind, certificate } => install(message_id, *kind, certificate.as_deref()),
        Command::GetInstalledCertificateIds { kind } => list_installed(message_id, *kind),
        Command::DeleteCertificate { hash } => delete_certificate(message_id, hash),
        Command::CertificateSigned { chain } => certificate_signed(message_id, chain),
        Command::DataTransfer { vendor_id, message_id: vendor_message, data } => {
            let mut request = DataTransferRequest::new(Text::from(vendor_id.as_str()));
            request.message_id = vendor_message.as_deref().map(Text::from);
            request.data = data.as_deref().map(Opaque::from);
            of(message_id, &request, |answer| {
                plain(answer.status == DataTransferStatus::Accepted, answer.status.as_str())
            })
        }
        Command::GetLocalListVersion {} => of(message_id, &GetLocalListVersionRequest {}, |answer| {
            let version = answer.list_version;
            (CommandState::Accepted, format!("version {version}"), Lesson::ListVersion(version))
        }),
        Command::SendLocalList { part, .. } => {
            let part = part.as_ref().ok_or_else(|| CallFailure::Unsendable("work out the list of tags".to_owned()))?;
            of(message_id, &tags::local_list(part), |answer| {
                plain(answer.status == UpdateStatus::Accepted, answer.status.as_str())
            })
        }
        Command::ReserveNow { outlet, tag, until, parent_tag, reservation_id } => {
            let id = reservation_id.unwrap_or_default();
            of(message_id, &tags::reserve(*outlet, tag, *until, parent_tag.as_deref(), id), |answer| {
                plain(answer.status == ReservationStatus::Accepted, answer.status.as_str())
            })
        }
        Command::CancelReservation { reservation_id } => {
            of(message_id, &CancelReservationRequest::new(*reservation_id), |answer| {
                plain(answer.status == CancelReservationStatus::Accepted, answer.status.as_str())
            })
        }
        Command::SetChargingProfile(profile) => of(message_id, &charging::set(profile), |answer| {
            plain(answer.status == ChargingProfileStatus::Accepted, answer.status.as_str())
        }),
        Command::ClearChargingProfile(filter) => of(message_id, &charging::clear(filter), |answer| {
            plain(answer.status == ClearChargingProfileStatus::Accepted, answer.status.as_str())
        }),
        Command::GetCompositeSchedule { outlet, duration_s, unit } => {
            let mut request = GetCompositeScheduleRequest::new(i64::from(*outlet), i64::from(*duration_s));
            request.charging_rate_unit = unit.map(charging::unit);
            of(message_id, &request, |answer| {
                plain(answer.status == GetCompositeScheduleStatus::Accepted, answer.status.as_str())
            })
        }
        Command::GetDiagnostics { .. }
        | Command::GetLog { .. }
        | Command::UpdateFirmware { .. }
        | Command::SignedUpdateFirmware { .. } => file::prepare(message_id, command),
    }
}

fn reset(message_id: String, kind: ResetType) -> Result<Prepared, CallFailure> {
    of(message_id, &ResetRequest::new(kind), |answer| {
        plain(answer.status == ResetStatus::Accepted, answer.status.as_str())
    })
}

/// A message that only the security extension can ask for goes by ExtendedTriggerMessage, one that only 1.6 itself can ask for by
/// TriggerMessage, whatever was wished.
fn trigger(
    message_id: String,
    message: TriggeredMessage,
    outlet: Option<u16>,
    extended: bool,
) -> Result<Prepared, CallFailure> {
    use {ExtendedMessageTrigger as Extended, MessageTrigger as Core, TriggeredMessage as Wanted};
    let (core, by_extension) = match message {
        Wanted::BootNotification => (Some(Core::BootNotification), Some(Extended::BootNotification)),
        Wanted::DiagnosticsStatusNotification => (Some(Core::DiagnosticsStatusNotification), None),
        Wanted::FirmwareStatusNotification => {
            (Some(Core::FirmwareStatusNotification), Some(Extended::FirmwareStatusNotification))
        }
        Wanted::Heartbeat => (Some(Core::Heartbeat), Some(Extended::Heartbeat)),
        Wanted::LogStatusNotification => (None, Some(Extended::LogStatusNotification)),
        Wanted::MeterValues => (Some(Core::MeterValues), Some(Extended::MeterValues)),
        Wanted::SignChargePointCertificate => (None, Some(Extended::SignChargePointCertificate)),
        Wanted::StatusNotification => (Some(Core::StatusNotification), Some(Extended::StatusNotification)),
    };
    let message = match (core, by_extension) {
        (Some(core), None) => core,
        (Some(core), Some(_)) if !extended => core,
        (_, Some(by_extension)) => {
            let mut request = ExtendedTriggerMessageRequest::new(by_extension);
            request.connector_id = outlet.map(i64::from);
            return of(message_id, &request, |answer| {
                plain(answer.status == TriggerMessageStatus::Accepted, answer.status.as_str())
            });
        }
        (None, None) => return Err(CallFailure::Unsendable("find a way to ask for this message".to_owned())),
    };
    let mut request = TriggerMessageRequest::new(message);
    request.connector_id = outlet.map(i64::from);
    of(message_id, &request, |answer| plain(answer.status == TriggerMessageStatus::Accepted, answer.status.as_str()))
}

fn change_configuration(message_id: String, key: &str, value: &str) -> Result<Prepared, CallFailure> {
    let request = ChangeConfigurationRequest::new(Text::from(key), Text::from(value));
    let (key, value) = (key.to_owned(), value.to_owned());
    of(message_id, &request, move |answer| {
        let reboot_required = answer.status == ConfigurationStatus::RebootRequired;
        let accepted = reboot_required || answer.status == ConfigurationStatus::Accepted;
        let (state, word, _) = plain(accepted, answer.status.as_str());
        (state, word, if accepted { Lesson::Written { key, value, reboot_required } } else { Lesson::Nothing })
    })
}

fn get_configuration(message_id: String, keys: &[String]) -> Result<Prepared, CallFailure> {
    let whole = keys.is_empty();
    let request =
        GetConfigurationRequest { key: (!whole).then(|| keys.iter().map(|key| Text::from(key.as_str())).collect()) };
    of(message_id, &request, move |answer: GetConfigurationResponse| {
        let keys: Vec<ReportedKey> = answer
            .configuration_key
            .unwrap_or_default()
            .into_iter()
            .map(|told| ReportedKey {
                key: told.key.into_string(),
                value: told.value.map(Text::into_string),
                read_only: told.readonly,
            })
            .collect();
        let word = format!("{} keys", keys.len());
        (CommandState::Accepted, word, Lesson::Configuration { keys, whole })
    })
}

fn use_of(kind: CertificateUse) -> ocpp::v16::CertificateUse {
    match kind {
        CertificateUse::CentralSystemRoot => ocpp::v16::CertificateUse::CentralSystemRootCertificate,
        CertificateUse::ManufacturerRoot => ocpp::v16::CertificateUse::ManufacturerRootCertificate,
    }
}

fn install(message_id: String, kind: CertificateUse, certificate: Option<&str>) -> Result<Prepared, CallFailure> {
    let certificate =
        certificate.ok_or_else(|| CallFailure::Unsendable("find the certificate to install".to_owned()))?.to_owned();
    let request = InstallCertificateRequest::new(use_of(kind), Text::from(certificate.as_str()));
    of(message_id, &request, move |answer| {
        let accepted = answer.status == InstallCertificateStatus::Accepted;
        let (state, word, _) = plain(accepted, answer.status.as_str());
        (state, word, taught(accepted, CertificateLesson::Installed { kind, certificate }))
    })
}

fn list_installed(message_id: String, kind: CertificateUse) -> Result<Prepared, CallFailure> {
    let request = GetInstalledCertificateIdsRequest::new(use_of(kind));
    of(message_id, &request, move |answer: GetInstalledCertificateIdsResponse| {
        // NotFound is an answer too: there are none.
        let told = answer.certificate_hash_data.map(ocpp::Several::into_vec).unwrap_or_default();
        let hashes: Vec<CertificateHash> = told.into_iter().map(hash_told).collect();
        let found = answer.status == GetInstalledCertificateStatus::Accepted;
        let word = match hashes.len() {
            _ if !found => answer.status.as_str().to_owned(),
            1 => "1 certificate".to_owned(),
            count => format!("{count} certificates"),
        };
        (CommandState::Accepted, word, Lesson::Certificate(CertificateLesson::Listed { kind, hashes }))
    })
}

fn hash_told(told: CertificateHashData) -> CertificateHash {
    let algorithm = match told.hash_algorithm {
        ocpp::v16::HashAlgorithm::Sha256 => HashAlgorithm::Sha256,
        ocpp::v16::HashAlgorithm::Sha384 => HashAlgorithm::Sha384,
        ocpp::v16::HashAlgorithm::Sha512 => HashAlgorithm::Sha512,
    };
    CertificateHash {
        algorithm,
        issuer_name_hash: told.issuer_name_hash.into_string(),
        issuer_key_hash: told.issuer_key_hash.into_string(),
        serial_number: told.serial_number.into_string(),
    }
}

fn delete_certificate(message_id: String, hash: &CertificateHash) -> Result<Prepared, CallFailure> {
    let algorithm = match hash.algorithm {
        HashAlgorithm::Sha256 => ocpp::v16::HashAlgorithm::Sha256,
        HashAlgorithm::Sha384 => ocpp::v16::HashAlgorithm::Sha384,
        HashAlgorithm::Sha512 => ocpp::v16::HashAlgorithm::Sha512,
    };
    let data = CertificateHashData::new(
        algorithm,
        Text::from(hash.issuer_name_hash.as_str()),
        Text::from(hash.issuer_key_hash.as_str()),
        Text::from(hash.serial_number.as_str()),
    );
    let hash = hash.clone();
    of(message_id, &DeleteCertificateRequest::new(data), move |answer| {
        let accepted = answer.status == DeleteCertificateStatus::Accepted;
        // One that the station does not have is gone as well.
        let is_gone = accepted || answer.status == DeleteCertificateStatus::NotFound;
        let (state, word, _) = plain(accepted, answer.status.as_str());
        (state, word, taught(is_gone, CertificateLesson::Removed { hash }))
    })
}

fn certificate_signed(message_id: String, chain: &str) -> Result<Prepared, CallFailure> {
    let chain = chain.to_owned();
    of(message_id, &CertificateSignedRequest::new(Text::from(chain.as_str())), move |answer| {
        let accepted = answer.status == CertificateSignedStatus::Accepted;
        let (state, word, _) = plain(accepted, answer.status.as_str());
        (state, word, Lesson::Certificate(CertificateLesson::Signed { chain, accepted }))
    })
}

fn taught(is_taught: bool, lesson: CertificateLesson) -> Lesson {
    if is_taught { Lesson::Certificate(lesson) } else { Lesson::Nothing }
}

type Judged = (CommandState, String, Lesson);

fn plain(accepted: bool, word: &str) -> Judged {
    let state = if accepted { CommandState::Accepted } else { CommandState::Rejected };
    (state, word.to_owned(), Lesson::Nothing)
}

fn of<R: Request>(
    message_id: String,
    request: &R,
    judge: impl FnOnce(R::Response) -> Judged + Send + Sync + 'static,
) -> Result<Prepared, CallFailure> {
    let frame = encode_call(&message_id, request).map_err(|error| CallFailure::Unsendable(error.to_string()))?;
    let judge = Box::new(move |payload: &str| {
        let decoded = ocpp::salvage::<R::Response>(payload)
            .map_err(|violation| CallFailure::BadAnswer(violation.description()))?;
        let (state, word, lesson) = judge(decoded.value);
        Ok(Verdict { state, word, lesson, deviations: decoded.deviations })
    });
    Ok(Prepared { action: R::ACTION, message_id, frame, judge })
}
