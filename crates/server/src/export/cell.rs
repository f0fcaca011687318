//! What stands in one cell.

use std::borrow::Cow;

use domain::UtcMillis;

/// A cell's content; the file's format decides how it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, never taken for a formula.
    Text(Cow<'a, str>),
    /// A whole number, such as an id.
    Whole(i64),
    /// Energy in Wh, shown in kWh with three decimals.
    EnergyWh(i64),
    /// A duration in seconds, shown as `1 h 33 min 1 s`.
    DurationS(i64),
    /// A point in time, shown in the reader's time zone.
    At(UtcMillis),
}

impl<'a> Cell<'a> {
    /// Text, or nothing where it is missing.
    pub fn text(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Empty, |text| Cell::Text(Cow::Borrowed(text)))
    }
}
