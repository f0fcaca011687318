//! What the crate promises, seen from outside.

#![allow(missing_docs, reason = "tests speak by their names")]

mod any_input;
mod captured;
mod every_message;
mod frame;
mod limit;
mod official_schema;
mod ordered_json;
mod round_trip;
mod sample;
mod schema_agreement;
mod soap_description;
mod soap_envelope;
mod soap_message;
mod soap_round_trip;
mod tolerance;
mod tolerance_of_shape;
