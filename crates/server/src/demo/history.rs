//! What has happened in the demo company: believable sessions of the last weeks, the same for the same seed and moment.

use domain::UtcMillis;
use domain::session::{Authentication, AuthorisationStatus, SessionFlag, SessionFlags};
use jiff::tz::TimeZone;
use jiff::{Span, civil};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use super::charge::{Charge, Point};
use super::people::UNKNOWN_TAG;
use super::rhythm::Rhythm;

/// How far back the history goes, days.
pub(super) const DAYS: i64 = 60;

/// How long a station needs to take a session to its end after the car is full, ms.
const SETTLING_MS: i64 = 20_000;

/// An outlet at which there was charging.
#[derive(Debug, Clone)]
pub(super) struct PastOutlet {
    /// Which one, for the reader of the history.
    pub(super) index: usize,
    /// Whether anyone may charge without a tag.
    pub(super) open: bool,
    /// The power that it can give, W.
    pub(super) power_w: f64,
    /// Whether it charges with direct current.
    pub(super) direct_current: bool,
}

/// A site at which there was charging.
#[derive(Debug, Clone)]
pub(super) struct PastSite {
    pub(super) zone: TimeZone,
    pub(super) rhythm: Rhythm,
    pub(super) outlets: Vec<PastOutlet>,
    /// The tags that are shown there.
    pub(super) tags: Vec<String>,
}

/// A session that has ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PastSession {
    /// The outlet's index.
    pub(super) outlet: usize,
    pub(super) tag: Option<String>,
    pub(super) authentication: Authentication,
    pub(super) start_status: AuthorisationStatus,
    pub(super) started_at: UtcMillis,
    pub(super) ended_at: UtcMillis,
    pub(super) received_at: UtcMillis,
    pub(super) started_at_text: Option<String>,
    pub(super) meter_start_wh: i64,
    pub(super) energy_wh: i64,
    pub(super) stop_reason: Option<&'static str>,
    pub(super) flags: SessionFlags,
    /// How the charge went.
    pub(super) points: Vec<Point>,
}

/// Everything that happened at a site in the [`DAYS`] before `now`, in the order in which it began.
pub(super) fn history(site: &PastSite, now: UtcMillis, seed: u64) -> Vec<PastSession> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut registers: Vec<i64> = site.outlets.iter().map(|_| random.random_range(80_000..4_000_000)).collect();
    let mut outlet_free = vec![UtcMillis(i64::MIN); site.outlets.len()];
    let mut tag_free = vec![UtcMillis(i64::MIN); site.tags.len()];
    let mut sessions = Vec::new();
    for (at, hour, place) in arrivals(site, now, &mut random) {
        let outlet = &site.outlets[place];
        let free: Vec<usize> = (0..site.tags.len()).filter(|&tag| tag_free[tag] < at).collect();
        if outlet_free[place] > at || free.is_empty() {
            continue;
        }
        let tag = free[random.random_range(0..free.len())];
        let visit = Visit {
            at,
            hour,
            outlet,
            register_wh: registers[place],
            tag: &site.tags[tag],
            rhythm: rhythm(site, outlet),
        };
        let session = visit.session(&mut random);
        if session.ended_at > now {
            continue;
        }
        outlet_free[place] = session.ended_at.plus_ms(random.random_range(2..30) * 60_000);
        if session.tag.is_some() {
            tag_free[tag] = session.ended_at;
        }
        registers[place] += session.energy_wh;
        sessions.push(session);
    }
    sessions
}

fn rhythm(site: &PastSite, outlet: &PastOutlet) -> Rhythm {
    if outlet.direct_current { Rhythm::Stopover } else { site.rhythm }
}

/// Each arrival in order of time: the moment, the hour on the wall, and the outlet's place in the site.
fn arrivals(site: &PastSite, now: UtcMillis, random: &mut Xoshiro256PlusPlus) -> Vec<(UtcMillis, i8, usize)> {
    let today = site.zone.to_datetime(now.timestamp()).date();
    let mut arrivals = Vec::new();
    for back in (0..=DAYS).rev() {
        let Ok(day) = today.checked_sub(Span::new().days(back)) else { continue };
        for (place, outlet) in site.outlets.iter().enumerate() {
            for minute in rhythm(site, outlet).arrival_minutes(day.weekday(), random) {
                if let Some((at, hour)) = moment(site, day, minute, random.random_range(0..60_000)) {
                    arrivals.push((at, hour, place));
                }
            }
        }
    }
    arrivals.retain(|(at, ..)| *at < now);
    arrivals.sort_unstable();
    arrivals
}

fn moment(site: &PastSite, day: civil::Date, minute: u16, ms: i64) -> Option<(UtcMillis, i8)> {
    let hour = i8::try_from(minute / 60).ok()?;
    let at = day.at(hour, i8::try_from(minute % 60).ok()?, 0, 0);
    let at = UtcMillis::from(site.zone.to_ambiguous_timestamp(at).compatible().ok()?);
    Some((at.plus_ms(ms), hour))
}

/// One car that comes to a free outlet.
struct Visit<'a> {
    at: UtcMillis,
    hour: i8,
    outlet: &'a PastOutlet,
    register_wh: i64,
    tag: &'a str,
    rhythm: Rhythm,
}

