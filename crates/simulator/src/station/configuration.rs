//! The configuration keys of a station (OCPP 1.6 ed. 2 §9, and the keys of the security whitepaper).

use ocpp::v16::{ConfigurationStatus, KeyValue};

use super::certificates::{LONGEST_CHAIN, MOST_CERTIFICATES};
use super::equipment::{Equipment, Supply};
use crate::protocol::Protocol;

/// What values a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number from 0 up to and with this one.
    Number(u32),
    /// `true` or `false`.
    Boolean,
    /// Any text.
    Text,
    /// Measurands, separated by commas.
    Measurands,
    /// Any text of at least 16 characters, which is never shown.
    Secret,
}

/// Who may write a key, and when it takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Nobody.
    ReadOnly,
    /// The central system, at once.
    Writable,
    /// The central system, after a restart.
    AfterRestart,
}

/// A key with its value.
#[derive(Debug, Clone)]
struct Entry {
    key: &'static str,
    kind: Kind,
    access: Access,
    value: String,
    /// Whether the station's protocol has it; others rule the station all the same, and nobody sees them.
    shown: bool,
}

/// All keys of a station.
#[derive(Debug, Clone)]
pub struct Configuration {
    entries: Vec<Entry>,
}

/// How many keys one GetConfiguration may ask for.
pub(crate) const MOST_KEYS: usize = 50;
/// How many tags the local list holds.
pub(crate) const MOST_LISTED_TAGS: usize = 1000;
/// How many tags one SendLocalList may have.
pub(crate) const MOST_SENT_TAGS: usize = 200;
/// The highest stack level of a charging profile.
pub(crate) const HIGHEST_STACK_LEVEL: i64 = 9;
/// How many periods a charging schedule may have.
pub(crate) const MOST_PERIODS: usize = 100;
/// How many charging profiles may be installed.
pub(crate) const MOST_PROFILES: usize = 20;

/// Keys of sockets and of the security whitepaper, which is about JSON only.
const OF_JSON: [&str; 7] = [
    "AdditionalRootCertificateCheck",
    "AuthorizationKey",
    "CertificateSignedMaxChainSize",
    "CertificateStoreMaxLength",
    "CpoName",
    "SecurityProfile",
    "WebSocketPingInterval",
];
/// Keys of what 1.5 does not have: feature profiles, charging profiles, lists of keys.
const OF_1_6: [&str; 8] = [
    "ChargeProfileMaxStackLevel",
    "ChargingScheduleAllowedChargingRateUnit",
    "ChargingScheduleMaxPeriods",
    "ConnectorSwitch3to1PhaseSupported",
    "GetConfigurationMaxKeys",
    "MaxChargingProfilesInstalled",
    "ReserveConnectorZeroSupported",
    "SupportedFeatureProfiles",
];
const DAY_S: u32 = 86_400;
const DEFAULT_MEASURANDS: &str =
    "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,Temperature,SoC";

