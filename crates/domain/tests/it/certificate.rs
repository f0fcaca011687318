//! Requests for certificates, and the warning before one ends.

use domain::UtcMillis;
use domain::certificate::{
    CertificateHash, HashAlgorithm, KeyStrength, RequestFacts, RequestFault, is_expiring, judge_request,
};

fn facts() -> RequestFacts {
    RequestFacts {
        common_name: Some("CP1".to_owned()),
        organization: Some("Lade AS".to_owned()),
        key: KeyStrength::EllipticCurve(256),
        is_proved: true,
    }
}

#[test]
fn a_request_must_be_the_stations_own_and_strong() {
    let good = facts();
    let named = |name: Option<&str>| RequestFacts { common_name: name.map(str::to_owned), ..facts() };
    let of = |organization: Option<&str>| RequestFacts { organization: organization.map(str::to_owned), ..facts() };
    let keyed = |key| RequestFacts { key, ..facts() };
    let table = [
        ("as it should be", good.clone(), Some("Lade AS"), Ok(())),
        ("by serial number", named(Some(" sn-7 ")), Some("Lade AS"), Ok(())),
        ("no operator known", of(None), None, Ok(())),
        ("another station", named(Some("CP2")), None, Err(RequestFault::OtherStation)),
        ("no name", named(None), None, Err(RequestFault::OtherStation)),
        ("an empty name", named(Some(" ")), None, Err(RequestFault::OtherStation)),
        ("another operator", of(Some("Other")), Some("Lade AS"), Err(RequestFault::OtherOrganization)),
        ("no operator told", of(None), Some("Lade AS"), Err(RequestFault::OtherOrganization)),
        ("short RSA", keyed(KeyStrength::Rsa(1_024)), None, Err(RequestFault::WeakKey)),
        ("RSA", keyed(KeyStrength::Rsa(2_048)), None, Ok(())),
        ("a short curve", keyed(KeyStrength::EllipticCurve(192)), None, Err(RequestFault::WeakKey)),
        ("another kind", keyed(KeyStrength::Other), None, Err(RequestFault::WeakKey)),
        ("not its key", RequestFacts { is_proved: false, ..good }, None, Err(RequestFault::NotProved)),
    ];
    for (what, facts, operator, expected) in table {
        assert_eq!(judge_request(&facts, &["CP1", "SN-7", ""], operator), expected, "{what}");
    }
}

#[test]
fn the_warning_comes_so_many_days_before() {
    let day = 86_400_000;
    let end = UtcMillis(100 * day);
    for (now, expected) in [(69, false), (70, true), (99, true), (100, true), (200, true)] {
        assert_eq!(is_expiring(end, UtcMillis(now * day), 30), expected, "day {now}");
    }
}

#[test]
fn hashes_are_compared_as_numbers() {
    let hash = |serial: &str, name: &str, algorithm| CertificateHash {
        algorithm,
        issuer_name_hash: name.to_owned(),
        issuer_key_hash: "cd".to_owned(),
        serial_number: serial.to_owned(),
    };
    let one = hash("00AB:01", "AB", HashAlgorithm::Sha256);
    assert!(one.names_same(&hash("ab01", "ab", HashAlgorithm::Sha256)));
    assert!(!one.names_same(&hash("ab02", "ab", HashAlgorithm::Sha256)));
    assert!(!one.names_same(&hash("ab01", "ac", HashAlgorithm::Sha256)));
    assert!(!one.names_same(&hash("ab01", "ab", HashAlgorithm::Sha384)));
}
