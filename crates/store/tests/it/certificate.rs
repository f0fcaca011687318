//! Certificates, requests for them, and the raising of security profiles.

use domain::access::Reach;
use domain::certificate::{CertificateHash, CertificateState, CertificateUse, HashAlgorithm, RequestState};
use domain::security_upgrade::{UpgradeState, UpgradeStepKind, steps};
use domain::station::SecurityProfile;
use domain::{CertificateId, NodeId};
use store::certificate::{
    InstalledCertificate, NewAuthority, NewCertificateRequest, NewStationCertificate, NewTrustedRoot,
};
use store::security_upgrade::NewSecurityUpgrade;
use store::testing::TestDatabase;
use store::{EditError, Store};

use crate::garage::{Garage, T0, charge_box};

on_both!(
    only_one_of_two_processes_makes_the_authority,
    roots_of_others_are_trusted_once,
    a_newer_request_supersedes_one_that_waits,
    a_used_certificate_replaces_the_older_ones,
    what_a_station_lists_takes_the_place_of_what_was_known,
    certificates_that_end_are_found,
    a_profile_is_raised_once_at_a_time,
);

fn authority(serial: &str) -> NewAuthority {
    NewAuthority {
        certificate: "PEM".to_owned(),
        sealed_key: vec![0, 1, 255],
        subject: "CN=Portal".to_owned(),
        serial: serial.to_owned(),
        not_before: T0,
        not_after: T0.plus_ms(1_000),
        created_at: T0,
    }
}

async fn only_one_of_two_processes_makes_the_authority(database: TestDatabase) {
    let store = database.open().await;
    assert!(store.add_authority(authority("1"), None).await.unwrap());
    assert!(!store.add_authority(authority("2"), None).await.unwrap(), "the other one was faster");
    let first = store.authorities().await.unwrap().remove(0);
    assert_eq!(first.made, authority("1"));
    assert!(store.add_authority(authority("3"), Some(first.id)).await.unwrap());
    let serials: Vec<String> = store.authorities().await.unwrap().into_iter().map(|one| one.made.serial).collect();
    assert_eq!(serials, ["3", "1"]);
    store.close().await;
}

