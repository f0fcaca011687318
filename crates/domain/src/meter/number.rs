//! Numbers as stations write them.

/// Reads a number of which every form has one sensible reading, times ten to the power of `shift`.
///
/// *Deviation:* OCPP asks for a plain decimal (1.6 ed. 2 §7.43). Also read: white space and apostrophes anywhere, a comma as
/// the decimal sign (`12,5`), separators of thousands where there are several or a decimal sign follows (`1,234,567`,
/// `1.234,5`), an exponent, a plus sign. Not read: NaN, infinity, hexadecimal, nothing.
///
/// The shift is applied to the text, so that `5.003` kWh is 5003 Wh and not a hair less.
pub(super) fn parse_number(text: &str, shift: i32) -> Option<f64> {
    let compact: String =
        text.chars().filter(|character| !character.is_whitespace() && !matches!(character, '\'' | '’')).collect();
    let (mantissa, exponent) = match compact.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (compact.as_str(), 0),
    };
    let plain = with_decimal_point(mantissa)?;
    let value: f64 = format!("{plain}e{}", exponent.checked_add(shift)?).parse().ok()?;
    value.is_finite().then_some(value)
}

/// The mantissa with a point as its decimal sign and no separators of thousands; `None` when it is no number.
fn with_decimal_point(mantissa: &str) -> Option<String> {
    let digits = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    if !digits.contains(|character: char| character.is_ascii_digit())
        || digits.contains(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','))
    {
        return None;
    }
    let last_sign = digits.rfind(['.', ',']);
    let decimal_sign = last_sign.filter(|&position| {
        let sign = &digits[position..=position];
        digits.matches(sign).count() == 1
    });
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let (whole, fraction) = match decimal_sign {
        Some(position) => (&digits[..position], &digits[position + 1..]),
        None => (digits, ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(format!("{sign}0{whole}.{fraction}0"))
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn numbers_have_one_sensible_reading() {
        for (text, value) in [
            ("12", Some(12.0)),
            ("12.5", Some(12.5)),
            ("12,5", Some(12.5)),
            (" 12 ", Some(12.0)),
            ("1 234.5", Some(1234.5)),
            ("1\u{a0}234,5", Some(1234.5)),
            ("1'234", Some(1234.0)),
            ("1,234,567", Some(1_234_567.0)),
            ("1.234.567", Some(1_234_567.0)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("+3", Some(3.0)),
            ("-3.5", Some(-3.5)),
            ("1.5e3", Some(1500.0)),
            ("1,5E-1", Some(0.15)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("00012", Some(12.0)),
            ("", None),
            ("-", None),
            (".", None),
            ("e5", None),
            ("1e", None),
            ("1e5e5", None),
            ("NaN", None),
            ("nan", None),
            ("inf", None),
            ("-Infinity", None),
            ("1e400", None),
            ("1e99999999999", None),
            ("0x10", None),
            ("12 kWh", None),
            ("--1", None),
            ("٣", None),
        ] {
            assert_eq!(parse_number(text, 0), value, "{text:?}");
        }
        assert_eq!(parse_number("5.003", 3), Some(5003.0));
        assert_eq!(parse_number("1", i32::MAX), None);
    }
}
