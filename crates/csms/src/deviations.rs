//! What was forgiven of a station since it was last written down: how often, and of each kind an example.

use std::collections::HashMap;

use domain::UtcMillis;
use ocpp::Deviation;
use ocpp::v16::MASK;
use store::station::CountedDeviation;

/// How many different ones are told apart between two rounds of writing; further ones only count in the sum.
const DISTINCT: usize = 64;

/// What was forgiven of one station.
#[derive(Debug, Default)]
pub(crate) struct Deviations {
    count: u64,
    kinds: HashMap<Kind, CountedDeviation>,
}

/// What tells one deviation from another.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Kind {
    action: String,
    kind: &'static str,
    member: String,
}

impl Deviations {
    /// Counts what was forgiven in one message.
    pub(crate) fn note(&mut self, action: &str, deviations: &[Deviation], at: UtcMillis) {
        self.count += deviations.len() as u64;
        for deviation in deviations {
            let member = without_places(&deviation.path);
            let kind = Kind { action: action.to_owned(), kind: deviation.kind.as_str(), member };
            let example = example(action, deviation);
            if let Some(known) = self.kinds.get_mut(&kind) {
                known.count += 1;
                known.last_at = at;
                known.example = example;
            } else if self.kinds.len() < DISTINCT {
                let counted = CountedDeviation {
                    action: kind.action.clone(),
                    kind: kind.kind.to_owned(),
                    member: kind.member.clone(),
                    count: 1,
                    first_at: at,
                    last_at: at,
                    example,
                };
                self.kinds.insert(kind, counted);
            }
        }
    }

    /// Adds to the sum alone.
    pub(crate) fn add(&mut self, count: u64) {
        self.count += count;
    }

    /// How many there were, and each different one.
    pub(crate) fn into_counted(self) -> (u64, Vec<CountedDeviation>) {
        (self.count, self.kinds.into_values().collect())
    }
}

/// What was received, as it may be shown: values of configuration keys may be secrets.
fn example(action: &str, deviation: &Deviation) -> String {
    let is_about_keys = matches!(action, "" | "GetConfiguration" | "ChangeConfiguration");
    let is_value = deviation.path.is_empty() || deviation.path.to_ascii_lowercase().ends_with("value");
    if is_about_keys && is_value && !deviation.text.is_empty() {
        return MASK.to_owned();
    }
    ocpp::v16::masked(action, &deviation.text).into_owned()
}

/// A path without the places in lists: `meterValue[0].sampledValue[2].value` is `meterValue[].sampledValue[].value`.
fn without_places(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut is_place = false;
    for character in path.chars() {
        is_place &= character.is_ascii_digit();
        if !is_place {
            plain.push(character);
        }
        is_place |= character == '[';
    }
    plain
}

#[cfg(test)]
mod tests {
    use ocpp::DeviationKind;

    use super::*;

    #[test]
    fn the_same_member_counts_once_wherever_it_stands_in_a_list() {
        assert_eq!(without_places("a[0].b[12].c"), "a[].b[].c");
        assert_eq!(without_places("key2"), "key2");
        let mut deviations = Deviations::default();
        for (path, text) in [("meterValue[0].value", "1"), ("meterValue[7].value", "2"), ("connectorId", "3")] {
            let deviation = Deviation::new(path, DeviationKind::NumberAsText, text);
            deviations.note("MeterValues", &[deviation], UtcMillis(5));
        }
        let (count, mut kinds) = deviations.into_counted();
        kinds.sort_by_key(|kind| kind.count);
        assert_eq!((count, kinds.len()), (3, 2));
        assert_eq!(
            (kinds[1].member.as_str(), kinds[1].count, kinds[1].example.as_str()),
            ("meterValue[].value", 2, "2")
        );
    }

    #[test]
    fn different_ones_are_bounded_and_the_sum_is_not() {
        let mut deviations = Deviations::default();
        for number in 0..1_000 {
            let deviation = Deviation::new(format!("member{number}"), DeviationKind::UnknownMember, "");
            deviations.note("Heartbeat", &[deviation], UtcMillis(0));
        }
        let (count, kinds) = deviations.into_counted();
        assert_eq!((count, kinds.len()), (1_000, DISTINCT));
    }

    #[test]
    fn an_example_gives_no_secret_away() {
        let told = Deviation::new("configurationKey[0].value", DeviationKind::TextWithoutQuotes, "1234567890");
        assert_eq!(example("GetConfiguration", &told), MASK);
        assert_eq!(example("MeterValues", &told), "1234567890");
    }
}
