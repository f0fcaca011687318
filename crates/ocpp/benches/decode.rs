//! How long it takes to read and answer what stations say most: `cargo bench -p ocpp`.
//!
//! Prints nanoseconds for each message; the figure to keep is at most 1,000 for meter values of four samples, payload alone.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ocpp::rpc::{Frame, encode_result};
use ocpp::v16::{HeartbeatRequest, MeterValuesRequest, MeterValuesResponse, StatusNotificationRequest};
use ocpp::{Timestamp, decode};

const METER_VALUES: &str = r#"{"connectorId":1,"transactionId":170725,"meterValue":[{"timestamp":"2026-01-31T12:34:56.789Z","sampledValue":[{"value":"1234567","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"16.0","context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","unit":"A"},{"value":"15.9","context":"Sample.Periodic","measurand":"Current.Import","phase":"L2","unit":"A"},{"value":"11040","context":"Sample.Periodic","measurand":"Power.Active.Import","unit":"W"}]}]}"#;
const STATUS: &str =
    r#"{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"2026-01-31T12:34:56Z"}"#;

fn main() {
    let frame = format!(r#"[2,"8a6ff1d4-2a0c-4d2c-a6c3-6b4a7a1c9d55","MeterValues",{METER_VALUES}]"#);
    let slipping = METER_VALUES.replace("56.789Z", "56.789");
    let now = Timestamp::from_utc_ms(1_769_862_896_789);

    measure("frame of meter values, payload untouched", || Frame::parse(black_box(&frame)).is_ok());
    measure("payload of meter values, four samples", || decode::<MeterValuesRequest>(black_box(METER_VALUES)).is_ok());
    measure("the same, each time without its zone", || decode::<MeterValuesRequest>(black_box(&slipping)).is_ok());
    measure("payload of a status", || decode::<StatusNotificationRequest>(black_box(STATUS)).is_ok());
    measure("payload of a heartbeat", || decode::<HeartbeatRequest>(black_box("{}")).is_ok());
    measure("reading of a time", || black_box(&now).reading().utc_ms.is_some());
    measure("writing of an answer", || encode_result(black_box("17"), &MeterValuesResponse::new()).is_ok());
}

/// Runs an act for about a quarter of a second, and prints what one run takes in the fastest of five rounds.
fn measure(what: &str, act: impl Fn() -> bool) {
    assert!(act(), "{what} fails");
    let round = |runs: u32| {
        let began = Instant::now();
        for _ in 0..runs {
            black_box(act());
        }
        began.elapsed()
    };
    let mut runs = 1;
    while round(runs) < Duration::from_millis(50) {
        runs *= 2;
    }
    let fastest = (0..5).map(|_| round(runs)).min().unwrap_or_default();
    println!("{:>8.0} ns  {what}", fastest.as_secs_f64() * 1e9 / f64::from(runs));
}
