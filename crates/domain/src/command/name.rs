//! The names of commands, and which of them a protocol version has.

use super::Command;
use crate::station::Protocol;
use crate::word::words;

words! {
    /// What a command is called, as in JSON.
    CommandName {
        /// Reboot after ending sessions in good order.
        ResetSoft = "resetSoft",
        /// Reboot at once.
        ResetHard = "resetHard",
        /// Forget the cache of authorised tags.
        ClearCache = "clearCache",
        /// Start a session.
        RemoteStart = "remoteStart",
        /// Stop a session.
        RemoteStop = "remoteStop",
        /// Unlock the cable.
        UnlockConnector = "unlockConnector",
        /// Take into or out of service.
        ChangeAvailability = "changeAvailability",
        /// Write a configuration key.
        ChangeConfiguration = "changeConfiguration",
        /// Read configuration keys.
        GetConfiguration = "getConfiguration",
        /// Ask for a message now.
        TriggerMessage = "triggerMessage",
        /// Send a vendor's message.
        DataTransfer = "dataTransfer",
        /// Ask for the version of the list of tags.
        GetLocalListVersion = "getLocalListVersion",
        /// Send the list of tags.
        SendLocalList = "sendLocalList",
        /// Keep an outlet for a tag.
        ReserveNow = "reserveNow",
        /// Give up a reservation.
        CancelReservation = "cancelReservation",
        /// Install a charging profile.
        SetChargingProfile = "setChargingProfile",
        /// Remove charging profiles.
        ClearChargingProfile = "clearChargingProfile",
        /// Ask what the charging profiles come to.
        GetCompositeSchedule = "getCompositeSchedule",
        /// Give a root certificate.
        InstallCertificate = "installCertificate",
        /// List root certificates.
        GetInstalledCertificateIds = "getInstalledCertificateIds",
        /// Remove a root certificate.
        DeleteCertificate = "deleteCertificate",
        /// Give the station's own certificate.
        CertificateSigned = "certificateSigned",
        /// Upload diagnostics.
        GetDiagnostics = "getDiagnostics",
        /// Upload a log.
        GetLog = "getLog",
        /// Replace the firmware.
        UpdateFirmware = "updateFirmware",
        /// Replace the firmware by a signed one.
        SignedUpdateFirmware = "signedUpdateFirmware",
    }
}

/// The version of OCPP that brought a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    /// OCPP 1.5.
    V15,
    /// OCPP 1.6.
    V16,
    /// The security extension, which is for 1.6 over JSON.
    Security,
}

impl CommandName {
    const fn since(self) -> Since {
        match self {
            CommandName::ResetSoft
            | CommandName::ResetHard
            | CommandName::ClearCache
            | CommandName::RemoteStart
            | CommandName::RemoteStop
            | CommandName::UnlockConnector
            | CommandName::ChangeAvailability
            | CommandName::ChangeConfiguration
            | CommandName::GetConfiguration
            | CommandName::DataTransfer
            | CommandName::GetLocalListVersion
            | CommandName::SendLocalList
            | CommandName::ReserveNow
            | CommandName::CancelReservation
            | CommandName::GetDiagnostics
            | CommandName::UpdateFirmware => Since::V15,
            CommandName::TriggerMessage
            | CommandName::SetChargingProfile
            | CommandName::ClearChargingProfile
            | CommandName::GetCompositeSchedule => Since::V16,
            CommandName::InstallCertificate
            | CommandName::GetInstalledCertificateIds
            | CommandName::DeleteCertificate
            | CommandName::CertificateSigned
            | CommandName::GetLog
            | CommandName::SignedUpdateFirmware => Since::Security,
        }
    }

    /// Whether stations that speak `protocol` know the command. One that has never connected may know all of OCPP 1.6.
    pub fn is_known_to(self, protocol: Option<Protocol>) -> bool {
        match self.since() {
            Since::V15 => true,
            Since::V16 => protocol != Some(Protocol::Ocpp15Soap),
            Since::Security => !matches!(protocol, Some(Protocol::Ocpp15Soap | Protocol::Ocpp16Soap)),
        }
    }

    /// The commands that stations know which speak `protocol`.
    pub fn known_to(protocol: Option<Protocol>) -> Vec<CommandName> {
        CommandName::ALL.iter().copied().filter(|name| name.is_known_to(protocol)).collect()
    }
}

impl Command {
    /// Which command it is.
    pub const fn name(&self) -> CommandName {
        match self {
            Command::ResetSoft {} => CommandName::ResetSoft,
            Command::ResetHard {} => CommandName::ResetHard,
            Command::ClearCache {} => CommandName::ClearCache,
            Command::RemoteStart { .. } => CommandName::RemoteStart,
            Command::RemoteStop { .. } => CommandName::RemoteStop,
            Command::UnlockConnector { .. } => CommandName::UnlockConnector,
            Command::ChangeAvailability { .. } => CommandName::ChangeAvailability,
            Command::ChangeConfiguration { .. } => CommandName::ChangeConfiguration,
            Command::GetConfiguration { .. } => CommandName::GetConfiguration,
            Command::TriggerMessage { .. } => CommandName::TriggerMessage,
            Command::DataTransfer { .. } => CommandName::DataTransfer,
            Command::GetLocalListVersion {} => CommandName::GetLocalListVersion,
            Command::SendLocalList { .. } => CommandName::SendLocalList,
            Command::ReserveNow { .. } => CommandName::ReserveNow,
            Command::CancelReservation { .. } => CommandName::CancelReservation,
            Command::SetChargingProfile(_) => CommandName::SetChargingProfile,
            Command::ClearChargingProfile(_) => CommandName::ClearChargingProfile,
            Command::GetCompositeSchedule { .. } => CommandName::GetCompositeSchedule,
            Command::InstallCertificate { .. } => CommandName::InstallCertificate,
            Command::GetInstalledCertificateIds { .. } => CommandName::GetInstalledCertificateIds,
            Command::DeleteCertificate { .. } => CommandName::DeleteCertificate,
            Command::CertificateSigned { .. } => CommandName::CertificateSigned,
            Command::GetDiagnostics { .. } => CommandName::GetDiagnostics,
            Command::GetLog { .. } => CommandName::GetLog,
            Command::UpdateFirmware { .. } => CommandName::UpdateFirmware,
            Command::SignedUpdateFirmware { .. } => CommandName::SignedUpdateFirmware,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_is_offered_what_its_version_has() {
        assert!(!CommandName::TriggerMessage.is_known_to(Some(Protocol::Ocpp15Soap)));
        assert!(CommandName::TriggerMessage.is_known_to(Some(Protocol::Ocpp16Soap)));
        assert!(CommandName::ResetSoft.is_known_to(Some(Protocol::Ocpp15Soap)));
        assert!(!CommandName::InstallCertificate.is_known_to(Some(Protocol::Ocpp16Soap)));
        assert_eq!(CommandName::known_to(None), CommandName::ALL);
    }

    #[test]
    fn a_name_is_what_stands_in_json() {
        for command in [Command::ResetSoft {}, Command::UnlockConnector { outlet: 1 }] {
            assert_eq!(serde_json::to_value(&command).unwrap()["name"], command.name().as_str());
        }
    }
}
