//! Sessions of the past, made up for tests of lists and files.

use domain::session::{Authentication, AuthorisationStatus, SessionFlag, SessionFlags};
use domain::tag::NormalTag;
use domain::{NodeId, UserId, UtcMillis};
use store::session::{NewSession, QuarterEnergy, SessionEnd};

use crate::portal::{Place, TestPortal};

/// 2026-03-01T00:00:00Z.
pub(crate) const BEGIN: UtcMillis = UtcMillis(1_772_323_200_000);

/// A session to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Past<'a> {
    pub(crate) station: i64,
    pub(crate) outlet: u16,
    pub(crate) started_at: UtcMillis,
    pub(crate) minutes: i64,
    pub(crate) energy_wh: i64,
    pub(crate) tag: Option<&'a str>,
    pub(crate) user: Option<i64>,
    pub(crate) reason: Option<&'a str>,
}

impl Past<'_> {
    /// An hour at a place's first outlet, some hours after [`BEGIN`].
    pub(crate) fn at(place: Place, hours: i64) -> Past<'static> {
        Past {
            station: place.station,
            outlet: 1,
            started_at: BEGIN.plus_ms(hours * 3_600_000),
            minutes: 60,
            energy_wh: 11_000,
            tag: None,
            user: None,
            reason: Some("Local"),
        }
    }

    /// Stores it and gives its id.
    pub(crate) async fn store(self, portal: &TestPortal) -> i64 {
        let ended_at = self.started_at.plus_ms(self.minutes * 60_000);
        let quarter_at = domain::quarter::quarter_of(self.started_at);
        let end = SessionEnd {
            ended_at,
            meter_end_wh: Some(100_000 + self.energy_wh),
            energy_wh: self.energy_wh,
            stop_reason: self.reason.map(str::to_owned),
            flags: SessionFlags::NONE.with(SessionFlag::DeliveredLate),
            ended_at_text: None,
            readings: Vec::new(),
            quarters: vec![QuarterEnergy { at: quarter_at, energy_wh: self.energy_wh }],
        };
        portal.program.portal.store.start_session(self.whole(end)).await.unwrap().id.0
    }

    fn whole(self, end: SessionEnd) -> NewSession {
        NewSession {
            station_id: NodeId(self.station),
            outlet: self.outlet,
            started_at: self.started_at,
            received_at: self.started_at.plus_ms(7_000),
            meter_start_wh: Some(100_000),
            authentication: if self.tag.is_some() { Authentication::Rfid } else { Authentication::Anonymous },
            start_status: AuthorisationStatus::Accepted,
            user_id: self.user.map(UserId),
            tag_id: None,
            id_tag: self.tag.map(str::to_owned),
            tag_normal: self.tag.map(|tag| NormalTag::of(tag).as_str().to_owned()),
            flags: SessionFlags::NONE,
            started_at_text: None,
            closes: None,
            end: Some(end),
        }
    }
}
