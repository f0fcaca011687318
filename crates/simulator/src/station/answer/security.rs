//! Certificates, and how the station gets in (OCPP 1.6 security whitepaper).

use jiff::Timestamp;
use ocpp::Text;
use ocpp::v16::{
    CertificateSignedRequest, CertificateSignedResponse, CertificateSignedStatus, CertificateUse,
    ChangeConfigurationResponse, ConfigurationStatus, DeleteCertificateRequest, DeleteCertificateResponse,
    DeleteCertificateStatus, GetInstalledCertificateIdsRequest, GetInstalledCertificateIdsResponse,
    GetInstalledCertificateStatus, InstallCertificateRequest, InstallCertificateResponse, InstallCertificateStatus,
    SignCertificateRequest, TriggerMessageStatus,
};

use super::super::certificates::CertificateFault;
use super::super::outgoing::Outgoing;
use super::super::security::ProfileChange;
use super::super::{Effect, Station};
use crate::access::{Password, SecurityProfile};

impl Station {
    /// The certificate that the station asked for; it is used from the next connection of profile 3 on.
    pub(super) fn certificate_signed(
        &mut self,
        ask: &CertificateSignedRequest,
        now: Timestamp,
    ) -> CertificateSignedResponse {
        CertificateSignedResponse::new(match self.certificates.signed(&ask.certificate_chain, now) {
            Ok(()) => {
                self.effects.push_back(Effect::Access);
                CertificateSignedStatus::Accepted
            }
            Err(fault) => {
                self.trouble(format!("failed to {fault}"));
                self.tell_security("InvalidChargePointCertificate", Some(&format!("failed to {fault}")), now);
                CertificateSignedStatus::Rejected
            }
        })
    }

    /// Gives an authority's certificate up, unless the station could not connect without it.
    pub(super) fn delete_certificate(&mut self, ask: &DeleteCertificateRequest) -> DeleteCertificateResponse {
        let Some(certificate) = self.certificates.find(&ask.certificate_hash_data) else {
            return DeleteCertificateResponse::new(DeleteCertificateStatus::NotFound);
        };
        if self.profile().is_encrypted() && self.certificates.trusted() == [certificate.clone()] {
            return DeleteCertificateResponse::new(DeleteCertificateStatus::Failed);
        }
        self.certificates.delete(&certificate);
        self.effects.push_back(Effect::Access);
        DeleteCertificateResponse::new(DeleteCertificateStatus::Accepted)
    }

    /// Keeps an authority's certificate.
    pub(super) fn install_certificate(
        &mut self,
        ask: &InstallCertificateRequest,
        now: Timestamp,
    ) -> InstallCertificateResponse {
        InstallCertificateResponse::new(match self.certificates.install(ask.certificate_type, &ask.certificate, now) {
            Ok(()) => {
                self.effects.push_back(Effect::Access);
                InstallCertificateStatus::Accepted
            }
            Err(CertificateFault::TooMany) => InstallCertificateStatus::Failed,
            Err(fault) => {
                self.trouble(format!("failed to {fault}"));
                let kind = match ask.certificate_type {
                    CertificateUse::CentralSystemRootCertificate => "InvalidCentralSystemCertificate",
                    CertificateUse::ManufacturerRootCertificate => "InvalidFirmwareSigningCertificate",
                };
                self.tell_security(kind, Some(&format!("failed to {fault}")), now);
                InstallCertificateStatus::Rejected
            }
        })
    }

    pub(super) fn installed_certificates(
        &mut self,
        ask: &GetInstalledCertificateIdsRequest,
    ) -> GetInstalledCertificateIdsResponse {
        let hashes = self.certificates.hashes(ask.certificate_type);
        if hashes.is_empty() {
            return GetInstalledCertificateIdsResponse::new(GetInstalledCertificateStatus::NotFound);
        }
        let mut response = GetInstalledCertificateIdsResponse::new(GetInstalledCertificateStatus::Accepted);
        response.certificate_hash_data = Some(hashes.into());
        response
    }

    /// Makes a key and asks for a certificate for it.
    pub(super) fn request_certificate(&mut self) -> TriggerMessageStatus {
        let operator = self.configuration.value("CpoName").to_owned();
        let serial_number = self.serial_number().to_owned();
        match self.certificates.request(&serial_number, &operator) {
            Ok(request) => {
                self.say(Outgoing::Sign(SignCertificateRequest::new(Text::cut(&request))));
                TriggerMessageStatus::Accepted
            }
            Err(error) => {
                self.trouble(format!("failed to make a signing request: {error}"));
                TriggerMessageStatus::Rejected
            }
        }
    }

    /// A new password: where passwords are in use, the station connects anew with it.
    pub(super) fn change_password(&mut self, key: &str, now: Timestamp) {
        self.password = Some(Password::from(password(key)));
        self.effects.push_back(Effect::Access);
        self.reconnect |= self.profile().has_password();
        self.tell_security("ReconfigurationOfSecurityParameters", Some("AuthorizationKey"), now);
    }

    /// Raises the security profile, where there is what it needs, and connects anew; it is never lowered from afar.
    pub(super) fn change_profile(&mut self, value: &str, now: Timestamp) -> ChangeConfigurationResponse {
        let rejected = ChangeConfigurationResponse::new(ConfigurationStatus::Rejected);
        let current = self.profile();
        let Some(wanted) = value.trim().parse().ok().and_then(SecurityProfile::of) else { return rejected };
        let equipped = (!wanted.has_password() || self.password.is_some())
            && (!wanted.is_encrypted() || !self.certificates.trusted().is_empty())
            && (wanted != SecurityProfile::TlsCertificate || self.certificates.identity().is_some());
        if wanted < current || !equipped {
            return rejected;
        }
        if wanted > current {
            self.configuration.change("SecurityProfile", &wanted.number().to_string());
            self.profile_change = Some(ProfileChange { previous: current, failures: 0 });
            self.effects.push_back(Effect::Access);
            self.reconnect = true;
            self.tell_security("ReconfigurationOfSecurityParameters", Some("SecurityProfile"), now);
        }
        ChangeConfigurationResponse::new(ConfigurationStatus::Accepted)
    }
}

/// The Basic password that an AuthorizationKey stands for: the bytes that it writes in hexadecimal (OCPP 1.6 security
/// whitepaper, AuthorizationKey). *Deviation:* a key that is not hexadecimal is taken as it is.
fn password(key: &str) -> Vec<u8> {
    let pairs = key.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
        }
        _ => None,
    });
    bytes.collect::<Option<Vec<u8>>>().unwrap_or_else(|| key.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn keys_are_read_as_hexadecimal_where_they_are() {
        assert_eq!(password("414243"), b"ABC");
        assert_eq!(password("41424"), b"41424");
        assert_eq!(password("not hexadecimal!"), b"not hexadecimal!");
    }
}
