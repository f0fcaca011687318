//! Meter readings: base units, registers, energy and power.