impl Configuration {
    /// The keys as they are when such a station leaves the factory.
    #[must_use]
    pub fn new(equipment: &Equipment) -> Self {
        use Access::{AfterRestart, ReadOnly, Writable};
        use Kind::{Boolean, Measurands, Number, Secret, Text};

        let phases = match equipment.supply {
            Supply::Ac { phases: 1, .. } => "RxN",
            _ => "RST",
        };
        let rotation: Vec<String> = (0..=equipment.outlets).map(|outlet| format!("{outlet}.{phases}")).collect();
        let entries = [
            ("AllowOfflineTxForUnknownId", Boolean, Writable, "true".to_owned()),
            ("AuthorizationCacheEnabled", Boolean, Writable, "true".to_owned()),
            ("AuthorizeRemoteTxRequests", Boolean, Writable, "false".to_owned()),
            ("ClockAlignedDataInterval", Number(DAY_S), Writable, "0".to_owned()),
            ("ConnectionTimeOut", Number(DAY_S), Writable, "120".to_owned()),
            ("ConnectorPhaseRotation", Text, AfterRestart, rotation.join(",")),
            ("ConnectorPhaseRotationMaxLength", Number(100), ReadOnly, (equipment.outlets + 1).to_string()),
            ("GetConfigurationMaxKeys", Number(1000), ReadOnly, MOST_KEYS.to_string()),
            ("HeartbeatInterval", Number(DAY_S), Writable, "300".to_owned()),
            ("LocalAuthorizeOffline", Boolean, Writable, "true".to_owned()),
            ("LocalPreAuthorize", Boolean, Writable, "false".to_owned()),
            ("MaxEnergyOnInvalidId", Number(100_000), Writable, "0".to_owned()),
            ("MeterValuesAlignedData", Measurands, Writable, "Energy.Active.Import.Register".to_owned()),
            ("MeterValuesAlignedDataMaxLength", Number(100), ReadOnly, "20".to_owned()),
            ("MeterValuesSampledData", Measurands, Writable, DEFAULT_MEASURANDS.to_owned()),
            ("MeterValuesSampledDataMaxLength", Number(100), ReadOnly, "20".to_owned()),
            ("MeterValueSampleInterval", Number(DAY_S), Writable, "60".to_owned()),
            ("MinimumStatusDuration", Number(DAY_S), Writable, "0".to_owned()),
            ("NumberOfConnectors", Number(1000), ReadOnly, equipment.outlets.to_string()),
            ("ResetRetries", Number(100), Writable, "1".to_owned()),
            ("StopTransactionOnEVSideDisconnect", Boolean, ReadOnly, "true".to_owned()),
            ("StopTransactionOnInvalidId", Boolean, Writable, "true".to_owned()),
            ("StopTxnAlignedData", Measurands, Writable, String::new()),
            ("StopTxnAlignedDataMaxLength", Number(100), ReadOnly, "0".to_owned()),
            ("StopTxnSampledData", Measurands, Writable, "Energy.Active.Import.Register".to_owned()),
            ("StopTxnSampledDataMaxLength", Number(100), ReadOnly, "20".to_owned()),
            (
                "SupportedFeatureProfiles",
                Text,
                ReadOnly,
                "Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger".to_owned(),
            ),
            ("TransactionMessageAttempts", Number(100), Writable, "3".to_owned()),
            ("TransactionMessageRetryInterval", Number(DAY_S), Writable, "20".to_owned()),
            ("UnlockConnectorOnEVSideDisconnect", Boolean, Writable, "true".to_owned()),
            ("WebSocketPingInterval", Number(DAY_S), Writable, "54".to_owned()),
            ("LocalAuthListEnabled", Boolean, Writable, "true".to_owned()),
            ("LocalAuthListMaxLength", Number(100_000), ReadOnly, MOST_LISTED_TAGS.to_string()),
            ("SendLocalListMaxLength", Number(100_000), ReadOnly, MOST_SENT_TAGS.to_string()),
            ("ReserveConnectorZeroSupported", Boolean, ReadOnly, "false".to_owned()),
            ("ChargeProfileMaxStackLevel", Number(100), ReadOnly, HIGHEST_STACK_LEVEL.to_string()),
            ("ChargingScheduleAllowedChargingRateUnit", Text, ReadOnly, "Current,Power".to_owned()),
            ("ChargingScheduleMaxPeriods", Number(1000), ReadOnly, MOST_PERIODS.to_string()),
            ("ConnectorSwitch3to1PhaseSupported", Boolean, ReadOnly, "false".to_owned()),
            ("MaxChargingProfilesInstalled", Number(1000), ReadOnly, MOST_PROFILES.to_string()),
            ("SupportedFileTransferProtocols", Text, ReadOnly, "FTP,FTPS,HTTP,HTTPS".to_owned()),
            ("AuthorizationKey", Secret, Writable, String::new()),
            ("CpoName", Text, Writable, String::new()),
            ("SecurityProfile", Number(3), Writable, "0".to_owned()),
            ("AdditionalRootCertificateCheck", Boolean, ReadOnly, "false".to_owned()),
            ("CertificateSignedMaxChainSize", Number(100), ReadOnly, LONGEST_CHAIN.to_string()),
            ("CertificateStoreMaxLength", Number(1000), ReadOnly, MOST_CERTIFICATES.to_string()),
        ];
        let shown = |key: &str| match equipment.protocol {
            Protocol::Ocpp16Json => true,
            Protocol::Ocpp16Soap => !OF_JSON.contains(&key),
            Protocol::Ocpp15Soap => !OF_JSON.contains(&key) && !OF_1_6.contains(&key),
        };
        let entry = |(key, kind, access, value)| Entry { key, kind, access, value, shown: shown(key) };
        Self { entries: entries.map(entry).to_vec() }
    }

    /// A number; 0 for a key that is not one.
    #[must_use]
    pub fn number(&self, key: &str) -> u32 {
        self.value(key).parse().unwrap_or(0)
    }

    /// Whether a key is `true`.
    #[must_use]
    pub fn is_on(&self, key: &str) -> bool {
        self.value(key).eq_ignore_ascii_case("true")
    }

