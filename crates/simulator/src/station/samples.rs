//! What a meter says, as messages have it.

use jiff::Timestamp;
use ocpp::v16::{Location, Measurand, MeterValue, Phase, ReadingContext, SampledValue, UnitOfMeasure};

use super::configuration::measurands;
use super::meter::{Flow, NOMINAL_VOLTAGE_V};
use super::outlet::Outlet;

/// The measurands that are wanted and that the meter has, at one moment.
pub(crate) fn meter_value(outlet: &Outlet, now: Timestamp, wanted: &str, context: ReadingContext) -> MeterValue {
    let mut values = Vec::new();
    for measurand in measurands(wanted).filter_map(Measurand::read) {
        add(outlet, measurand, &mut values);
    }
    if values.is_empty() {
        add(outlet, Measurand::EnergyActiveImportRegister, &mut values);
    }
    for value in &mut values {
        value.context = Some(context.clone());
    }
    MeterValue::new(wire_time(now), values)
}

/// A moment as messages have it.
pub(crate) fn wire_time(moment: Timestamp) -> ocpp::Timestamp {
    ocpp::Timestamp::from_utc_ms(moment.as_millisecond())
}

fn add(outlet: &Outlet, measurand: Measurand, values: &mut Vec<SampledValue>) {
    let flow = outlet.meter.flow();
    let one = |number: String, unit: Option<UnitOfMeasure>, location: Location, phase: Option<Phase>| {
        let mut sample = SampledValue::new(number);
        sample.measurand = Some(measurand.clone());
        sample.location = Some(location);
        sample.unit = unit;
        sample.phase = phase;
        sample
    };
    match measurand {
        Measurand::EnergyActiveImportRegister => {
            let register = outlet.meter.register_wh().to_string();
            values.push(one(register, Some(UnitOfMeasure::WattHour), Location::Outlet, None));
        }
        Measurand::PowerActiveImport => {
            values.push(one(format!("{:.0}", flow.power_w), Some(UnitOfMeasure::Watt), Location::Outlet, None));
        }
        Measurand::CurrentImport => {
            for (phase, current_a) in per_phase(flow, flow.current_a, 0.0) {
                values.push(one(format!("{current_a:.2}"), Some(UnitOfMeasure::Ampere), Location::Outlet, phase));
            }
        }
        Measurand::Voltage => {
            let unused_v = NOMINAL_VOLTAGE_V + 1.0;
            for (phase, voltage_v) in per_phase(flow, flow.voltage_v, unused_v) {
                let phase = phase.map(to_neutral);
                values.push(one(format!("{voltage_v:.1}"), Some(UnitOfMeasure::Volt), Location::Outlet, phase));
            }
        }
        Measurand::CurrentOffered if outlet.limit_a.is_finite() => {
            let offered = format!("{:.1}", outlet.limit_a);
            values.push(one(offered, Some(UnitOfMeasure::Ampere), Location::Outlet, None));
        }
        Measurand::Temperature => {
            let temperature = format!("{:.1}", outlet.meter.temperature_c());
            values.push(one(temperature, Some(UnitOfMeasure::Celsius), Location::Body, None));
        }
        // Only a vehicle that charges with direct current tells how full it is.
        Measurand::StateOfCharge if flow.phases == 0 && flow.power_w > 0.0 => {
            if let Some(vehicle) = &outlet.vehicle {
                let share = format!("{:.0}", vehicle.share() * 100.0);
                values.push(one(share, Some(UnitOfMeasure::Percent), Location::Vehicle, None));
            }
        }
        // A simulated meter has no others; a station leaves out what it cannot measure.
        _ => {}
    }
}

/// One value for each phase; phases that are not used have `unused`. Direct current has no phases.
fn per_phase(flow: Flow, value: f64, unused: f64) -> Vec<(Option<Phase>, f64)> {
    if flow.phases == 0 {
        return vec![(None, value)];
    }
    let phases = [Phase::L1, Phase::L2, Phase::L3];
    let of = |(index, phase)| (Some(phase), if index < usize::from(flow.phases) { value } else { unused });
    phases.into_iter().enumerate().map(of).collect()
}

fn to_neutral(phase: Phase) -> Phase {
    match phase {
        Phase::L1 => Phase::L1N,
        Phase::L2 => Phase::L2N,
        Phase::L3 => Phase::L3N,
        other => other,
    }
}
