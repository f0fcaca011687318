//! Table and property tests of the rules, one module per rule.

mod authorise;
mod draw;
mod energy;
mod normalise;
mod quarter;
mod tag;
