//! Table and property tests of the rules, one module per rule.

mod tag;