async fn roots_of_others_are_trusted_once(database: TestDatabase) {
    let store = database.open().await;
    let root = NewTrustedRoot {
        certificate: "PEM".to_owned(),
        subject: "CN=Maker".to_owned(),
        fingerprint: "ab".to_owned(),
        not_after: T0,
        created_at: T0,
        created_by: "ada".to_owned(),
    };
    let id = store.add_trusted_root(root.clone()).await.unwrap();
    assert!(matches!(store.add_trusted_root(root.clone()).await, Err(EditError::Taken { field: "certificate" })));
    assert_eq!(store.trusted_roots().await.unwrap()[0].root, root);
    assert_eq!(store.delete_trusted_root(id).await.unwrap().root, root);
    assert!(matches!(store.delete_trusted_root(id).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn a_newer_request_supersedes_one_that_waits(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let request = NewCertificateRequest {
        station_id: garage.station,
        csr: "PEM".to_owned(),
        state: RequestState::Pending,
        subject: "CN=CB-Torget-1".to_owned(),
        key_kind: "EC 256".to_owned(),
        fault: None,
        received_at: T0,
    };
    let first = store.add_certificate_request(request.clone()).await.unwrap();
    let second = store.add_certificate_request(request.clone()).await.unwrap();
    let pending = store.certificate_requests(None, &Reach::All).await.unwrap();
    assert_eq!((pending.len(), pending[0].id, &pending[0].request), (1, second, &request));
    assert!(!store.decide_certificate_request(first, RequestState::Signed, None, T0).await.unwrap());
    let by = Some("ada".to_owned());
    assert!(store.decide_certificate_request(second, RequestState::Signed, by, T0).await.unwrap());
    assert!(store.certificate_requests(None, &Reach::All).await.unwrap().is_empty());
    let all = store.certificate_requests(Some(garage.station), &Reach::Sites(vec![garage.site])).await.unwrap();
    assert_eq!(
        all.iter().map(|one| one.request.state).collect::<Vec<_>>(),
        [RequestState::Signed, RequestState::Refused]
    );
    let elsewhere = Reach::Sites(vec![NodeId(99_999)]);
    assert!(store.certificate_requests(Some(garage.station), &elsewhere).await.unwrap().is_empty());
    assert_eq!(store.certificate_request(second, &elsewhere).await.unwrap(), None);
    for _ in 0..60 {
        store.add_certificate_request(request.clone()).await.unwrap();
    }
    assert_eq!(store.certificate_requests(Some(garage.station), &Reach::All).await.unwrap().len(), 50);
    store.close().await;
}

async fn add(store: &Store, garage: &Garage, fingerprint: &str, not_after_ms: i64) -> CertificateId {
    let new = NewStationCertificate {
        station_id: garage.station,
        authority_id: CertificateId(1),
        certificate: "PEM".to_owned(),
        subject: "CN=CB-Torget-1".to_owned(),
        serial: fingerprint.to_owned(),
        fingerprint: fingerprint.to_owned(),
        not_before: T0,
        not_after: T0.plus_ms(not_after_ms),
        issued_at: T0,
        issued_by: "portal".to_owned(),
    };
    store.add_station_certificate(new).await.unwrap()
}

async fn states(store: &Store, garage: &Garage) -> Vec<CertificateState> {
    store.station_certificates(garage.station).await.unwrap().into_iter().map(|one| one.state).collect()
}

async fn a_used_certificate_replaces_the_older_ones(database: TestDatabase) {
    use CertificateState::{Installed, Issued, Rejected, Replaced, Revoked};
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    add(&store, &garage, "a", 1).await;
    add(&store, &garage, "b", 1).await;
    let third = add(&store, &garage, "c", 1).await;
    store.certificate_answered("a".to_owned(), Installed, T0).await.unwrap();
    store.certificate_answered("b".to_owned(), Rejected, T0).await.unwrap();
    assert_eq!(states(&store, &garage).await, [Issued, Rejected, Installed]);
    store.certificate_used(third, T0.plus_ms(5)).await.unwrap();
    store.certificate_used(third, T0.plus_ms(9)).await.unwrap();
    assert_eq!(states(&store, &garage).await, [Installed, Rejected, Replaced]);
    let used = store.certificate_by_fingerprint("c").await.unwrap().unwrap();
    assert_eq!(used.used_at, Some(T0.plus_ms(5)));
    let elsewhere = Reach::Sites(vec![NodeId(99_999)]);
    assert!(matches!(store.revoke_certificate(third, T0, elsewhere).await, Err(EditError::NotFound)));
    store.revoke_certificate(third, T0, Reach::Sites(vec![garage.site])).await.unwrap();
    // A late answer brings nothing back.
    store.certificate_answered("c".to_owned(), Installed, T0).await.unwrap();
    assert_eq!(states(&store, &garage).await[0], Revoked);
    assert_eq!(store.certificate_by_fingerprint("z").await.unwrap(), None);
    store.close().await;
}

fn installed(serial: &str, subject: Option<&str>) -> InstalledCertificate {
    InstalledCertificate {
        kind: CertificateUse::CentralSystemRoot,
        hash: CertificateHash {
            algorithm: HashAlgorithm::Sha256,
            issuer_name_hash: "aa".to_owned(),
            issuer_key_hash: "bb".to_owned(),
            serial_number: serial.to_owned(),
        },
        subject: subject.map(str::to_owned),
        not_after: subject.map(|_| T0),
        seen_at: T0,
    }
}

async fn what_a_station_lists_takes_the_place_of_what_was_known(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let (id, kind) = (garage.station, CertificateUse::CentralSystemRoot);
    store.certificate_installed(id, installed("0A", Some("CN=Root"))).await.unwrap();
    store.certificate_installed(id, installed("0b", Some("CN=Old"))).await.unwrap();
    let maker = InstalledCertificate { kind: CertificateUse::ManufacturerRoot, ..installed("c", None) };
    store.certificate_installed(id, maker.clone()).await.unwrap();
    store.save_installed_certificates(id, kind, vec![installed("000a", None), installed("d", None)]).await.unwrap();
    let present = store.installed_certificates(id).await.unwrap();
    assert_eq!(present, [installed("a", Some("CN=Root")), installed("d", None), maker]);
    store.certificate_removed(id, installed("0D", None).hash).await.unwrap();
    assert_eq!(store.installed_certificates(id).await.unwrap().len(), 2);
    store.close().await;
}

async fn certificates_that_end_are_found(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    store.add_authority(authority("authority"), None).await.unwrap();
    add(&store, &garage, "old", 10).await;
    add(&store, &garage, "new", 2_000).await;
    store.certificate_answered("old".to_owned(), CertificateState::Installed, T0).await.unwrap();
    store.certificate_installed(garage.station, installed("f", Some("CN=Root"))).await.unwrap();
    let serials = async |until_ms: i64| {
        let ending = store.certificates_ending(T0.plus_ms(until_ms)).await.unwrap();
        let mut serials: Vec<_> = ending.into_iter().map(|one| (one.serial, one.station_id)).collect();
        serials.sort();
        serials
    };
    let station = Some(garage.station);
    assert_eq!(serials(10).await, [("f".to_owned(), station), ("old".to_owned(), station)]);
    store.certificate_answered("new".to_owned(), CertificateState::Installed, T0).await.unwrap();
    assert_eq!(serials(10).await, [("f".to_owned(), station)], "a newer one is installed");
    assert_eq!(serials(1_000).await, [("authority".to_owned(), None), ("f".to_owned(), station)]);
    store.close().await;
}

async fn a_profile_is_raised_once_at_a_time(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let begin = || NewSecurityUpgrade {
        station_id: garage.station,
        from: SecurityProfile::None,
        to: SecurityProfile::Basic,
        steps: steps(SecurityProfile::None, SecurityProfile::Basic).unwrap(),
        started_at: T0,
        by: "ada".to_owned(),
    };
    let first = store.begin_security_upgrade(begin()).await.unwrap();
    assert!(matches!(store.begin_security_upgrade(begin()).await, Err(EditError::Taken { field: "profile" })));
    let admission = async || store.admission(&charge_box("CB-Torget-1")).await.unwrap().unwrap();
    assert_eq!(admission().await.raising_to, Some(SecurityProfile::Basic));
    assert_eq!(store.running_security_upgrades().await.unwrap().len(), 1);
    store.save_security_upgrade(first, UpgradeState::Failed, begin().steps, Some(T0)).await.unwrap();
    assert!(store.running_security_upgrades().await.unwrap().is_empty());
    assert_eq!(admission().await.raising_to, Some(SecurityProfile::Basic), "it may come late");

    let second = store.begin_security_upgrade(begin()).await.unwrap();
    let upgrade = store.security_upgrade(garage.station).await.unwrap().unwrap();
    assert_eq!((upgrade.id, upgrade.begun.steps[0].kind), (second, UpgradeStepKind::Credential));
    store.finish_security_upgrade(&upgrade, upgrade.begun.steps.clone(), T0.plus_ms(1)).await.unwrap();
    store.save_security_upgrade(second, UpgradeState::Failed, begin().steps, None).await.unwrap();
    let upgrade = store.security_upgrade(garage.station).await.unwrap().unwrap();
    assert_eq!((upgrade.state, upgrade.ended_at), (UpgradeState::Done, Some(T0.plus_ms(1))), "it stays done");
    let admission = admission().await;
    assert_eq!((admission.security_profile, admission.raising_to), (SecurityProfile::Basic, None));
    store.close().await;
}
