//! The steps to a higher security profile.

use domain::security_upgrade::{NotHigher, UpgradeState, UpgradeStepKind, state_of, steps};
use domain::station::SecurityProfile;

#[test]
fn what_a_profile_needs_comes_before_the_profile() {
    use SecurityProfile as P;
    use UpgradeStepKind::{Certificate, Credential, Profile, Reconnect, RootCertificate};
    let table = [
        (P::None, P::Basic, vec![Credential, Profile, Reconnect]),
        (P::Basic, P::TlsBasic, vec![RootCertificate, Profile, Reconnect]),
        (P::TlsBasic, P::TlsClientCertificate, vec![Certificate, Profile, Reconnect]),
        (P::None, P::TlsBasic, vec![Credential, RootCertificate, Profile, Reconnect]),
        (P::Basic, P::TlsClientCertificate, vec![RootCertificate, Certificate, Profile, Reconnect]),
    ];
    for (from, to, expected) in table {
        let kinds: Vec<_> = steps(from, to).unwrap().into_iter().map(|step| step.kind).collect();
        assert_eq!(kinds, expected, "{from} to {to}");
    }
    for (from, to) in [(P::Basic, P::Basic), (P::TlsBasic, P::None), (P::TlsClientCertificate, P::TlsBasic)] {
        assert_eq!(steps(from, to), Err(NotHigher), "{from} to {to}");
    }
}

#[test]
fn the_whole_is_what_its_steps_are() {
    let mut steps = steps(SecurityProfile::None, SecurityProfile::Basic).unwrap();
    assert_eq!(state_of(&steps), UpgradeState::Running);
    steps[0].state = UpgradeState::Failed;
    assert_eq!(state_of(&steps), UpgradeState::Failed);
    for step in &mut steps {
        step.state = UpgradeState::Done;
    }
    steps[0].state = UpgradeState::Skipped;
    assert_eq!(state_of(&steps), UpgradeState::Done);
}
