//! Commands to a station.

use domain::certificate::CertificateUse;
#[cfg(test)]
use domain::certificate::HashAlgorithm;
use domain::charging_profile::{ProfilePurpose, RateUnit};
use domain::command::{CommandName, CommandState, TriggeredMessage};
use domain::local_list::ListUpdate;
use domain::transfer::LogKind;
use domain::{CommandId, ImageId, NodeId, SessionId, TagId, UserId, UtcMillis};
use serde::Serialize;
use store::command::StoredCommand;
use utoipa::ToSchema;

use super::certificate::CertificateHash;
use super::{ChargingProfile, word};

/// What a station is asked for. Only for the document: it is read as [`domain::command::Command`], and a test holds both equal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "name", rename_all = "camelCase")]
pub enum CommandRequest {
    /// Reboot after ending sessions in good order.
    ResetSoft {},
    /// Reboot at once.
    ResetHard {},
    /// Forget the cache of authorised tags.
    ClearCache {},
    /// Start a session as if the tag had been shown.
    RemoteStart {
        /// At which outlet; the station chooses when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        outlet: Option<u16>,
        /// The tag.
        tag: String,
    },
    /// Stop a session.
    #[serde(rename_all = "camelCase")]
    RemoteStop {
        /// Which one.
        #[schema(value_type = i64)]
        session_id: SessionId,
    },
    /// Unlock the cable.
    UnlockConnector {
        /// At which outlet.
        outlet: u16,
    },
    /// Take an outlet into or out of service.
    ChangeAvailability {
        /// Which one; 0: the whole station.
        outlet: u16,
        /// Into service?
        operative: bool,
    },
    /// Write a configuration key.
    ChangeConfiguration {
        /// The key.
        key: String,
        /// Its new value.
        value: String,
    },
    /// Read configuration keys.
    GetConfiguration {
        /// Which ones; all when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        keys: Option<Vec<String>>,
    },
    /// Ask for a message now.
    TriggerMessage {
        /// Which one.
        #[schema(value_type = word::TriggeredMessage)]
        message: TriggeredMessage,
        /// For which outlet.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        outlet: Option<u16>,
        /// By ExtendedTriggerMessage of the security extension.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        extended: Option<bool>,
    },
    /// Send a vendor's message.
    #[serde(rename_all = "camelCase")]
    DataTransfer {
        /// The vendor.
        vendor_id: String,
        /// The vendor's message.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        message_id: Option<String>,
        /// Its content.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        data: Option<String>,
    },
    /// Ask which version of its list of tags the station has.
    GetLocalListVersion {},
    /// Send the list of tags that may charge while the portal is away.
    #[serde(rename_all = "camelCase")]
    SendLocalList {
        /// All of it, or what has changed since.
        #[schema(value_type = word::ListUpdate)]
        update: ListUpdate,
        /// These tags. Without these and `userIds`: every tag that may charge at the station's site.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<Vec<i64>>, nullable = false)]
        tag_ids: Option<Vec<TagId>>,
        /// The tags of these users.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<Vec<i64>>, nullable = false)]
        user_ids: Option<Vec<UserId>>,
    },
    /// Keep an outlet for a tag.
    #[serde(rename_all = "camelCase")]
    ReserveNow {
        /// Which outlet; 0: any.
        outlet: u16,
        /// For which tag.
        tag: String,
        /// Until when.
        #[schema(value_type = word::Time)]
        until: UtcMillis,
        /// For which group beside it.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        parent_tag: Option<String>,
    },
    /// Give up a reservation.
    #[serde(rename_all = "camelCase")]
    CancelReservation {
        /// Which one.
        reservation_id: i64,
    },
    /// Install a charging profile.
    SetChargingProfile(ChargingProfile),
    /// Remove charging profiles: all that match what is given.
    #[serde(rename_all = "camelCase")]
    ClearChargingProfile {
        /// The one with this id; alone it decides.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        profile_id: Option<i64>,
        /// Those of this outlet; 0: the station.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        outlet: Option<u16>,
        /// Those with this purpose.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::ProfilePurpose>, nullable = false)]
        purpose: Option<ProfilePurpose>,
        /// Those of this rank.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        stack_level: Option<u32>,
    },
    /// Ask what the charging profiles come to.
    #[serde(rename_all = "camelCase")]
    GetCompositeSchedule {
        /// At which outlet; 0: the station.
        outlet: u16,
        /// For how many seconds from now on, at most 604800.
        duration_s: u32,
        /// In which unit; the station chooses when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::RateUnit>, nullable = false)]
        unit: Option<RateUnit>,
    },
    /// Give the station a root certificate to trust.
    InstallCertificate {
        /// What it is for.
        #[schema(value_type = word::CertificateUse)]
        kind: CertificateUse,
        /// The certificate in PEM; the portal's own authority when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        certificate: Option<String>,
    },
    /// Ask which root certificates the station has.
    GetInstalledCertificateIds {
        /// Of which use.
        #[schema(value_type = word::CertificateUse)]
        kind: CertificateUse,
    },
    /// Remove a root certificate from the station.
    DeleteCertificate {
        /// Which one.
        hash: CertificateHash,
    },
    /// Give the station the certificate that it asked for.
    CertificateSigned {
        /// The chain in PEM, the station's own certificate first.
        chain: String,
    },
    /// Upload diagnostics into the station's folder.
    #[serde(rename_all = "camelCase")]
    GetDiagnostics {
        /// The oldest entry that is wanted.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        from: Option<UtcMillis>,
        /// The newest entry that is wanted.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        to: Option<UtcMillis>,
        /// How often the station tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retries: Option<u32>,
        /// Seconds between its tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retry_interval_s: Option<u32>,
    },
    /// Upload a log into the station's folder (1.6 security extension).
    #[serde(rename_all = "camelCase")]
    GetLog {
        /// Which log.
        #[schema(value_type = word::LogKind)]
        kind: LogKind,
        /// The oldest entry that is wanted.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        from: Option<UtcMillis>,
        /// The newest entry that is wanted.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        to: Option<UtcMillis>,
        /// How often the station tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retries: Option<u32>,
        /// Seconds between its tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retry_interval_s: Option<u32>,
    },
    /// Replace the firmware by an image.
    #[serde(rename_all = "camelCase")]
    UpdateFirmware {
        /// The image.
        #[schema(value_type = i64)]
        image_id: ImageId,
        /// From when on it may be downloaded; at once when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        retrieve_at: Option<UtcMillis>,
        /// How often the station tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retries: Option<u32>,
        /// Seconds between its tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retry_interval_s: Option<u32>,
    },
    /// Replace the firmware by a signed image (1.6 security extension).
    #[serde(rename_all = "camelCase")]
    SignedUpdateFirmware {
        /// The image, which has a signature.
        #[schema(value_type = i64)]
        image_id: ImageId,
        /// From when on it may be downloaded; at once when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        retrieve_at: Option<UtcMillis>,
        /// From when on it may be installed; at once when absent.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<word::Time>, nullable = false)]
        install_at: Option<UtcMillis>,
        /// How often the station tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retries: Option<u32>,
        /// Seconds between its tries.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        retry_interval_s: Option<u32>,
    },
}

