//! Deviations, counted.

use domain::NodeId;
use domain::access::Reach;
use store::station::CountedDeviation;
use store::testing::TestDatabase;

use crate::garage::{Garage, T0};

on_both!(deviations_add_up_and_surplus_is_forgotten);

fn deviation(member: &str, count: i64, at_ms: i64) -> CountedDeviation {
    CountedDeviation {
        action: "StatusNotification".to_owned(),
        kind: "number_as_text".to_owned(),
        member: member.to_owned(),
        count,
        first_at: T0.plus_ms(at_ms),
        last_at: T0.plus_ms(at_ms),
        example: format!("at {at_ms}"),
    }
}

async fn deviations_add_up_and_surplus_is_forgotten(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    let gone = NodeId(999);
    let first = vec![
        (garage.station, deviation("connectorId", 2, 0)),
        (other.station, deviation("connectorId", 1, 0)),
        (gone, deviation("connectorId", 1, 0)),
    ];
    store.count_deviations(first).await.unwrap();
    store.count_deviations(vec![(garage.station, deviation("connectorId", 3, 7))]).await.unwrap();
    let read = async || store.deviations(garage.station, &Reach::All).await.unwrap().unwrap();
    let expected = CountedDeviation { count: 5, first_at: T0, ..deviation("connectorId", 5, 7) };
    assert_eq!(read().await, [expected]);
    assert_eq!(store.deviations(garage.station, &Reach::Sites(vec![other.site])).await.unwrap(), None);
    let many = (0..400).map(|number| (garage.station, deviation(&format!("member{number}"), 1, 10 + number)));
    store.count_deviations(many.collect()).await.unwrap();
    assert_eq!(store.forget_surplus_deviations().await.unwrap(), 101);
    let kept = read().await;
    assert_eq!((kept.len(), kept[0].member.as_str()), (300, "member399"));
    assert_eq!(store.deviations(other.station, &Reach::All).await.unwrap().unwrap().len(), 1);
    store.forget_deviations(garage.station).await.unwrap();
    assert_eq!(read().await, []);
    store.close().await;
}
