//! Where a SOAP station may be called.

use domain::callback::{CallbackFault, judge, judge_address};

fn judged(told: &str, peer: &str) -> Result<(), CallbackFault> {
    judge(Some(told), peer.parse().ok()).map(drop)
}

#[test]
fn a_station_is_called_where_it_says_unless_that_is_the_portals_own_place() {
    use CallbackFault::{Invalid, Local, None, Private};
    let table = [
        ("http://203.0.113.7:8080/ocpp", "203.0.113.7", Ok(())),
        ("https://charger.example.org/", "203.0.113.7", Ok(())),
        ("http://198.51.100.1/", "203.0.113.7", Ok(())),
        ("http://10.0.0.7/", "10.9.9.9", Ok(())),
        ("http://10.0.0.7/", "100.64.0.1", Ok(())),
        ("http://10.0.0.7/", "203.0.113.7", Err(Private)),
        ("http://192.168.1.5:8080/", "203.0.113.7", Err(Private)),
        ("http://[fd00::1]/", "2001:db8::1", Err(Private)),
        ("http://127.0.0.1:9000/", "127.0.0.1", Ok(())),
        ("http://127.0.0.2/", "127.0.0.1", Ok(())),
        ("http://[::1]/", "127.0.0.1", Ok(())),
        ("http://127.0.0.1:9000/", "203.0.113.7", Err(Local)),
        ("http://[::ffff:127.0.0.1]/", "203.0.113.7", Err(Local)),
        ("http://2130706433/", "203.0.113.7", Err(Local)),
        ("http://0.0.0.0/", "203.0.113.7", Err(Local)),
        ("http://169.254.169.254/latest", "10.0.0.7", Err(Local)),
        ("http://169.254.7.7/", "169.254.7.7", Ok(())),
        ("http://[fe80::1]/", "2001:db8::1", Err(Local)),
        ("http://255.255.255.255/", "203.0.113.7", Err(Local)),
        ("ftp://203.0.113.7/", "203.0.113.7", Err(Invalid)),
        ("file:///etc/passwd", "203.0.113.7", Err(Invalid)),
        ("http://user:secret@203.0.113.7/", "203.0.113.7", Err(Invalid)),
        ("CP1", "203.0.113.7", Err(Invalid)),
        (" ", "203.0.113.7", Err(None)),
    ];
    for (told, peer, expected) in table {
        assert_eq!(judged(told, peer), expected, "{told} from {peer}");
    }
}

#[test]
fn a_name_is_judged_by_where_it_leads() {
    let peer = "203.0.113.7".parse().ok();
    assert_eq!(judge_address("127.0.0.1".parse().unwrap(), peer), Err(CallbackFault::Local));
    assert_eq!(judge_address("10.0.0.1".parse().unwrap(), None), Err(CallbackFault::Private));
    assert_eq!(judge_address("203.0.113.8".parse().unwrap(), peer), Ok(()));
}