impl Visit<'_> {
    fn session(&self, random: &mut Xoshiro256PlusPlus) -> PastSession {
        let mut energy_wh = self.rhythm.wants_wh(random);
        let refused = random.random_ratio(1, 250) && !self.outlet.open;
        if refused {
            energy_wh = random.random_range(10..90);
        }
        let charge = Charge {
            plugged_at: self.at,
            power_w: self.car_power_w(random),
            energy_wh,
            soc_percent: self.outlet.direct_current.then(|| f64::from(random.random_range(8_u8..45))),
        };
        let points = charge.points();
        let full_at = points.last().map_or(self.at, |point| point.at);
        let linger_ms = if refused { 0 } else { self.rhythm.lingers(self.hour, random) * 60_000 };
        let ended_at = full_at.plus_ms(linger_ms + SETTLING_MS + random.random_range(0..60_000));
        let mut session = PastSession {
            outlet: self.outlet.index,
            tag: (!self.outlet.open).then(|| self.tag.to_owned()),
            authentication: if self.outlet.open { Authentication::Anonymous } else { Authentication::Rfid },
            start_status: AuthorisationStatus::Accepted,
            started_at: self.at,
            ended_at,
            received_at: self.at.plus_ms(random.random_range(120..1_900)),
            started_at_text: None,
            meter_start_wh: self.register_wh,
            energy_wh,
            stop_reason: Some(if random.random_bool(0.7) { "EVDisconnected" } else { "Local" }),
            flags: SessionFlags::NONE,
            points,
        };
        if refused {
            session.tag = Some(UNKNOWN_TAG.to_owned());
            session.start_status = AuthorisationStatus::Invalid;
            session.stop_reason = Some("DeAuthorized");
            session.flags = SessionFlags::NONE.with(SessionFlag::RefusedTag);
        } else {
            make_odd(&mut session, random);
        }
        session
    }

    /// The power that this car takes of what the outlet can give, W.
    fn car_power_w(&self, random: &mut Xoshiro256PlusPlus) -> f64 {
        if self.outlet.direct_current {
            return self.outlet.power_w * random.random_range(0.35..1.0);
        }
        let cars_w = [3_680.0, 7_360.0, 11_040.0, 11_040.0, 11_040.0, 22_080.0_f64];
        cars_w[random.random_range(0..cars_w.len())].min(self.outlet.power_w)
    }
}

/// Makes the odd session odd, as stations do.
fn make_odd(session: &mut PastSession, random: &mut Xoshiro256PlusPlus) {
    match random.random_range(0..1_500) {
        0 => {
            // The register jumped: far more than the outlet can give.
            let jump_wh = random.random_range(150_000..240_000);
            session.energy_wh += jump_wh;
            if let Some(last) = session.points.last_mut() {
                last.energy_wh += jump_wh;
            }
            session.flags = SessionFlags::NONE.with(SessionFlag::ImplausibleEnergy).with(SessionFlag::RegisterJump);
        }
        1..=5 => {
            session.stop_reason = None;
            session.flags = SessionFlags::NONE.with(SessionFlag::EndedWithoutStop);
        }
        6..=15 => {
            session.received_at = session.started_at.plus_ms(random.random_range(2..14) * 3_600_000);
            session.flags = SessionFlags::NONE.with(SessionFlag::DeliveredLate);
        }
        16..=18 => {
            session.started_at_text = Some("1970-01-01T00:03:12Z".to_owned());
            session.flags = SessionFlags::NONE.with(SessionFlag::OddClock);
        }
        19..=24 => session.stop_reason = Some("Remote"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    fn site() -> PastSite {
        let outlet = |index| PastOutlet { index, open: index == 3, power_w: 22_000.0, direct_current: index == 4 };
        PastSite {
            zone: TimeZone::get("Europe/Stockholm").unwrap(),
            rhythm: Rhythm::Residents,
            outlets: (0..5).map(outlet).collect(),
            tags: (0..9).map(|number| format!("TAG{number}")).collect(),
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_history() {
        assert_eq!(history(&site(), NOW, 7), history(&site(), NOW, 7));
        assert_ne!(history(&site(), NOW, 7), history(&site(), NOW, 8));
    }

    #[test]
    fn nothing_overlaps_at_an_outlet_and_all_lies_in_the_past() {
        let sessions = history(&site(), NOW, 7);
        assert!(sessions.len() > 400, "{}", sessions.len());
        for index in 0..5 {
            let mut register_wh = 0;
            let mut free_at = UtcMillis(i64::MIN);
            for session in sessions.iter().filter(|session| session.outlet == index) {
                assert!(session.started_at >= free_at && session.started_at < session.ended_at);
                assert!(session.meter_start_wh >= register_wh && session.ended_at <= NOW);
                assert_eq!(session.points.last().unwrap().energy_wh, session.energy_wh);
                free_at = session.ended_at;
                register_wh = session.meter_start_wh + session.energy_wh;
            }
        }
        assert!(sessions.iter().all(|session| (session.outlet == 3) == session.tag.is_none()));
    }
}
