//! `ocpp.md` rule 2: one decision for every tag.

use domain::authorise::{Authorisation, KnownTag, Purpose, Request, TagHolder, authorise, station_mode};
use domain::outlet::OutletMode;
use domain::policy::{Policies, UnknownTags};
use domain::session::{Authentication, AuthorisationStatus as Status};
use domain::{NodeId, TagId, UserId, UtcMillis};

const NOW: UtcMillis = UtcMillis(1_774_020_600_000);
const START: Purpose<'static> = Purpose::Start { asked_by: None };
const HERE: NodeId = NodeId(10);
const ELSEWHERE: NodeId = NodeId(11);

fn known() -> KnownTag {
    let holder = TagHolder { user_id: UserId(7), site_ids: vec![HERE] };
    KnownTag { id: TagId(1), parent: Some("FAMILY".to_owned()), blocked: false, expires_at: None, holder: Some(holder) }
}

fn request<'a>(purpose: Purpose<'a>, known: Option<&'a KnownTag>, policies: &'a Policies) -> Request<'a> {
    let (tag, site_id) = ("2069C021", Some(HERE));
    Request {
        purpose,
        tag,
        known,
        mode: OutletMode::Rfid,
        site_id,
        charging_elsewhere: false,
        kept_for_another: false,
        policies,
        now: NOW,
    }
}

#[test]
fn a_known_tag_is_judged_by_block_expiry_site_and_concurrency() {
    let policies = Policies::default();
    let at_site = |site_ids| Some(TagHolder { user_id: UserId(7), site_ids });
    for (name, tag, purpose, elsewhere, status) in [
        ("good", known(), START, false, Status::Accepted),
        ("good", known(), Purpose::Authorize, false, Status::Accepted),
        ("blocked", KnownTag { blocked: true, ..known() }, START, false, Status::Blocked),
        ("expires now", KnownTag { expires_at: Some(NOW), ..known() }, START, false, Status::Expired),
        ("expires soon", KnownTag { expires_at: Some(NOW.plus_ms(1)), ..known() }, START, false, Status::Accepted),
        (
            "blocked and expired",
            KnownTag { blocked: true, expires_at: Some(NOW), ..known() },
            START,
            false,
            Status::Blocked,
        ),
        ("of another site", KnownTag { holder: at_site(vec![ELSEWHERE]), ..known() }, START, false, Status::Invalid),
        ("of no site", KnownTag { holder: at_site(vec![]), ..known() }, START, false, Status::Accepted),
        ("nobody's", KnownTag { holder: None, ..known() }, START, false, Status::Accepted),
        ("charging elsewhere", known(), START, true, Status::ConcurrentTx),
        ("charging elsewhere", known(), Purpose::RemoteStart, true, Status::ConcurrentTx),
        ("charging elsewhere, asked perhaps to stop", known(), Purpose::Authorize, true, Status::Accepted),
        ("charging elsewhere and blocked", KnownTag { blocked: true, ..known() }, START, true, Status::Blocked),
    ] {
        let request = Request { charging_elsewhere: elsewhere, ..request(purpose, Some(&tag), &policies) };
        let answer = authorise(&request);
        assert_eq!(answer.status, status, "{name} {purpose:?}");
        assert_eq!(answer.user_id.is_some(), status == Status::Accepted && tag.holder.is_some(), "{name}");
        assert_eq!(answer.parent_tag.as_deref(), Some("FAMILY"));
        assert_eq!(answer.expires_at, tag.expires_at);
        assert_eq!(
            answer.authentication,
            if purpose == Purpose::RemoteStart { Authentication::Remote } else { Authentication::Rfid }
        );
    }
    let several = Policies { one_session_per_tag: false, ..Policies::default() };
    let tag = known();
    let request = Request { charging_elsewhere: true, ..request(START, Some(&tag), &several) };
    assert_eq!(authorise(&request).status, Status::Accepted);
}

#[test]
fn a_station_of_no_site_takes_only_tags_that_are_not_bound_to_sites() {
    let policies = Policies::default();
    let tag = known();
    let request = Request { site_id: None, ..request(START, Some(&tag), &policies) };
    assert_eq!(authorise(&request).status, Status::Invalid);
}

