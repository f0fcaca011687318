//! Writes the history of the demo company into the database.

use std::collections::HashMap;

use anyhow::Context;
use domain::meter::draw;
use domain::outlet::{ConnectorType, OutletStatus};
use domain::report::Reading;
use domain::session::SessionFlags;
use domain::tag::NormalTag;
use domain::{TagId, UserId, UtcMillis};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::tz::TimeZone;
use store::Store;
use store::reading::NewReading;
use store::session::{NewSession, QuarterEnergy, SessionEnd};
use store::status::{NewStatusChange, StatusWrite};

use super::charge::{samples, steps};
use super::company::SITES;
use super::history::{PastOutlet, PastSession, PastSite, history};
use super::places::{MadeOutlet, Places};

/// How many of the newest sessions have readings and statuses.
const WITH_READINGS: usize = 200;

/// How many writes are under way at once; the store puts them together.
const AT_ONCE: usize = 2_048;

/// Whose a tag is.
#[derive(Debug, Clone, Copy)]
pub(super) struct TagOwner {
    pub(super) id: TagId,
    pub(super) user_id: Option<UserId>,
}

/// Makes up and writes the history, and tells how many sessions there are in it. `tags` holds the tags shown at each site, in the order of [`SITES`].
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(
    store: &Store,
    places: &Places,
    tags: &[HashMap<String, TagOwner>],
    now: UtcMillis,
    seed: u64,
) -> anyhow::Result<u64> {
    let mut sessions = Vec::new();
    for (site, plan) in SITES.iter().enumerate() {
        let mut shown: Vec<String> = tags[site].keys().cloned().collect();
        shown.sort_unstable();
        let zone = TimeZone::get(plan.time_zone).context("failed to find a site's time zone")?;
        let past = PastSite { zone, rhythm: plan.rhythm, outlets: past_outlets(places, site), tags: shown };
        sessions.extend(history(&past, now, seed.wrapping_add(site as u64)).into_iter().map(|session| (site, session)));
    }
    sessions.sort_by_key(|(_, session)| (session.started_at, session.outlet));
    let detailed_from = sessions.len().saturating_sub(WITH_READINGS);
    let writes = sessions.iter().enumerate().map(|(index, (site, session))| {
        let outlet = &places.outlets[session.outlet];
        let owner = session.tag.as_ref().and_then(|tag| tags[*site].get(tag)).copied();
        write_session(store, outlet, owner, session, index >= detailed_from)
    });
    stream::iter(writes).buffered(AT_ONCE).try_collect::<()>().await.context("failed to write the history")?;
    Ok(sessions.len() as u64)
}

fn past_outlets(places: &Places, site: usize) -> Vec<PastOutlet> {
    let here = places.outlets.iter().enumerate().filter(|(_, outlet)| outlet.site == site);
    here.map(|(index, outlet)| PastOutlet {
        index,
        open: outlet.open,
        power_w: outlet.power_w,
        direct_current: outlet.connector == ConnectorType::Ccs,
    })
    .collect()
}

async fn write_session(
    store: &Store,
    outlet: &MadeOutlet,
    owner: Option<TagOwner>,
    session: &PastSession,
    detailed: bool,
) -> anyhow::Result<()> {
    let readings = if detailed { readings(outlet, session) } else { Vec::new() };
    store.start_session(new_session(outlet, owner, session, readings)).await?;
    if detailed {
        for (status, at) in statuses(session) {
            let change = NewStatusChange {
                station_id: outlet.station_id,
                outlet: outlet.number,
                status,
                error_code: None,
                error_text: None,
                at,
                received_at: at.plus_ms(400),
                late: false,
            };
            store.save_status(StatusWrite { change, present: None }).await?;
        }
    }
    Ok(())
}

fn new_session(
    outlet: &MadeOutlet,
    owner: Option<TagOwner>,
    session: &PastSession,
    readings: Vec<NewReading>,
) -> NewSession {
    NewSession {
        station_id: outlet.station_id,
        outlet: outlet.number,
        started_at: session.started_at,
        received_at: session.received_at,
        meter_start_wh: Some(session.meter_start_wh),
        authentication: session.authentication,
        start_status: session.start_status,
        user_id: owner.and_then(|owner| owner.user_id),
        tag_id: owner.map(|owner| owner.id),
        id_tag: session.tag.clone(),
        tag_normal: session.tag.as_deref().map(|tag| NormalTag::of(tag).as_str().to_owned()),
        flags: session.flags,
        started_at_text: session.started_at_text.clone(),
        closes: None,
        end: Some(SessionEnd {
            ended_at: session.ended_at,
            meter_end_wh: Some(session.meter_start_wh + session.energy_wh),
            energy_wh: session.energy_wh,
            stop_reason: session.stop_reason.map(str::to_owned),
            flags: SessionFlags::NONE,
            ended_at_text: None,
            readings,
            quarters: quarters(session),
        }),
    }
}

fn quarters(session: &PastSession) -> Vec<QuarterEnergy> {
    let mut energy = domain::quarter::QuarterEnergy::default();
    for step in steps(&session.points) {
        energy.add(&step);
    }
    energy.quarters().iter().map(|quarter| QuarterEnergy { at: quarter.start, energy_wh: quarter.energy_wh }).collect()
}

fn readings(outlet: &MadeOutlet, session: &PastSession) -> Vec<NewReading> {
    let points = session.points.iter();
    points
        .map(|point| {
            let samples = samples(point, session.meter_start_wh);
            let reading = Reading { at: Default::default(), samples };
            let drawn = draw(&reading);
            NewReading {
                session_id: None,
                station_id: outlet.station_id,
                outlet: outlet.number,
                at: point.at,
                received_at: point.at.plus_ms(600),
                energy_wh: drawn.energy_wh.map(|wh| wh as f64),
                power_w: drawn.power_w,
                samples: reading.samples,
            }
        })
        .collect()
}

/// The statuses that a station tells of a session.
fn statuses(session: &PastSession) -> [(OutletStatus, UtcMillis); 5] {
    let full_at = session.points.last().map_or(session.ended_at, |point| point.at);
    [
        (OutletStatus::Preparing, session.started_at.plus_ms(-14_000)),
        (OutletStatus::Charging, session.started_at.plus_ms(3_000)),
        (OutletStatus::SuspendedEv, full_at),
        (OutletStatus::Finishing, session.ended_at),
        (OutletStatus::Available, session.ended_at.plus_ms(8_000)),
    ]
}
