//! A type for every id, so that a user's id can never be taken for a node's.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    )+};
}

ids! {
    /// A node in the navigator: system, site, floor, station, grid controller or outlet.
    NodeId,
    /// A charging session. For OCPP 1.5 and 1.6 it is also the transaction id, hence positive and below 2³¹.
    SessionId,
    /// A user.
    UserId,
    /// An RFID tag.
    TagId,
    /// A certificate that the portal knows.
    CertificateId,
    /// A station's request for a certificate.
    CertificateRequestId,
    /// A command sent, or waiting to be sent, to a station.
    CommandId,
    /// An alarm, active or cleared.
    AlarmId,
    /// A line in the event log.
    EventId,
    /// An API token.
    TokenId,
    /// A template of stations' configurations.
    TemplateId,
    /// A file's way to or from a station; also OCPP's requestId of logs and signed firmware, hence below 2³¹.
    TransferId,
    /// A firmware image.
    ImageId,
    /// A file that a station has uploaded.
    UploadId,
    /// A firmware campaign.
    CampaignId,
}

impl NodeId {
    /// The system, root of the navigator; it exists in every portal.
    pub const SYSTEM: NodeId = NodeId(1);
}

/// The name by which a station and the portal know each other (OCPP 1.6 JSON §3.1.1, SOAP `chargeBoxIdentity`).
///
/// 1 to 255 characters, none of them a control character. Kept as written; compared exactly.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ChargeBoxId(String);

/// Why a text is no charge box id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidChargeBoxId {
    /// Nothing in it.
    #[error("read a charge box id: it is empty")]
    Empty,
    /// More than 255 characters.
    #[error("read a charge box id: it is longer than 255 characters")]
    TooLong,
    /// A control character or a slash.
    #[error("read a charge box id: it holds a control character or a slash")]
    BadCharacter,
}

impl ChargeBoxId {
    /// Checks and takes a text as a charge box id; spaces around it are dropped.
    ///
    /// # Errors
    /// When the text is empty, too long or holds a control character or a slash.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidChargeBoxId> {
        let text = text.into();
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidChargeBoxId::Empty);
        }
        if text.chars().count() > 255 {
            return Err(InvalidChargeBoxId::TooLong);
        }
        if text.chars().any(|character| character.is_control() || character == '/') {
            return Err(InvalidChargeBoxId::BadCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChargeBoxId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<'de> Deserialize<'de> for ChargeBoxId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
