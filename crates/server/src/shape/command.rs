//! Commands to a station.

use domain::command::{CommandName, CommandState, TriggeredMessage};
use domain::{CommandId, NodeId, SessionId, UtcMillis};
use serde::Serialize;
use store::command::StoredCommand;
use utoipa::ToSchema;

use super::word;

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

impl From<StoredCommand> for Command {
    fn from(stored: StoredCommand) -> Command {
        let name = stored.command.name();
        let mut parameters = serde_json::to_value(&stored.command).unwrap_or_default();
        if let Some(members) = parameters.as_object_mut() {
            members.remove("name");
        }
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
            CommandRequest::TriggerMessage { message: TriggeredMessage::Heartbeat, outlet: None },
            CommandRequest::DataTransfer { vendor_id: "V".to_owned(), message_id: Some("M".to_owned()), data: None },
        ];
        for request in requests {
            let written = serde_json::to_value(&request).unwrap();
            let read: domain::command::Command = serde_json::from_value(written.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), written);
        }
    }
}
