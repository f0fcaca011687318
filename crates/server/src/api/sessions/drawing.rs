//! A session's readings as a curve that can be drawn.

use domain::UtcMillis;
use domain::meter::{EnergyMeter, RegisterPoint, draw};
use domain::report::Reading;

use crate::shape::CurvePoint;

/// The most points of a curve.
pub(super) const MOST_POINTS: usize = 1_000;

/// How a session ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct CurveEnd {
    pub(super) at: UtcMillis,
    /// All energy of the session.
    pub(super) energy_wh: i64,
}

/// A session's curve from its readings, in the order of their times, to its end.
///
/// Energy counts from the start by the same rules as the session's own, so it never falls. Where a reading tells no power, it is the
/// average since the reading before. Where the last reading was taken before the end, what it told holds until then, and at the
/// end nothing flows any more.
pub(super) fn curve(
    started_at: UtcMillis,
    meter_start_wh: Option<i64>,
    readings: &[(UtcMillis, Reading)],
    end: Option<CurveEnd>,
) -> Vec<CurvePoint> {
    let mut meter = EnergyMeter::begin(started_at, meter_start_wh);
    let mut points = Vec::with_capacity(readings.len());
    for (at, reading) in readings {
        let drawn = draw(reading);
        let mut average_w = None;
        if let Some(register_wh) = drawn.energy_wh {
            let since = meter.last().map(|last| last.at);
            let (next, step) = meter.observe(RegisterPoint { at: *at, register_wh });
            average_w = match step {
                Some(step) => step.average_power_w(),
                None => since.filter(|since| since < at).map(|_| 0.0),
            };
            meter = next;
        }
        points.push(CurvePoint {
            at: *at,
            power_w: drawn.power_w.or(average_w),
            energy_wh: drawn.energy_wh.map(|_| meter.energy_wh()),
            current_a: drawn.current_a,
            soc_percent: drawn.soc_percent,
        });
    }
    if let (Some(last), Some(end)) = (points.last(), end)
        && last.at < end.at
    {
        points.push(CurvePoint {
            at: end.at,
            power_w: Some(0.0),
            energy_wh: Some(end.energy_wh),
            current_a: last.current_a.map(|_| 0.0),
            soc_percent: last.soc_percent,
        });
    }
    thin(points)
}

/// Leaves at most [`MOST_POINTS`]: of each stretch the first and the last, and those of least and most power.
fn thin(points: Vec<CurvePoint>) -> Vec<CurvePoint> {
    if points.len() <= MOST_POINTS {
        return points;
    }
    let stretches = MOST_POINTS / 4;
    let stretch = points.len().div_ceil(stretches);
    points.chunks(stretch).flat_map(telling).collect()
}

fn telling(stretch: &[CurvePoint]) -> Vec<CurvePoint> {
    let power = |index: &usize| stretch[*index].power_w.unwrap_or(0.0);
    let by_power = |one: &usize, other: &usize| power(one).total_cmp(&power(other));
    let indices = || 0..stretch.len();
    let ends = [indices().next(), indices().next_back()];
    let mut kept: Vec<usize> =
        ends.into_iter().chain([indices().min_by(by_power), indices().max_by(by_power)]).flatten().collect();
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|index| stretch[index]).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use domain::report::Sample;

    use super::*;

    fn reading(values: &[(&'static str, &'static str, f64)]) -> Reading {
        let samples = values.iter().map(|(measurand, unit, value)| Sample {
            measurand: Cow::Borrowed(measurand),
            value: Some(*value),
            unit: Cow::Borrowed(unit),
            phase: None,
            location: None,
            context: None,
            original: value.to_string().into(),
            original_unit: None,
            signed: false,
        });
        Reading { at: Default::default(), samples: samples.collect() }
    }

    const ENERGY: (&str, &str) = ("Energy.Active.Import.Register", "Wh");

    #[test]
    fn power_that_is_not_told_is_the_average_and_energy_counts_from_the_start() {
        let minute = |minutes: i64| UtcMillis(minutes * 60_000);
        let at = |minutes, wh| (minute(minutes), reading(&[(ENERGY.0, ENERGY.1, wh)]));
        let readings = [
            at(0, 5_000.0),
            at(30, 8_500.0),
            at(40, 8_500.0),
            (minute(50), reading(&[("Power.Active.Import", "W", 42.0), ("SoC", "Percent", 55.0)])),
        ];
        let points = curve(minute(0), Some(5_000), &readings, None);
        assert_eq!(
            points.iter().map(|point| point.energy_wh).collect::<Vec<_>>(),
            [Some(0), Some(3_500), Some(3_500), None]
        );
        assert_eq!(
            points.iter().map(|point| point.power_w).collect::<Vec<_>>(),
            [None, Some(7_000.0), Some(0.0), Some(42.0)]
        );
        assert_eq!(points[3].soc_percent, Some(55.0));
    }

    #[test]
    fn a_curve_goes_on_to_the_sessions_end_where_nothing_flows_any_more() {
        let minute = |minutes: i64| UtcMillis(minutes * 60_000);
        let told =
            reading(&[(ENERGY.0, ENERGY.1, 8_500.0), ("Power.Active.Import", "W", 7_000.0), ("SoC", "Percent", 55.0)]);
        let readings = [(minute(30), told)];
        let drawn = |ended: i64| {
            curve(minute(0), Some(5_000), &readings, Some(CurveEnd { at: minute(ended), energy_wh: 4_200 }))
        };
        let last = CurvePoint {
            at: minute(40),
            power_w: Some(0.0),
            energy_wh: Some(4_200),
            current_a: None,
            soc_percent: Some(55.0),
        };
        assert_eq!(drawn(40)[1..], [last]);
        assert_eq!(drawn(30).len(), 1, "the reading was taken at the end");
        assert_eq!(drawn(20).len(), 1, "the reading was taken after the end");
        let end = CurveEnd { at: minute(40), energy_wh: 0 };
        assert_eq!(curve(minute(0), None, &[], Some(end)), [], "nothing was told");
    }

    #[test]
    fn a_long_curve_is_thinned_and_keeps_its_peaks() {
        let readings: Vec<_> = (0..20_000)
            .map(|second| {
                let power_w = if second == 7_777 { 99_000.0 } else { f64::from(second % 100) };
                (UtcMillis(i64::from(second) * 1_000), reading(&[("Power.Active.Import", "W", power_w)]))
            })
            .collect();
        let points = curve(UtcMillis(0), None, &readings, None);
        assert!(points.len() <= MOST_POINTS, "{}", points.len());
        assert!(points.iter().any(|point| point.at == UtcMillis(7_777_000)));
        assert!(points.windows(2).all(|pair| pair[0].at < pair[1].at));
        assert_eq!((points[0].at, points.last().unwrap().at), (UtcMillis(0), UtcMillis(19_999_000)));
    }
}
