//! Table and property tests of the rules, one module per rule.

mod authorise;
mod clock;
mod draw;
mod energy;
mod normalise;
mod quarter;
mod session;
mod tag;
