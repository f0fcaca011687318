//! What the portal asks of a station, in its own words, and how that ends.

mod name;

use serde::{Deserialize, Serialize};

pub use self::name::CommandName;
use crate::id::SessionId;
use crate::word::words;

/// A command to a station. In JSON: `{"name": "unlockConnector", "outlet": 1}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

words! {
    /// A message that a station can be asked to send (OCPP 1.6 ed. 2 §7.32).
    TriggeredMessage {
        /// BootNotification.
        BootNotification = "bootNotification",
        /// DiagnosticsStatusNotification.
        DiagnosticsStatusNotification = "diagnosticsStatusNotification",
        /// FirmwareStatusNotification.
        FirmwareStatusNotification = "firmwareStatusNotification",
        /// Heartbeat.
        Heartbeat = "heartbeat",
        /// MeterValues.
        MeterValues = "meterValues",
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
