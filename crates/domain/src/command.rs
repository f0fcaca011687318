//! What the portal asks of a station, in its own words, and how that ends.

mod name;
mod unfit;

use serde::{Deserialize, Serialize};

pub use self::name::CommandName;
pub use self::unfit::Unfit;
use crate::certificate::{CertificateHash, CertificateUse};
use crate::charging_profile::{ChargingProfile, ProfileFilter, RateUnit};
use crate::id::{CommandId, ImageId, SessionId, TagId, UserId};
use crate::local_list::{ListUpdate, LocalListPart};
use crate::time::UtcMillis;
use crate::transfer::{HandOver, LogKind, TransferKind};
use crate::word::words;

/// A command to a station. In JSON: `{"name": "unlockConnector", "outlet": 1}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Command {
    /// Reboot after ending sessions in good order.
    ResetSoft {},
    /// Reboot at once.
    ResetHard {},
    /// Forget the cache of authorised tags.
    ClearCache {},
    /// Start a session, as if `tag` had been shown.
    RemoteStart {
        /// At which outlet; the station chooses when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<u16>,
        /// The tag.
        tag: String,
    },
    /// Stop a session.
    RemoteStop {
        /// Which one.
        session_id: SessionId,
    },
    /// Unlock the cable.
    UnlockConnector {
        /// At which outlet.
        outlet: u16,
    },
    /// Take an outlet, or the whole station (0), into or out of service.
    ChangeAvailability {
        /// Which outlet; 0 is the station.
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
    /// Read configuration keys; all of them when none is named.
    GetConfiguration {
        /// The keys.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        keys: Vec<String>,
    },
    /// Ask for a message now.
    TriggerMessage {
        /// Which message.
        message: TriggeredMessage,
        /// For which outlet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<u16>,
        /// By the security extension's ExtendedTriggerMessage; messages that only it knows go by it anyway.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        extended: bool,
    },
    /// Send a vendor's message.
    DataTransfer {
        /// The vendor.
        vendor_id: String,
        /// The vendor's message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message_id: Option<String>,
        /// Its content.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        data: Option<String>,
    },
    /// Ask which version of its list of tags the station has.
    GetLocalListVersion {},
    /// Send the list of tags that may charge while the portal is away.
    SendLocalList {
        /// All of it, or what has changed.
        update: ListUpdate,
        /// These tags; with `user_ids` also theirs. Without both: every tag that may charge at the station's site.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tag_ids: Option<Vec<TagId>>,
        /// The tags of these users.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_ids: Option<Vec<UserId>>,
        /// One message's worth of it, once the portal has worked it out.
        #[serde(skip)]
        part: Option<LocalListPart>,
    },
    /// Keep an outlet for a tag.
    ReserveNow {
        /// Which outlet; 0: any.
        outlet: u16,
        /// For which tag.
        tag: String,
        /// Until when.
        until: UtcMillis,
        /// For which group beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent_tag: Option<String>,
        /// The reservation's id, once it has one.
        #[serde(skip)]
        reservation_id: Option<i64>,
    },
    /// Give up a reservation.
    CancelReservation {
        /// Which one.
        reservation_id: i64,
    },
    /// Install a charging profile.
    SetChargingProfile(Box<ChargingProfile>),
    /// Remove charging profiles.
    ClearChargingProfile(ProfileFilter),
    /// Ask what the charging profiles come to.
    GetCompositeSchedule {
        /// At which outlet; 0: the station.
        outlet: u16,
        /// For how many seconds from now on.
        duration_s: u32,
        /// In which unit; the station chooses when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<RateUnit>,
    },
    /// Give the station a root certificate to trust.
    InstallCertificate {
        /// What it is for.
        kind: CertificateUse,
        /// The certificate in PEM; the portal's own authority when absent, which is filled in before the command is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certificate: Option<String>,
    },
    /// Ask which root certificates the station has.
    GetInstalledCertificateIds {
        /// Of which use.
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
    /// Upload diagnostics (OCPP 1.6 ed. 2 §5.9).
    GetDiagnostics {
        /// The oldest entry that is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<UtcMillis>,
        /// The newest entry that is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UtcMillis>,
        /// How often the station tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retries: Option<u32>,
        /// Seconds between its tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_interval_s: Option<u32>,
        /// Where to, known only on its way to the station.
        #[serde(skip)]
        hand_over: Option<Box<HandOver>>,
    },
    /// Upload a log (security whitepaper, N01).
    GetLog {
        /// Which log.
        kind: LogKind,
        /// The oldest entry that is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<UtcMillis>,
        /// The newest entry that is wanted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UtcMillis>,
        /// How often the station tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retries: Option<u32>,
        /// Seconds between its tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_interval_s: Option<u32>,
        /// Where to, known only on its way to the station.
        #[serde(skip)]
        hand_over: Option<Box<HandOver>>,
    },
    /// Replace the firmware (OCPP 1.6 ed. 2 §5.19).
    UpdateFirmware {
        /// By which image.
        image_id: ImageId,
        /// From when on it may be downloaded; at once when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retrieve_at: Option<UtcMillis>,
        /// How often the station tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retries: Option<u32>,
        /// Seconds between its tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_interval_s: Option<u32>,
        /// Where from, known only on its way to the station.
        #[serde(skip)]
        hand_over: Option<Box<HandOver>>,
    },
    /// Replace the firmware by a signed one (security whitepaper, L01).
    SignedUpdateFirmware {
        /// By which image, which must have a signature.
        image_id: ImageId,
        /// From when on it may be downloaded; at once when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retrieve_at: Option<UtcMillis>,
        /// From when on it may be installed; at once when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        install_at: Option<UtcMillis>,
        /// How often the station tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retries: Option<u32>,
        /// Seconds between its tries; as it likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_interval_s: Option<u32>,
        /// Where from, known only on its way to the station.
        #[serde(skip)]
        hand_over: Option<Box<HandOver>>,
    },
}

impl Command {
    /// The command with the ids that follow from its own: of the reservation, of the charging profile.
    #[must_use]
    pub fn numbered(self, id: CommandId) -> Command {
        match self {
            Command::ReserveNow { outlet, tag, until, parent_tag, reservation_id: None } => {
                Command::ReserveNow { outlet, tag, until, parent_tag, reservation_id: Some(id.0) }
            }
            Command::SetChargingProfile(mut profile) => {
                profile.profile_id.get_or_insert(id.0);
                Command::SetChargingProfile(profile)
            }
            other => other,
        }
    }

    /// The same with the location that the file goes to or comes from; commands without a file stay as they are.
    #[must_use]
    pub fn handing_over(mut self, location: HandOver) -> Command {
        match &mut self {
            Command::GetDiagnostics { hand_over, .. }
            | Command::GetLog { hand_over, .. }
            | Command::UpdateFirmware { hand_over, .. }
            | Command::SignedUpdateFirmware { hand_over, .. } => *hand_over = Some(Box::new(location)),
            _ => {}
        }
        self
    }

    /// What kind of transfer the command begins.
    pub const fn transfer(&self) -> Option<TransferKind> {
        match self {
            Command::GetDiagnostics { .. } => Some(TransferKind::Diagnostics),
            Command::GetLog { .. } => Some(TransferKind::Log),
            Command::UpdateFirmware { .. } | Command::SignedUpdateFirmware { .. } => Some(TransferKind::Firmware),
            _ => None,
        }
    }
}

words! {
    /// A message that a station can be asked to send (OCPP 1.6 ed. 2 §7.32; security whitepaper, `MessageTriggerEnumType`).
    TriggeredMessage {
        /// BootNotification.
        BootNotification = "bootNotification",
        /// DiagnosticsStatusNotification.
        DiagnosticsStatusNotification = "diagnosticsStatusNotification",
        /// FirmwareStatusNotification.
        FirmwareStatusNotification = "firmwareStatusNotification",
        /// Heartbeat.
        Heartbeat = "heartbeat",
        /// LogStatusNotification (security extension).
        LogStatusNotification = "logStatusNotification",
        /// MeterValues.
        MeterValues = "meterValues",
        /// SignCertificate, for a new certificate of the station (security extension).
        SignChargePointCertificate = "signChargePointCertificate",
        /// StatusNotification.
        StatusNotification = "statusNotification",
    }
}

words! {
    /// How far a command has come.
    CommandState {
        /// Waits for its turn.
        Queued = "queued",
        /// Is with the station.
        Sent = "sent",
        /// The station said yes.
        Accepted = "accepted",
        /// The station said no.
        Rejected = "rejected",
        /// It could not be delivered, or the answer was an error.
        Failed = "failed",
        /// No answer in time.
        TimedOut = "timedOut",
        /// A person took it back before it was sent.
        Cancelled = "cancelled",
        /// The station did not come back in time.
        Expired = "expired",
    }
}

impl CommandState {
    /// Whether nothing more will happen to the command.
    pub const fn is_final(self) -> bool {
        !matches!(self, CommandState::Queued | CommandState::Sent)
    }
}