#[test]
fn an_unknown_tag_follows_the_policy() {
    let reject = Policies::default();
    let accept = Policies { unknown_tags: UnknownTags::Accept, ..Policies::default() };
    for (policies, tag, elsewhere, status) in [
        (&reject, "2069C021", false, Status::Invalid),
        (&accept, "2069C021", false, Status::Accepted),
        (&accept, "2069C021", true, Status::ConcurrentTx),
        (&accept, "  ", false, Status::Invalid),
    ] {
        let request = Request { tag, charging_elsewhere: elsewhere, ..request(START, None, policies) };
        let expected = Authorisation {
            status,
            parent_tag: None,
            expires_at: None,
            user_id: None,
            authentication: Authentication::Rfid,
        };
        assert_eq!(authorise(&request), expected, "{tag:?} {status}");
    }
}

#[test]
fn an_open_outlet_accepts_anyone() {
    let policies = Policies::default();
    let blocked = KnownTag { blocked: true, ..known() };
    for (tag, elsewhere, user_id, authentication) in [
        (None, false, None, Authentication::Anonymous),
        (Some(known()), false, Some(UserId(7)), Authentication::Rfid),
        (Some(known()), true, Some(UserId(7)), Authentication::Rfid),
        (Some(blocked), false, None, Authentication::Anonymous),
    ] {
        let open = Request {
            mode: OutletMode::Open,
            charging_elsewhere: elsewhere,
            ..request(START, tag.as_ref(), &policies)
        };
        let answer = authorise(&open);
        assert_eq!(answer.status, Status::Accepted);
        assert_eq!((answer.user_id, answer.authentication), (user_id, authentication), "{tag:?}");
    }
}

#[test]
fn a_start_asked_for_by_the_portal_counts_as_such() {
    let policies = Policies::default();
    let tag = known();
    for asked_by in [Authentication::Remote, Authentication::App, Authentication::ExternalService] {
        let purpose = Purpose::Start { asked_by: Some(asked_by) };
        let answer = authorise(&request(purpose, Some(&tag), &policies));
        assert_eq!(
            (answer.status, answer.authentication, answer.user_id),
            (Status::Accepted, asked_by, Some(UserId(7)))
        );
    }
}

#[test]
fn a_session_is_stopped_by_its_tag_or_group() {
    let policies = Policies::default();
    let blocked = KnownTag { blocked: true, ..known() };
    let lone = KnownTag { parent: None, ..known() };
    for (name, tag, session_tag, session_parent, status) in [
        ("the same tag", Some(&lone), Some("2069c021"), None, Status::Accepted),
        ("the same tag in decimal", Some(&lone), Some("543801377"), None, Status::Accepted),
        ("the same tag, blocked meanwhile", Some(&blocked), Some("2069C021"), None, Status::Accepted),
        ("the same tag, never known", None, Some("2069C021"), None, Status::Accepted),
        ("another tag of the group", Some(&blocked), Some("AABBCCDD"), Some("family"), Status::Accepted),
        ("the group's own tag started it", Some(&blocked), Some("FAMILY"), None, Status::Accepted),
        ("the group's own tag stops it", None, Some("AABBCCDD"), Some("2069C021"), Status::Accepted),
        ("another blocked tag", Some(&blocked), Some("AABBCCDD"), Some("OTHERS"), Status::Blocked),
        ("another unknown tag", None, Some("AABBCCDD"), None, Status::Invalid),
        ("two empty groups are none", None, Some("AABBCCDD"), Some(""), Status::Invalid),
    ] {
        let purpose = Purpose::Stop { session_tag, session_parent };
        assert_eq!(authorise(&request(purpose, tag, &policies)).status, status, "{name}");
    }
}

#[test]
fn a_station_is_open_where_every_outlet_is() {
    use OutletMode::{Open, Rfid};
    for (outlets, mode) in
        [(&[][..], Rfid), (&[Open], Open), (&[Open, Open], Open), (&[Open, Rfid], Rfid), (&[Rfid], Rfid)]
    {
        assert_eq!(station_mode(outlets.iter().copied()), mode, "{outlets:?}");
    }
}

#[test]
fn a_reserved_outlet_is_for_one_tag_also_where_anyone_may_charge() {
    let policies = Policies::default();
    let tag = known();
    let reserved = |purpose| Request { kept_for_another: true, ..request(purpose, Some(&tag), &policies) };
    for mode in [OutletMode::Open, OutletMode::Rfid] {
        for purpose in [START, Purpose::Authorize, Purpose::RemoteStart] {
            assert_eq!(authorise(&Request { mode, ..reserved(purpose) }).status, Status::Invalid, "{mode} {purpose:?}");
        }
    }
}
