//! What a meter said. In 1.5 a sample is an element's text, and what it means stands in the attributes.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::object;
use crate::v16::ValueFormat;
use crate::wire::{FreeText, Several};

object! {
    /// Samples taken at one moment (OCPP 1.5 §7).
    pub struct MeterValue {
        /// When they were taken.
        required timestamp "timestamp": Timestamp,
        /// The samples.
        required value "value": Several<Sample>,
    }
}

object! {
    /// One sample of one quantity (OCPP 1.5 §7).
    pub struct Sample attributes_beside "value" {
        /// The number as the station wrote it, or signed data.
        required value "value": FreeText,
        /// What gave rise to the sample; absent means `Sample.Periodic`.
        optional context "context": ReadingContext,
        /// Whether the value is a number or signed data; absent means `Raw`.
        optional format "format": ValueFormat,
        /// The quantity; absent means `Energy.Active.Import.Register`.
        optional measurand "measurand": Measurand,
        /// Where it was measured; absent means `Outlet`.
        optional location "location": Location,
        /// The unit; absent means `Wh`.
        optional unit "unit": UnitOfMeasure,
    }
}

enumeration! {
    /// Where was measured (OCPP 1.5 §7).
    pub open enum Location {
        /// At the grid's side of the station.
        "Inlet" Inlet,
        /// At the vehicle's side of the station.
        "Outlet" Outlet,
        /// Inside the station.
        "Body" Body,
    }
}

enumeration! {
    /// A unit (OCPP 1.5 §7). 1.6 writes ampere and volt shorter.
    pub open enum UnitOfMeasure {
        "Wh" WattHour,
        "kWh" KilowattHour,
        "varh" VarHour,
        "kvarh" KilovarHour,
        "W" Watt,
        "kW" Kilowatt,
        "var" Var,
        "kvar" Kilovar,
        "Amp" Ampere,
        "Volt" Volt,
        "Celsius" Celsius,
    }
}

enumeration! {
    /// What gave rise to a sample (OCPP 1.5 §7).
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
    }
}

enumeration! {
    /// A quantity (OCPP 1.5 §7). Import is from the grid to the vehicle, Export the other way.
    pub open enum Measurand {
        /// Energy to the grid, the meter's register.
        "Energy.Active.Export.Register" EnergyActiveExportRegister,
        /// Energy to the vehicle, the meter's register.
        "Energy.Active.Import.Register" EnergyActiveImportRegister,
        /// Reactive energy to the grid, the meter's register.
        "Energy.Reactive.Export.Register" EnergyReactiveExportRegister,
        /// Reactive energy to the vehicle, the meter's register.
        "Energy.Reactive.Import.Register" EnergyReactiveImportRegister,
        /// Energy to the grid during an interval.
        "Energy.Active.Export.Interval" EnergyActiveExportInterval,
        /// Energy to the vehicle during an interval.
        "Energy.Active.Import.Interval" EnergyActiveImportInterval,
        /// Reactive energy to the grid during an interval.
        "Energy.Reactive.Export.Interval" EnergyReactiveExportInterval,
        /// Reactive energy to the vehicle during an interval.
        "Energy.Reactive.Import.Interval" EnergyReactiveImportInterval,
        /// Power to the grid.
        "Power.Active.Export" PowerActiveExport,
        /// Power to the vehicle.
        "Power.Active.Import" PowerActiveImport,
        /// Reactive power to the grid.
        "Power.Reactive.Export" PowerReactiveExport,
        /// Reactive power to the vehicle.
        "Power.Reactive.Import" PowerReactiveImport,
        /// Current to the grid.
        "Current.Export" CurrentExport,
        /// Current to the vehicle.
        "Current.Import" CurrentImport,
        /// Voltage.
        "Voltage" Voltage,
        /// Temperature inside the station.
        "Temperature" Temperature,
    }
}
