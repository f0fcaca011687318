//! Vendors' own messages (`ocpp.md` rule 12; OCPP 1.6 ed. 2 §4.3).
//!
//! A vendor is a line in [`VENDORS`]: the messages of its that the portal knows. What they mean beyond being kept is for the
//! features that need them.

use super::{Context, OperationFailure};
use crate::event::{EventKind, Happening};

/// A vendor's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VendorMessage {
    pub(crate) vendor: String,
    pub(crate) message: Option<String>,
    pub(crate) data: Option<String>,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VendorOutcome {
    /// Understood; with what the answer holds.
    Accepted(Option<String>),
    /// The vendor is known and the message is not.
    UnknownMessage,
    /// The vendor is not known.
    UnknownVendor,
}

/// A vendor that plugs in.
struct Vendor {
    id: &'static str,
    /// Its messages that are kept in the event log and accepted.
    messages: &'static [&'static str],
}

/// *Decision:* the messages that stations of these vendors are known to send; all of them are reports that need no answer.
const VENDORS: [Vendor; 3] = [
    Vendor { id: "com.ctek", messages: &["ConfigurationStatus", "NodeStatus", "StationStatus"] },
    Vendor { id: "se.chargestorm", messages: &["GridStatus", "NodeStatus", "StationStatus"] },
    Vendor { id: "org.charin.uec.v1", messages: &["ReportError", "UserExperienceCode"] },
];

/// The most that the event log keeps of a vendor's data, characters.
const KEPT_CHARACTERS: usize = 1_000;

/// Takes a vendor's message.
pub(crate) async fn data_transfer(
    context: &Context<'_>,
    message: VendorMessage,
) -> Result<VendorOutcome, OperationFailure> {
    let outcome = judge(&message);
    if outcome == VendorOutcome::UnknownVendor {
        return Ok(outcome);
    }
    let data: String = message.data.as_deref().unwrap_or_default().chars().take(KEPT_CHARACTERS).collect();
    let name = message.message.as_deref().unwrap_or_default();
    let happening = Happening {
        station: Some(context.station),
        outlet: None,
        kind: EventKind::DataTransfer,
        text: format!("{} {name}: {data}", message.vendor),
        at: context.at,
        by: None,
    };
    context.system.events.keep(happening).await?;
    Ok(outcome)
}

fn judge(message: &VendorMessage) -> VendorOutcome {
    let Some(vendor) = VENDORS.iter().find(|vendor| vendor.id.eq_ignore_ascii_case(message.vendor.trim())) else {
        return VendorOutcome::UnknownVendor;
    };
    let name = message.message.as_deref().unwrap_or_default();
    if vendor.messages.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        VendorOutcome::Accepted(None)
    } else {
        VendorOutcome::UnknownMessage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_and_messages_are_told_apart() {
        let message = |vendor: &str, name: Option<&str>| VendorMessage {
            vendor: vendor.to_owned(),
            message: name.map(str::to_owned),
            data: None,
        };
        for (vendor, name, outcome) in [
            ("com.ctek", Some("NodeStatus"), VendorOutcome::Accepted(None)),
            ("COM.CTEK", Some("nodestatus"), VendorOutcome::Accepted(None)),
            ("com.ctek", Some("Nothing"), VendorOutcome::UnknownMessage),
            ("se.chargestorm", None, VendorOutcome::UnknownMessage),
            ("org.charin.uec.v1", Some("UserExperienceCode"), VendorOutcome::Accepted(None)),
            ("com.example", Some("NodeStatus"), VendorOutcome::UnknownVendor),
        ] {
            assert_eq!(judge(&message(vendor, name)), outcome, "{vendor} {name:?}");
        }
    }
}
