//! What a meter said.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::object;
use crate::wire::{FreeText, Several};

object! {
    /// Samples taken at one moment (OCPP 1.6 ed. 2 §7.33).
    pub struct MeterValue {
        /// When they were taken.
        required timestamp "timestamp": Timestamp,
        /// The samples.
        required sampled_value "sampledValue": Several<SampledValue>,
    }
}

object! {
    /// One sample of one quantity (OCPP 1.6 ed. 2 §7.43).
    pub struct SampledValue {
        /// The number as the station wrote it, or signed data.
        required value "value": FreeText,
        /// What gave rise to the sample; absent means `Sample.Periodic`.
        optional context "context": ReadingContext,
        /// Whether the value is a number or signed data; absent means `Raw`.
        optional format "format": ValueFormat,
        /// The quantity; absent means `Energy.Active.Import.Register`.
        optional measurand "measurand": Measurand,
        /// The phase; absent means all of them together.
        optional phase "phase": Phase,
        /// Where it was measured; absent means `Outlet`.
        optional location "location": Location,
        /// The unit; absent means `Wh` where the quantity is an energy.
        optional unit "unit": UnitOfMeasure,
    }
}

enumeration! {
    /// What gave rise to a sample (OCPP 1.6 ed. 2 §7.35).
    pub open enum ReadingContext {
        /// An interruption began.
        "Interruption.Begin" InterruptionBegin,
        /// An interruption ended.
        "Interruption.End" InterruptionEnd,
        /// The clock: every quarter of an hour, say.
        "Sample.Clock" SampleClock,
        /// An interval since the transaction began.
        "Sample.Periodic" SamplePeriodic,
        /// The transaction began.
        "Transaction.Begin" TransactionBegin,
        /// The transaction ended.
        "Transaction.End" TransactionEnd,
        /// The central system asked for it.
        "Trigger" Trigger,
        /// Anything else.
        "Other" Other,
    }
}

enumeration! {
    /// How a value is written (OCPP 1.6 ed. 2 §7.49).
    pub open enum ValueFormat {
        /// As a number.
        "Raw" Raw,
        /// As binary data with a signature.
        "SignedData" SignedData,
    }
}

enumeration! {
    /// A quantity (OCPP 1.6 ed. 2 §7.31). Import is from the grid to the vehicle, Export the other way.
    pub open enum Measurand {
        /// Energy to the grid, the meter's register, in Wh or kWh.
        "Energy.Active.Export.Register" EnergyActiveExportRegister,
        /// Energy to the vehicle, the meter's register, in Wh or kWh.
        "Energy.Active.Import.Register" EnergyActiveImportRegister,
        /// Reactive energy to the grid, the meter's register, in varh or kvarh.
        "Energy.Reactive.Export.Register" EnergyReactiveExportRegister,
        /// Reactive energy to the vehicle, the meter's register, in varh or kvarh.
        "Energy.Reactive.Import.Register" EnergyReactiveImportRegister,
        /// Energy to the grid during an interval, in Wh or kWh.
        "Energy.Active.Export.Interval" EnergyActiveExportInterval,
        /// Energy to the vehicle during an interval, in Wh or kWh.
        "Energy.Active.Import.Interval" EnergyActiveImportInterval,
        /// Reactive energy to the grid during an interval, in varh or kvarh.
        "Energy.Reactive.Export.Interval" EnergyReactiveExportInterval,
        /// Reactive energy to the vehicle during an interval, in varh or kvarh.
        "Energy.Reactive.Import.Interval" EnergyReactiveImportInterval,
        /// Power to the grid, in W or kW.
        "Power.Active.Export" PowerActiveExport,
        /// Power to the vehicle, in W or kW.
        "Power.Active.Import" PowerActiveImport,
        /// The most power that the vehicle is offered, in W or kW.
        "Power.Offered" PowerOffered,
        /// Reactive power to the grid, in var or kvar.
        "Power.Reactive.Export" PowerReactiveExport,
        /// Reactive power to the vehicle, in var or kvar.
        "Power.Reactive.Import" PowerReactiveImport,
        /// Power factor, without a unit.
        "Power.Factor" PowerFactor,
        /// Current to the vehicle, in A.
        "Current.Import" CurrentImport,
        /// Current to the grid, in A.
        "Current.Export" CurrentExport,
        /// The most current that the vehicle is offered, in A.
        "Current.Offered" CurrentOffered,
        /// Voltage, effective value in V.
        "Voltage" Voltage,
        /// Frequency of the grid, in Hz.
        "Frequency" Frequency,
        /// Temperature inside the station.
        "Temperature" Temperature,
        /// State of charge of the vehicle, in percent.
        "SoC" StateOfCharge,
        /// Speed of the fan, in revolutions per minute.
        "RPM" FanSpeed,
    }
}

enumeration! {
    /// A phase, or the conductors between which was measured (OCPP 1.6 ed. 2 §7.34).
    pub open enum Phase {
        "L1" L1,
        "L2" L2,
        "L3" L3,
        "N" N,
        "L1-N" L1N,
        "L2-N" L2N,
        "L3-N" L3N,
        "L1-L2" L1L2,
        "L2-L3" L2L3,
        "L3-L1" L3L1,
    }
}

enumeration! {
    /// Where was measured (OCPP 1.6 ed. 2 §7.30).
    pub open enum Location {
        /// In the cable between station and vehicle.
        "Cable" Cable,
        /// By the vehicle.
        "EV" Vehicle,
        /// At the grid's side of the station.
        "Inlet" Inlet,
        /// At the vehicle's side of the station.
        "Outlet" Outlet,
        /// Inside the station.
        "Body" Body,
    }
}

enumeration! {
    /// A unit (OCPP 1.6 ed. 2 §7.45).
    pub open enum UnitOfMeasure {
        "Wh" WattHour,
        "kWh" KilowattHour,
        "varh" VarHour,
        "kvarh" KilovarHour,
        "W" Watt,
        "kW" Kilowatt,
        "VA" VoltAmpere,
        "kVA" KilovoltAmpere,
        "var" Var,
        "kvar" Kilovar,
        "A" Ampere,
        "V" Volt,
        "K" Kelvin,
        /// The misspelling that the official schemas allow beside the right one.
        "Celcius" Celcius,
        "Celsius" Celsius,
        "Fahrenheit" Fahrenheit,
        "Percent" Percent,
        /// In the schema of MeterValues only.
        "Hertz" Hertz,
    }
}
