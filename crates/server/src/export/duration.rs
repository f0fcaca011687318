//! Durations as people read them.

/// Writes a duration given in seconds as `1 h 33 min 1 s`, `33 min 1 s` or `1 s`.
pub(super) fn duration_text(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest} s"),
        (0, _) => format!("{minutes} min {rest} s"),
        _ => format!("{hours} h {minutes} min {rest} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::duration_text;

    #[test]
    fn hours_and_minutes_stand_only_where_there_are_any() {
        let table = [
            (-5, "0 s"),
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min 0 s"),
            (3_599, "59 min 59 s"),
            (3_600, "1 h 0 min 0 s"),
            (5_581, "1 h 33 min 1 s"),
            (360_000, "100 h 0 min 0 s"),
        ];
        for (seconds, expected) in table {
            assert_eq!(duration_text(seconds), expected);
        }
    }
}
