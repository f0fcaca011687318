//! Meter readings.

use std::borrow::Cow;

use domain::access::Reach;
use domain::report::Sample;
use domain::{NodeId, SessionId};
use store::NewReading;
use store::testing::TestDatabase;

use crate::garage::{Garage, T0};

on_both!(readings_are_kept_with_every_sample, readings_beyond_reach_are_not_told);

pub(crate) fn sample(measurand: &'static str, value: Option<f64>, original: &str) -> Sample {
    Sample {
        measurand: Cow::Borrowed(measurand),
        value,
        unit: Cow::Borrowed("Wh"),
        phase: Some(Cow::Borrowed("L1")),
        location: None,
        context: None,
        original: original.into(),
        original_unit: Some(Cow::Borrowed("kWh")),
        signed: value.is_none(),
    }
}

pub(crate) fn new_reading(
    station_id: NodeId,
    session_id: Option<SessionId>,
    after_s: i64,
    energy_wh: f64,
) -> NewReading {
    NewReading {
        session_id,
        station_id,
        outlet: 1,
        at: T0.plus_ms(after_s * 1_000),
        received_at: T0.plus_ms(after_s * 1_000 + 40),
        energy_wh: Some(energy_wh),
        power_w: None,
        samples: vec![sample("Energy.Active.Import.Register", Some(energy_wh), &energy_wh.to_string())],
    }
}

async fn readings_are_kept_with_every_sample(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(1, 0)).await.unwrap().id;
    let signed = sample("Energy.Active.Import.Register", None, "OCMF|{\"FV\" : \"1.0\"}|é");
    let late = new_reading(garage.station, Some(id), 30, 1_050.0);
    let odd = NewReading {
        energy_wh: None,
        power_w: Some(f64::NAN),
        samples: vec![signed.clone(), sample("Voltage", Some(-0.5), "-.5")],
        ..new_reading(garage.station, Some(id), 60, 0.0)
    };
    store.add_readings(vec![new_reading(garage.station, Some(id), 90, 1_200.0), odd.clone()]).await.unwrap();
    store.add_readings(vec![late.clone(), new_reading(garage.station, None, 30, 9.0)]).await.unwrap();
    store.add_readings(vec![]).await.unwrap();

    let readings = store.readings(id, &Reach::All).await.unwrap();
    assert_eq!(readings.iter().map(|reading| reading.at.since(T0)).collect::<Vec<_>>(), [30_000, 60_000, 90_000]);
    assert_eq!(readings[0].samples, late.samples);
    assert_eq!(readings[0].received_at, late.received_at);
    assert_eq!(readings[1].samples, odd.samples);
    assert_eq!((readings[1].energy_wh, readings[1].power_w), (None, None), "what is no number is missing");
    assert_eq!(store.count_readings(id, &Reach::All).await.unwrap(), 3);
    assert!(store.has_reading(id, odd.at, &odd.samples).await.unwrap());
    assert!(!store.has_reading(id, odd.at, &late.samples).await.unwrap());
    assert!(!store.has_reading(id, late.at, &odd.samples).await.unwrap());
    let points = store.register_points(id).await.unwrap();
    assert_eq!(points.iter().map(|point| point.register_wh).collect::<Vec<_>>(), [1_050, 1_200]);
    store.close().await;
}

async fn readings_beyond_reach_are_not_told(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let id = store.start_session(garage.start(1, 0)).await.unwrap().id;
    store.add_readings(vec![new_reading(garage.station, Some(id), 30, 1.0)]).await.unwrap();
    let foreign = Reach::Sites(vec![other.site]);
    assert_eq!(store.readings(id, &foreign).await.unwrap(), []);
    assert_eq!(store.count_readings(id, &foreign).await.unwrap(), 0);
    assert_eq!(store.count_readings(id, &Reach::Sites(vec![garage.site])).await.unwrap(), 1);
    store.close().await;
}