/// A command and how it went.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Command {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: CommandId,
    /// Its station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// The command's name.
    #[schema(value_type = word::CommandName)]
    pub name: CommandName,
    /// Its parameters.
    #[schema(value_type = Object)]
    pub parameters: serde_json::Value,
    /// How far it has come.
    #[schema(value_type = word::CommandState)]
    pub state: CommandState,
    /// When it was given.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// When it went to the station.
    #[schema(value_type = Option<word::Time>)]
    pub sent_at: Option<UtcMillis>,
    /// When the station answered.
    #[schema(value_type = Option<word::Time>)]
    pub answered_at: Option<UtcMillis>,
    /// Until when it may be sent.
    #[schema(value_type = word::Time)]
    pub expires_at: UtcMillis,
    /// From sent to answered, ms.
    pub latency_ms: Option<i64>,
    /// Who gave it.
    pub by: String,
    /// The OCPP action.
    pub action: Option<String>,
    /// What went over the wire.
    #[schema(value_type = Option<Object>)]
    pub sent: Option<serde_json::Value>,
    /// What came back.
    #[schema(value_type = Option<Object>)]
    pub answer: Option<serde_json::Value>,
    /// The station's own word, or why it failed.
    pub outcome: Option<String>,
}

/// A command's name and its parameters.
pub(super) fn parts(command: &domain::command::Command) -> (CommandName, serde_json::Value) {
    let mut parameters = serde_json::to_value(command).unwrap_or_default();
    if let Some(members) = parameters.as_object_mut() {
        members.remove("name");
    }
    (command.name(), parameters)
}

