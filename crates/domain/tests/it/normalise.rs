//! `ocpp.md` rule 5: samples in base units, the original kept.

use domain::meter::{RawSample, normalise};

const ENERGY: &str = "Energy.Active.Import.Register";

#[test]
fn values_come_out_in_base_units() {
    for (value, unit, measurand, normal, base, original_unit) in [
        ("1234", None, None, Some(1234.0), "Wh", None),
        ("1234", Some("Wh"), Some(ENERGY), Some(1234.0), "Wh", None),
        ("5.003", Some("kWh"), Some(ENERGY), Some(5003.0), "Wh", Some("kWh")),
        ("5,003", Some("KWH"), Some(ENERGY), Some(5003.0), "Wh", Some("KWH")),
        ("1.5", Some("MWh"), Some(ENERGY), Some(1_500_000.0), "Wh", Some("MWh")),
        ("11.04", Some("kW"), Some("Power.Active.Import"), Some(11040.0), "W", Some("kW")),
        ("0.5", Some("kvarh"), Some("Energy.Reactive.Import.Register"), Some(500.0), "varh", Some("kvarh")),
        ("2", Some("kvar"), Some("Power.Reactive.Import"), Some(2000.0), "var", Some("kvar")),
        ("7", Some("kVA"), Some("Power.Offered"), Some(7000.0), "VA", Some("kVA")),
        ("16", Some("Amp"), Some("Current.Import"), Some(16.0), "A", Some("Amp")),
        ("16000", Some("mA"), Some("Current.Import"), Some(16.0), "A", Some("mA")),
        ("230500", Some("mV"), Some("Voltage"), Some(230.5), "V", Some("mV")),
        ("230", Some("Volt"), Some("Voltage"), Some(230.0), "V", Some("Volt")),
        ("31", Some("Celcius"), Some("Temperature"), Some(31.0), "Celsius", Some("Celcius")),
        ("212", Some("Fahrenheit"), Some("Temperature"), Some(100.0), "Celsius", Some("Fahrenheit")),
        ("273.15", Some("K"), Some("Temperature"), Some(0.0), "Celsius", Some("K")),
        ("80", Some("%"), Some("SoC"), Some(80.0), "Percent", Some("%")),
        ("80", Some("Percent"), Some("SoC"), Some(80.0), "Percent", None),
        // A missing unit is Wh for energy, else the only one that the measurand has.
        ("7", None, Some("Energy.Active.Export.Register"), Some(7.0), "Wh", None),
        ("7", Some("  "), Some(ENERGY), Some(7.0), "Wh", None),
        ("7", None, Some("Current.Import"), Some(7.0), "A", None),
        ("7", None, Some("Power.Active.Import"), Some(7.0), "W", None),
        ("7", None, Some("Voltage"), Some(7.0), "V", None),
        ("50", None, Some("Frequency"), Some(50.0), "Hz", None),
        ("50", None, Some("SoC"), Some(50.0), "Percent", None),
        // Units that leave doubt, or that nobody knows, stay what they are.
        ("7", Some("mw"), Some("Power.Active.Import"), Some(7.0), "mw", None),
        ("7", Some("furlong"), Some(ENERGY), Some(7.0), "furlong", None),
        // No number is no value.
        ("NaN", Some("Wh"), Some(ENERGY), None, "Wh", None),
        ("Infinity", Some("W"), Some("Power.Active.Import"), None, "W", None),
        ("", None, None, None, "Wh", None),
    ] {
        let sample = normalise(RawSample { value, unit, measurand, ..RawSample::default() });
        assert_eq!(sample.value, normal, "{value} {unit:?} {measurand:?}");
        assert_eq!(sample.unit, base, "{value} {unit:?} {measurand:?}");
        assert_eq!(sample.original_unit.as_deref(), original_unit, "{value} {unit:?} {measurand:?}");
        assert_eq!(&*sample.original, value);
        assert!(!sample.signed);
    }
}

#[test]
fn words_take_the_spelling_of_the_specification() {
    let sample = normalise(RawSample {
        value: " 1 ",
        measurand: Some(" voltage"),
        phase: Some("l1-n"),
        location: Some("outlet"),
        context: Some("sample.periodic"),
        ..RawSample::default()
    });
    assert_eq!(sample.measurand, "Voltage");
    assert_eq!(sample.phase.as_deref(), Some("L1-N"));
    assert_eq!(sample.location.as_deref(), Some("Outlet"));
    assert_eq!(sample.context.as_deref(), Some("Sample.Periodic"));
    assert_eq!(&*sample.original, " 1 ");

    let odd =
        normalise(RawSample { value: "1", measurand: Some("Energy.Vendor"), phase: Some(""), ..Default::default() });
    assert_eq!(odd.measurand, "Energy.Vendor");
    assert_eq!((odd.phase, odd.location, odd.context), (None, None, None));
}

#[test]
fn signed_data_is_kept_byte_for_byte() {
    let ocmf = "OCMF|{\"FV\":\"1.0\"}|{\"SD\":\"3045…\"}\n";
    for format in [Some("SignedData"), Some("signeddata"), None, Some("Raw")] {
        let sample = normalise(RawSample { value: ocmf, format, unit: Some("kWh"), ..RawSample::default() });
        assert!(sample.signed, "{format:?}");
        assert_eq!(sample.value, None);
        assert_eq!(&*sample.original, ocmf);
    }
    let number = normalise(RawSample { value: "12", format: Some("SignedData"), ..RawSample::default() });
    assert!(number.signed && number.value.is_none());
}
