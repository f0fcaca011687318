//! Scenarios that come with the program.

/// Their names and texts.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("charge-once", include_str!("../../scenarios/charge-once.toml")),
    ("driver", include_str!("../../scenarios/driver.toml")),
    ("flaky-line", include_str!("../../scenarios/flaky-line.toml")),
    ("demo", include_str!("../../scenarios/demo.toml")),
];

/// The text of the built-in one of this name.
#[must_use]
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
