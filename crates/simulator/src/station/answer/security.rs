//! Certificates, of which the simulator keeps none.

use ocpp::v16::{
    CertificateSignedRequest, CertificateSignedResponse, CertificateSignedStatus, DeleteCertificateRequest,
    DeleteCertificateResponse, DeleteCertificateStatus, GetInstalledCertificateIdsResponse,
    GetInstalledCertificateStatus, InstallCertificateRequest, InstallCertificateResponse, InstallCertificateStatus,
};

use super::super::Station;

impl Station {
    pub(super) fn certificate_signed(&mut self, _ask: &CertificateSignedRequest) -> CertificateSignedResponse {
        CertificateSignedResponse::new(CertificateSignedStatus::Rejected)
    }

    pub(super) fn delete_certificate(&mut self, _ask: &DeleteCertificateRequest) -> DeleteCertificateResponse {
        DeleteCertificateResponse::new(DeleteCertificateStatus::NotFound)
    }

    pub(super) fn install_certificate(&mut self, _ask: &InstallCertificateRequest) -> InstallCertificateResponse {
        InstallCertificateResponse::new(InstallCertificateStatus::Rejected)
    }

    pub(super) fn installed_certificates(&mut self) -> GetInstalledCertificateIdsResponse {
        GetInstalledCertificateIdsResponse::new(GetInstalledCertificateStatus::NotFound)
    }
}
