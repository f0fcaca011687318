//! What a reading says of energy, power, current and state of charge.

use domain::meter::{Draw, RawSample, draw, normalise};
use domain::report::{Reading, ReportedTime};

/// Samples as `value unit measurand phase location context`, `-` for what is absent.
fn reading(samples: &[&str]) -> Reading {
    let samples = samples.iter().map(|sample| {
        let words: Vec<Option<&str>> = sample.split(' ').map(|word| (word != "-").then_some(word)).collect();
        let word = |index: usize| words.get(index).copied().flatten();
        normalise(RawSample {
            value: word(0).unwrap_or_default(),
            unit: word(1),
            measurand: word(2),
            phase: word(3),
            location: word(4),
            context: word(5),
            format: None,
        })
    });
    Reading { at: ReportedTime::default(), samples: samples.collect() }
}

#[test]
fn energy_is_the_whole_register_nearest_to_the_outlet() {
    for (samples, energy_wh) in [
        (&["1234"][..], Some(1234)),
        (&["1.5 kWh"], Some(1500)),
        (&["1234.9 Wh"], Some(1234)),
        (&["100 Wh - L1", "200 Wh - L2", "300 Wh - L3"], Some(600)),
        (&["0.1 kWh - L1-N", "0.2 kWh - L2-N"], Some(300)),
        (&["100 Wh - L1", "250 Wh", "100 Wh - L2"], Some(250)),
        (&["100 Wh - N", "7 Wh - L1-L2"], None),
        (&["9999 Wh - - Inlet", "250 Wh - - Outlet"], Some(250)),
        (&["9999 Wh - - Inlet", "100 Wh - L1", "100 Wh - L2"], Some(200)),
        (&["9999 Wh - - Inlet"], Some(9999)),
        (&["10 Wh - - - Transaction.Begin", "250 Wh - - - Transaction.End"], Some(250)),
        (&["250 Wh - - - Sample.Periodic", "240 Wh - - - Sample.Clock"], Some(250)),
        (&["NaN Wh", "250 Wh - - Inlet"], Some(250)),
        (&["-5 Wh"], None),
        (&["1e30 Wh"], None),
        (&["7 Wh Energy.Active.Export.Register"], None),
        (&["7 Wh Energy.Active.Import.Interval"], None),
        (&[], None),
    ] {
        assert_eq!(draw(&reading(samples)).energy_wh, energy_wh, "{samples:?}");
    }
}

#[test]
fn power_is_measured_or_else_voltage_times_current() {
    for (samples, power_w) in [
        (&["11 kW Power.Active.Import"][..], Some(11000.0)),
        (
            &["3500 W Power.Active.Import L1", "3600 W Power.Active.Import L2", "3400 W Power.Active.Import L3"],
            Some(10500.0),
        ),
        (&["0 W Power.Active.Import", "16 A Current.Import", "230 V Voltage"], Some(0.0)),
        (&["16 A Current.Import", "230 V Voltage"], Some(3680.0)),
        (&["16 A Current.Import L1", "10 A Current.Import L2", "230 V Voltage"], Some(5980.0)),
        (&["16 A Current.Import L1", "231 V Voltage L1-N", "229 V Voltage L2-N"], Some(3696.0)),
        (&["16 A Current.Import", "400 V Voltage L1-L2"], None),
        (&["16 A Current.Import"], None),
        (&["11 kW Power.Offered"], None),
    ] {
        assert_eq!(draw(&reading(samples)).power_w, power_w, "{samples:?}");
    }
}

#[test]
fn current_is_that_of_the_phase_that_carries_most() {
    let three = reading(&[
        "15.5 A Current.Import L1",
        "16 A Current.Import L2",
        "9 A Current.Import L3",
        "3 A Current.Import N",
    ]);
    assert_eq!(draw(&three).current_a, Some(16.0));
    assert_eq!(draw(&reading(&["12 A Current.Import", "32 A Current.Offered"])).current_a, Some(12.0));
}

#[test]
fn state_of_charge_is_a_share() {
    assert_eq!(draw(&reading(&["63 Percent SoC - EV"])).soc_percent, Some(63.0));
    assert_eq!(draw(&reading(&["255 Percent SoC - EV"])).soc_percent, None);
    assert_eq!(draw(&reading(&["16 A Current.Offered"])), Draw::default());
}
