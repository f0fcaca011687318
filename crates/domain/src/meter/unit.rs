//! Units of measure and how each becomes its base unit (OCPP 1.6 ed. 2 §7.45).

use crate::report::Name;

/// A base unit and the way to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// The base unit.
    pub(super) base: Name,
    /// The power of ten by which a value is multiplied.
    pub(super) shift: i32,
    /// What follows the multiplication.
    pub(super) scale: Scale,
}

/// Temperatures are not only multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Linear,
    Kelvin,
    Fahrenheit,
}

impl Scale {
    pub(super) fn apply(self, value: f64) -> f64 {
        match self {
            Scale::Linear => value,
            Scale::Kelvin => value - 273.15,
            Scale::Fahrenheit => (value - 32.0) / 1.8,
        }
    }
}

/// Reads a unit's word; one that is not known is its own base unit.
///
/// *Deviation:* read without regard to case where that leaves no doubt (`KWH`, but not `mw`), with the symbols and the names
/// that OCPP 1.5 (`Amp`, `Volt`), the 1.6 schema (`Celcius`) and 2.0.1 (`Hertz`) know.
pub(super) fn unit(word: &str) -> Unit {
    let word = word.trim();
    let (base, shift, scale) = match word {
        "mV" => ("V", -3, Scale::Linear),
        "MV" => ("V", 6, Scale::Linear),
        "mA" => ("A", -3, Scale::Linear),
        "mW" => ("W", -3, Scale::Linear),
        "MW" => ("W", 6, Scale::Linear),
        "mWh" => ("Wh", -3, Scale::Linear),
        "MWh" => ("Wh", 6, Scale::Linear),
        _ => match word.to_ascii_lowercase().as_str() {
            "wh" => ("Wh", 0, Scale::Linear),
            "kwh" => ("Wh", 3, Scale::Linear),
            "w" | "watt" => ("W", 0, Scale::Linear),
            "kw" => ("W", 3, Scale::Linear),
            "varh" => ("varh", 0, Scale::Linear),
            "kvarh" => ("varh", 3, Scale::Linear),
            "var" => ("var", 0, Scale::Linear),
            "kvar" => ("var", 3, Scale::Linear),
            "vah" => ("VAh", 0, Scale::Linear),
            "kvah" => ("VAh", 3, Scale::Linear),
            "va" => ("VA", 0, Scale::Linear),
            "kva" => ("VA", 3, Scale::Linear),
            "a" | "amp" | "amps" | "ampere" => ("A", 0, Scale::Linear),
            "v" | "volt" | "volts" => ("V", 0, Scale::Linear),
            "kv" => ("V", 3, Scale::Linear),
            "celsius" | "celcius" | "c" | "°c" | "℃" => ("Celsius", 0, Scale::Linear),
            "k" | "kelvin" => ("Celsius", 0, Scale::Kelvin),
            "fahrenheit" | "f" | "°f" | "℉" => ("Celsius", 0, Scale::Fahrenheit),
            "percent" | "%" => ("Percent", 0, Scale::Linear),
            "hz" | "hertz" => ("Hz", 0, Scale::Linear),
            _ => return Unit { base: Name::Owned(word.to_owned()), shift: 0, scale: Scale::Linear },
        },
    };
    Unit { base: Name::Borrowed(base), shift, scale }
}

/// The unit of a value that came without one.
///
/// OCPP 1.6 ed. 2 §7.43: Wh for energy. *Deviation:* for other measurands the only unit that they have, since Wh would be
/// none of theirs.
pub(super) fn missing_unit(measurand: &str) -> &'static str {
    match measurand {
        "SoC" => "Percent",
        "Temperature" => "Celsius",
        "Frequency" => "Hz",
        "RPM" => "RPM",
        "Voltage" => "V",
        "Power.Factor" => "",
        _ if measurand.starts_with("Power.Reactive") => "var",
        _ if measurand.starts_with("Power") => "W",
        _ if measurand.starts_with("Current") => "A",
        _ => "Wh",
    }
}
