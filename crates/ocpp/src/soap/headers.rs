//! The headers of an envelope: who it is from, what is asked, and how answers find their question (WS-Addressing 1.0).

use super::element::Element;
use crate::deviation::{Deviation, DeviationKind};

/// The address of whoever waits for the answer on the same connection.
pub const ANONYMOUS: &str = "http://www.w3.org/2005/08/addressing/anonymous";

const ADDRESSING_2005: &str = "http://www.w3.org/2005/08/addressing";
const ADDRESSING_2004: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// SOAP 1.1, which no version of OCPP has and some stations speak.
    Soap11,
    /// SOAP 1.2.
    #[default]
    Soap12,
}

impl Dialect {
    /// The namespace of the envelope.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Soap11 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::Soap12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }

    /// The media type that envelopes travel as.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Soap11 => "text/xml; charset=utf-8",
            Self::Soap12 => "application/soap+xml; charset=utf-8",
        }
    }
}

/// A version of WS-Addressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Addressing {
    /// The submission of August 2004, which old toolkits speak.
    Of2004,
    /// The recommendation.
    #[default]
    Of2005,
}

impl Addressing {
    /// The namespace of the headers.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Of2004 => ADDRESSING_2004,
            Self::Of2005 => ADDRESSING_2005,
        }
    }
}

/// What the headers say. They are found by their names, in any order and namespace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// Which station it is, or is for.
    pub charge_box_identity: Option<String>,
    /// What is asked or answered, as it is written.
    pub action: Option<String>,
    /// The message's own id.
    pub message_id: Option<String>,
    /// The id of the message that it answers.
    pub relates_to: Option<String>,
    /// The address of whom it is for.
    pub to: Option<String>,
    /// The address of whom it is from.
    pub from: Option<String>,
    /// The address where answers go.
    pub reply_to: Option<String>,
    /// In which version the headers are written.
    pub addressing: Addressing,
}

impl Headers {
    /// Reads the `Header` element. Empty headers count as missing ones.
    pub(crate) fn read(header: Option<&Element>, deviations: &mut Vec<Deviation>) -> Self {
        let mut headers = Self::default();
        for element in header.into_iter().flat_map(|header| &header.children) {
            if element.namespace.as_deref() == Some(ADDRESSING_2004) {
                headers.addressing = Addressing::Of2004;
            }
            let place = match element.name.to_ascii_lowercase().as_str() {
                "chargeboxidentity" => &mut headers.charge_box_identity,
                "action" => &mut headers.action,
                "messageid" => &mut headers.message_id,
                "relatesto" => &mut headers.relates_to,
                "to" => &mut headers.to,
                "from" => &mut headers.from,
                "replyto" => &mut headers.reply_to,
                _ => continue,
            };
            let is_endpoint = matches!(element.name.to_ascii_lowercase().as_str(), "from" | "replyto");
            // *Deviation:* some write the address directly into the header.
            let text = match element.child("Address") {
                Some(address) if is_endpoint => &address.text,
                _ => &element.text,
            };
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            if is_endpoint && element.child("Address").is_none() {
                Deviation::note(deviations, &element.name, DeviationKind::OddHeader, text);
            }
            if place.is_some() {
                Deviation::note(deviations, &element.name, DeviationKind::DuplicateMember, text);
                continue;
            }
            *place = Some(text.to_owned());
        }
        headers
    }

    /// Where the sender can be reached for calls to it: `From`, else `ReplyTo`; `None` where neither names an address.
    #[must_use]
    pub fn callback(&self) -> Option<&str> {
        let is_address = |address: &&str| {
            let end = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            !matches!(end, "anonymous" | "none")
        };
        [&self.from, &self.reply_to].into_iter().flatten().map(String::as_str).find(is_address)
    }
}