impl From<StoredCommand> for Command {
    fn from(stored: StoredCommand) -> Command {
        let (name, parameters) = parts(&stored.command);
        Command {
            id: stored.id,
            station_id: stored.station_id,
            name,
            parameters,
            state: stored.state,
            created_at: stored.created_at,
            sent_at: stored.sent_at,
            answered_at: stored.answered_at,
            expires_at: stored.expires_at,
            latency_ms: stored.sent_at.and_then(|sent| stored.answered_at.map(|answered| answered.since(sent))),
            by: stored.by,
            action: stored.action,
            sent: stored.sent,
            answer: stored.answer,
            outcome: stored.outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> ChargingProfile {
        use domain::charging_profile::{ProfileKind, Recurrency};

        let period = crate::shape::ChargingPeriod { start_s: 0, limit: 16.5, phases: Some(3) };
        ChargingProfile {
            outlet: 1,
            profile_id: Some(1),
            purpose: ProfilePurpose::Tx,
            stack_level: 1,
            kind: ProfileKind::Recurring,
            recurrency: Some(Recurrency::Daily),
            valid_from: Some(UtcMillis(0)),
            valid_to: Some(UtcMillis(1)),
            duration_s: Some(60),
            start_at: Some(UtcMillis(0)),
            unit: RateUnit::Watt,
            min_charging_rate: Some(6.0),
            periods: vec![period],
            session_id: Some(SessionId(7)),
        }
    }

    #[test]
    fn what_the_document_says_is_what_is_read() {
        let requests = [
            CommandRequest::ResetSoft {},
            CommandRequest::ResetHard {},
            CommandRequest::ClearCache {},
            CommandRequest::RemoteStart { outlet: Some(1), tag: "A".to_owned() },
            CommandRequest::RemoteStart { outlet: None, tag: "A".to_owned() },
            CommandRequest::RemoteStop { session_id: SessionId(7) },
            CommandRequest::UnlockConnector { outlet: 1 },
            CommandRequest::ChangeAvailability { outlet: 0, operative: false },
            CommandRequest::ChangeConfiguration { key: "K".to_owned(), value: "V".to_owned() },
            CommandRequest::GetConfiguration { keys: Some(vec!["K".to_owned()]) },
            CommandRequest::GetConfiguration { keys: None },
            CommandRequest::TriggerMessage { message: TriggeredMessage::Heartbeat, outlet: None, extended: None },
            CommandRequest::TriggerMessage {
                message: TriggeredMessage::SignChargePointCertificate,
                outlet: None,
                extended: Some(true),
            },
            CommandRequest::InstallCertificate {
                kind: CertificateUse::CentralSystemRoot,
                certificate: Some("P".to_owned()),
            },
            CommandRequest::InstallCertificate { kind: CertificateUse::ManufacturerRoot, certificate: None },
            CommandRequest::GetInstalledCertificateIds { kind: CertificateUse::CentralSystemRoot },
            CommandRequest::DeleteCertificate {
                hash: CertificateHash {
                    algorithm: HashAlgorithm::Sha256,
                    issuer_name_hash: "a".to_owned(),
                    issuer_key_hash: "b".to_owned(),
                    serial_number: "c".to_owned(),
                },
            },
            CommandRequest::CertificateSigned { chain: "P".to_owned() },
            CommandRequest::DataTransfer { vendor_id: "V".to_owned(), message_id: Some("M".to_owned()), data: None },
            CommandRequest::GetLocalListVersion {},
            CommandRequest::SendLocalList { update: ListUpdate::Full, tag_ids: None, user_ids: None },
            CommandRequest::SendLocalList {
                update: ListUpdate::Differential,
                tag_ids: Some(vec![TagId(1)]),
                user_ids: Some(vec![UserId(2)]),
            },
            CommandRequest::ReserveNow {
                outlet: 1,
                tag: "A".to_owned(),
                until: UtcMillis(7),
                parent_tag: Some("P".to_owned()),
            },
            CommandRequest::CancelReservation { reservation_id: 7 },
            CommandRequest::SetChargingProfile(profile()),
            CommandRequest::ClearChargingProfile { profile_id: None, outlet: None, purpose: None, stack_level: None },
            CommandRequest::ClearChargingProfile {
                profile_id: Some(1),
                outlet: Some(1),
                purpose: Some(ProfilePurpose::Tx),
                stack_level: Some(2),
            },
            CommandRequest::GetCompositeSchedule { outlet: 1, duration_s: 60, unit: Some(RateUnit::Ampere) },
            CommandRequest::GetDiagnostics {
                from: Some(UtcMillis(0)),
                to: None,
                retries: Some(3),
                retry_interval_s: Some(60),
            },
            CommandRequest::GetLog {
                kind: LogKind::Security,
                from: None,
                to: Some(UtcMillis(0)),
                retries: None,
                retry_interval_s: None,
            },
            CommandRequest::UpdateFirmware {
                image_id: ImageId(1),
                retrieve_at: Some(UtcMillis(0)),
                retries: Some(1),
                retry_interval_s: None,
            },
            CommandRequest::SignedUpdateFirmware {
                image_id: ImageId(1),
                retrieve_at: None,
                install_at: Some(UtcMillis(0)),
                retries: None,
                retry_interval_s: None,
            },
        ];
        for request in requests {
            let written = serde_json::to_value(&request).unwrap();
            let read: domain::command::Command = serde_json::from_value(written.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), written);
        }
    }
}