    /// A value as text; empty for a key that is not known.
    #[must_use]
    pub fn value(&self, key: &str) -> &str {
        self.find(key).map_or("", |entry| &entry.value)
    }

    /// The keys asked for (all where none is) and those among them that are not known.
    #[must_use]
    pub fn read(&self, keys: &[&str]) -> (Vec<KeyValue>, Vec<String>) {
        if keys.is_empty() {
            let shown = self.entries.iter().filter(|entry| entry.shown);
            return (shown.map(Entry::tell).collect(), Vec::new());
        }
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        for key in keys {
            match self.find(key).filter(|entry| entry.shown) {
                Some(entry) => known.push(entry.tell()),
                None => unknown.push((*key).to_owned()),
            }
        }
        (known, unknown)
    }

    /// Whether the station's protocol has a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some_and(|entry| entry.shown)
    }

    /// Sets a key as ChangeConfiguration asks (OCPP 1.6 ed. 2 §5.3).
    pub fn change(&mut self, key: &str, value: &str) -> ConfigurationStatus {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.key.eq_ignore_ascii_case(key)) else {
            return ConfigurationStatus::NotSupported;
        };
        if entry.access == Access::ReadOnly || !entry.kind.takes(value) {
            return ConfigurationStatus::Rejected;
        }
        value.clone_into(&mut entry.value);
        match entry.access {
            Access::AfterRestart => ConfigurationStatus::RebootRequired,
            _ => ConfigurationStatus::Accepted,
        }
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(key))
    }
}

impl Entry {
    fn tell(&self) -> KeyValue {
        let mut shown = KeyValue::new(self.key, self.access == Access::ReadOnly);
        if self.kind != Kind::Secret {
            shown.value = Some(self.value.as_str().into());
        }
        shown
    }
}

impl Kind {
    fn takes(self, value: &str) -> bool {
        match self {
            Self::Number(most) => value.parse::<u32>().is_ok_and(|number| number <= most),
            Self::Boolean => value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"),
            Self::Text => true,
            Self::Secret => value.len() >= 16,
            Self::Measurands => measurands(value).all(|measurand| ocpp::v16::Measurand::read(measurand).is_some()),
        }
    }
}

/// The words of a list of measurands.
pub(crate) fn measurands(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|measurand| !measurand.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_judged_by_the_key() {
        use ConfigurationStatus::{Accepted, NotSupported, RebootRequired, Rejected};
        let table = [
            ("HeartbeatInterval", "30", Accepted),
            ("heartbeatinterval", "31", Accepted),
            ("HeartbeatInterval", "often", Rejected),
            ("HeartbeatInterval", "-1", Rejected),
            ("NumberOfConnectors", "5", Rejected),
            ("LocalPreAuthorize", "TRUE", Accepted),
            ("LocalPreAuthorize", "yes", Rejected),
            ("MeterValuesSampledData", "Voltage, SoC", Accepted),
            ("MeterValuesSampledData", "Voltage,Mood", Rejected),
            ("ConnectorPhaseRotation", "1.RST", RebootRequired),
            ("AuthorizationKey", "short", Rejected),
            ("Nonsense", "1", NotSupported),
        ];
        let mut configuration = Configuration::new(&Equipment::default());
        for (key, value, status) in table {
            assert_eq!(configuration.change(key, value), status, "{key} = {value}");
        }
        assert_eq!(configuration.number("HeartbeatInterval"), 31);
    }

    #[test]
    fn a_station_shows_the_keys_that_its_protocol_has() {
        let table = [
            ("HeartbeatInterval", [true, true, true]),
            ("SupportedFeatureProfiles", [false, true, true]),
            ("SecurityProfile", [false, false, true]),
        ];
        for (key, expected) in table {
            for (protocol, expected) in Protocol::ALL.into_iter().zip(expected) {
                let configuration = Configuration::new(&Equipment { protocol, ..Equipment::default() });
                assert_eq!(configuration.has(key), expected, "{key} over {protocol}");
                assert_eq!(configuration.read(&[key]).0.len(), usize::from(expected), "{key} over {protocol}");
                assert!(!configuration.value(key).is_empty(), "it rules the station all the same");
            }
        }
    }

    #[test]
    fn secrets_are_known_and_not_shown() {
        let mut configuration = Configuration::new(&Equipment::default());
        configuration.change("AuthorizationKey", "0123456789abcdef");
        let (known, unknown) = configuration.read(&["AuthorizationKey", "Nonsense"]);
        assert_eq!(known[0].value, None);
        assert_eq!(unknown, ["Nonsense"]);
        assert_eq!(configuration.read(&[]).0.len(), configuration.entries.len());
    }
}
