//! The two services of each version, and the names that they give things.

/// A version of OCPP that is spoken over SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// OCPP 1.5.
    V15,
    /// OCPP 1.6.
    V16,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// The central system, by a station.
    CentralSystem,
    /// A station, by the central system.
    ChargePoint,
}

impl Version {
    /// The namespace of a service's messages, as the official service descriptions have it.
    #[must_use]
    pub const fn namespace(self, service: Service) -> &'static str {
        match (self, service) {
            (Self::V15, Service::CentralSystem) => "urn://Ocpp/Cs/2012/06/",
            (Self::V15, Service::ChargePoint) => "urn://Ocpp/Cp/2012/06/",
            (Self::V16, Service::CentralSystem) => "urn://Ocpp/Cs/2015/10/",
            (Self::V16, Service::ChargePoint) => "urn://Ocpp/Cp/2015/10/",
        }
    }
}

/// The element that holds a payload, such as `bootNotificationRequest`.
pub(crate) fn element_name(action: &str, half: &str) -> String {
    let mut characters = action.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).chain(half.chars()).collect()
}

/// The name at the end of an action as it is written in a header: `BootNotification` for `/BootNotification`,
/// `"urn://Ocpp/Cs/2015/10/BootNotification"` and `…/CentralSystemService/BootNotificationRequest`.
#[must_use]
pub fn last_segment(action: &str) -> &str {
    let action = action.trim().trim_matches(['"', '\'']).trim().trim_end_matches(['/', '#', ':']);
    let name = action.rsplit(['/', '#', ':']).next().unwrap_or_default();
    name.strip_suffix("Request").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_known_by_their_last_segment() {
        for action in [
            "/BootNotification",
            "BootNotification",
            "\"/BootNotification\"",
            " urn://Ocpp/Cs/2012/06/BootNotification ",
            "urn://Ocpp/Cs/2015/10/CentralSystemService/BootNotificationRequest",
            "urn:ocpp:BootNotification",
            "http://host/ocpp#BootNotification",
            "/BootNotification/",
        ] {
            assert_eq!(last_segment(action), "BootNotification", "{action}");
        }
        assert_eq!(last_segment(""), "");
        assert_eq!(last_segment("/"), "");
    }

    #[test]
    fn payloads_are_named_after_their_action() {
        assert_eq!(element_name("BootNotification", "Request"), "bootNotificationRequest");
    }
}
