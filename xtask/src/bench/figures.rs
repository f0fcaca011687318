//! What a bench found, printed for people or for machines.

use anyhow::Result;
use serde::Serialize;

/// The figures of one bench.
#[derive(Serialize)]
pub(super) struct Figures {
    bench: &'static str,
    figures: Vec<Figure>,
}

/// One figure, with its target where quality asks for one.
#[derive(Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Target>,
    /// Whether the target is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
}

/// What a figure should be.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Target {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Figures {
    pub(super) const fn of(bench: &'static str) -> Self {
        Self { bench, figures: Vec::new() }
    }

    /// Adds a figure which is only told.
    pub(super) fn tell(&mut self, name: impl Into<String>, value: f64, unit: &'static str) {
        self.figures.push(Figure { name: name.into(), value, unit, target: None, met: None });
    }

    /// Adds a figure that has a target.
    pub(super) fn aim(&mut self, name: impl Into<String>, value: f64, unit: &'static str, target: Target) {
        let met = match target {
            Target::AtLeast(bound) => value >= bound,
            Target::AtMost(bound) => value <= bound,
        };
        self.figures.push(Figure { name: name.into(), value, unit, target: Some(target), met: Some(met) });
    }

    /// Prints the figures to standard output.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub(super) fn print(&self, json: bool) -> Result<()> {
        if json {
            println!("{}", serde_json::to_string_pretty(self)?);
            return Ok(());
        }
        println!("\n{}", self.bench);
        for Figure { name, value, unit, target, met } in &self.figures {
            let digits = if value.abs() >= 100.0 { 0 } else { 2 };
            let aim = match target {
                None => String::new(),
                Some(Target::AtLeast(bound)) => format!("target ≥ {bound}"),
                Some(Target::AtMost(bound)) => format!("target ≤ {bound}"),
            };
            let verdict = match met {
                None => "",
                Some(true) => ", met",
                Some(false) => ", MISSED",
            };
            println!("  {name:52} {value:>12.digits$} {unit:10} {aim}{verdict}");
        }
        Ok(())
    }
}

/// The middle one; of an even number, the lower middle one.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}
