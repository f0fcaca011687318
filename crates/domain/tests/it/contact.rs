//! `product.md`, Alarms, and `ocpp.md` rule 9: silence and storms.

use domain::UtcMillis;
use domain::alarm::AlarmType;
use domain::contact::{ReconnectWindow, contact_alarm};
use domain::policy::Policies;

#[test]
fn silence_is_longer_than_two_heartbeats_and_a_minute() {
    const LIMIT_MS: i64 = 2 * 240_000 + 60_000;
    let now = UtcMillis(1_774_020_600_000);
    for (name, last_seen_at, interval_s, alarm) in [
        ("never connected", None, None, Some(AlarmType::NotRegistered)),
        ("just heard", Some(now), None, None),
        ("at the limit", Some(now.plus_ms(-LIMIT_MS)), None, None),
        ("over the limit", Some(now.plus_ms(-LIMIT_MS - 1)), None, Some(AlarmType::NoNetworkContact)),
        ("its own interval, at the limit", Some(now.plus_ms(-80_000)), Some(10), None),
        ("its own interval, over it", Some(now.plus_ms(-80_001)), Some(10), Some(AlarmType::NoNetworkContact)),
        ("clock set back", Some(now.plus_ms(LIMIT_MS)), None, None),
    ] {
        assert_eq!(contact_alarm(last_seen_at, interval_s, &Policies::default(), now), alarm, "{name}");
    }
}

#[test]
fn a_storm_is_more_than_sixty_reconnects_in_an_hour() {
    const MINUTE_MS: i64 = 60_000;
    let mut window = ReconnectWindow::default();
    for minute in 0..500 {
        let now = UtcMillis(minute * MINUTE_MS);
        window.observe(now);
        assert!(!window.is_storm(now), "one a minute is sixty an hour");
    }
    let mut window = ReconnectWindow::default();
    for count in 1..=200 {
        let now = UtcMillis(count * 1_000);
        window.observe(now);
        assert_eq!(window.is_storm(now), count > 60, "{count}");
    }
    assert!(!window.is_storm(UtcMillis(200_000 + 60 * MINUTE_MS)), "it blows over");
}
