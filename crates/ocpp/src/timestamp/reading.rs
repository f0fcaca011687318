//! Reading a time: RFC 3339, and what stations make of it.

use jiff::civil::{self, Date};

use super::{TimestampOddity, TimestampReading};

const EPOCH: Date = civil::date(1970, 1, 1);

const MS_OF_SECOND: i64 = 1_000;
const MS_OF_MINUTE: i64 = 60 * MS_OF_SECOND;
const MS_OF_HOUR: i64 = 60 * MS_OF_MINUTE;
const MS_OF_DAY: i64 = 24 * MS_OF_HOUR;

/// Reads a time. The way nearly every station writes it goes first and fast.
pub(super) fn read(text: &str) -> TimestampReading {
    match read_plain(text.as_bytes()) {
        Some(utc_ms) => TimestampReading { utc_ms: Some(utc_ms), oddity: None },
        None => read_any(text),
    }
}

/// Reads `YYYY-MM-DDTHH:MM:SSZ` with or without a fraction; `None` for anything else.
fn read_plain(text: &[u8]) -> Option<i64> {
    let (&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2], rest) =
        text.split_first_chunk::<19>()?
    else {
        return None;
    };
    let year = i16::from(pair(y1, y2)?) * 100 + i16::from(pair(y3, y4)?);
    let (hour, minute, second) = (pair(h1, h2)?, pair(n1, n2)?, pair(s1, s2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let fraction_ms = match rest {
        b"Z" => 0,
        [b'.', digits @ .., b'Z'] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            milliseconds(digits)
        }
        _ => return None,
    };
    let midnight_ms = midnight_ms(Date::new(year, pair(m1, m2)?, pair(d1, d2)?).ok()?);
    Some(midnight_ms + time_of_day_ms(hour, minute, second) + fraction_ms)
}

fn pair(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// The milliseconds of a fraction's digits, of which there are at least none.
fn milliseconds(digits: &[u8]) -> i64 {
    let digit = |index: usize| digits.get(index).map_or(0, |byte| i64::from(byte - b'0'));
    digit(0) * 100 + digit(1) * 10 + digit(2)
}

fn time_of_day_ms(hour: i8, minute: i8, second: i8) -> i64 {
    i64::from(hour) * MS_OF_HOUR + i64::from(minute) * MS_OF_MINUTE + i64::from(second) * MS_OF_SECOND
}

/// When the day begins in UTC. Days are counted in the civil calendar, since jiff's own instants end a day before year 9999 does.
fn midnight_ms(date: Date) -> i64 {
    date.duration_since(EPOCH).as_secs() * MS_OF_SECOND
}

/// Reads a time however it is written.
fn read_any(text: &str) -> TimestampReading {
    let mut oddities = Oddities(None);
    let bare = text.trim_matches(|character: char| character.is_whitespace() || character == '\0');
    if bare.len() < text.len() {
        oddities.note(TimestampOddity::Padded);
    }
    let utc_ms = if bare.is_empty() {
        oddities.note(TimestampOddity::Empty);
        None
    } else if let Some(utc_ms) = read_epoch(bare) {
        oddities.note(TimestampOddity::EpochNumber);
        Some(utc_ms)
    } else {
        let read = read_calendar(bare, &mut oddities);
        if read.is_none() && oddities.0 < Some(TimestampOddity::ImpossibleTime) {
            oddities.note(TimestampOddity::Unreadable);
        }
        read
    };
    TimestampReading { utc_ms, oddity: oddities.0 }
}

/// Keeps the oddity that matters most.
struct Oddities(Option<TimestampOddity>);

impl Oddities {
    fn note(&mut self, oddity: TimestampOddity) {
        self.0 = self.0.max(Some(oddity));
    }
}

/// Reads seconds (9 to 11 digits, perhaps with a fraction) or milliseconds (12 to 14 digits) since 1970.
fn read_epoch(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9..=11 => Some(number * MS_OF_SECOND + milliseconds(fraction.as_bytes())),
        12..=14 => Some(number),
        _ => None,
    }
}

/// Reads date, time of day and zone, each as well as it can be.
fn read_calendar(text: &str, oddities: &mut Oddities) -> Option<i64> {
    let mut cursor = Cursor { rest: text };
    let midnight_ms = read_date(&mut cursor, oddities)?;
    if cursor.rest.is_empty() {
        oddities.note(TimestampOddity::DateOnly);
        return Some(midnight_ms);
    }
    match cursor.take_while(|character| matches!(character, 'T' | 't' | ' ' | '_')) {
        "T" => {}
        "t" => oddities.note(TimestampOddity::OddLetters),
        "" => return None,
        _ => oddities.note(TimestampOddity::OddSeparators),
    }
    let time_ms = read_time_of_day(&mut cursor, oddities)?;
    let offset_ms = read_zone(cursor.rest.trim_start(), oddities)?;
    Some(midnight_ms + time_ms - offset_ms)
}

/// Reads a date, in milliseconds from 1970 to its midnight.
///
/// *Decision:* a day that its month lacks (29 to 31) is counted on from the month's last day, so 2022-02-29 is the day after
/// 2022-02-28. A clock with a wrong notion of leap years counts so, and the time between two of its events stays what it was.
fn read_date(cursor: &mut Cursor<'_>, oddities: &mut Oddities) -> Option<i64> {
    let year = cursor.number(4..=4)?;
    let separators = [cursor.rest.chars().next()?, '-'];
    cursor.take_one(&['-', '/'])?;
    let month_text = cursor.take_while(|character| character.is_ascii_digit());
    let second_separator = cursor.take_one(&['-', '/'])?;
    let day_text = cursor.take_while(|character| character.is_ascii_digit());
    if separators[0] != '-' || second_separator != '-' || month_text.len() != 2 || day_text.len() != 2 {
        oddities.note(TimestampOddity::OddSeparators);
    }
    if !(1..=2).contains(&month_text.len()) || !(1..=2).contains(&day_text.len()) {
        return None;
    }
    let (year, month) = (i16::try_from(year).ok()?, month_text.parse().ok()?);
    let day: i64 = day_text.parse().ok()?;
    let Some(first) = Date::new(year, month, 1).ok().filter(|_| (1..=31).contains(&day)) else {
        oddities.note(TimestampOddity::ImpossibleDate);
        return None;
    };
    if day > i64::from(first.days_in_month()) {
        oddities.note(TimestampOddity::ImpossibleDate);
    }
    Some(midnight_ms(first) + (day - 1) * MS_OF_DAY)
}

/// Reads a time of day, in milliseconds from midnight. The sixtieth second is a leap second, as RFC 3339 has it.
fn read_time_of_day(cursor: &mut Cursor<'_>, oddities: &mut Oddities) -> Option<i64> {
    let mut two_digits = |cursor: &mut Cursor<'_>| {
        let digits = cursor.take_while(|character| character.is_ascii_digit());
        match digits.len() {
            1 => oddities.note(TimestampOddity::OddSeparators),
            2 => {}
            _ => return None,
        }
        digits.parse::<i8>().ok()
    };
    let hour = two_digits(cursor)?;
    cursor.take_one(&[':'])?;
    let minute = two_digits(cursor)?;
    let second = if cursor.take_one(&[':']).is_some() { Some(two_digits(cursor)?) } else { None };
    if second.is_none() {
        oddities.note(TimestampOddity::MissingSeconds);
    }
    let second = second.unwrap_or(0);
    let fraction_ms = match cursor.take_one(&['.', ',']) {
        None => 0,
        Some(point) => {
            let digits = cursor.take_while(|character| character.is_ascii_digit());
            if point == ',' || digits.is_empty() {
                oddities.note(TimestampOddity::OddFraction);
            }
            milliseconds(digits.as_bytes())
        }
    };
    let time_ms = time_of_day_ms(hour, minute, second) + fraction_ms;
    if time_ms == MS_OF_DAY && hour == 24 {
        oddities.note(TimestampOddity::Midnight24);
        Some(time_ms)
    } else if hour > 23 || minute > 59 || second > 60 {
        oddities.note(TimestampOddity::ImpossibleTime);
        Some(MS_OF_DAY - 1)
    } else {
        Some(time_ms)
    }
}

/// Reads a zone, in milliseconds that local time is ahead of UTC.
fn read_zone(text: &str, oddities: &mut Oddities) -> Option<i64> {
    let sign = match text.as_bytes() {
        [] => {
            oddities.note(TimestampOddity::MissingZone);
            return Some(0);
        }
        b"Z" => return Some(0),
        b"z" => {
            oddities.note(TimestampOddity::OddLetters);
            return Some(0);
        }
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ if ["UTC", "GMT"].iter().any(|name| name.eq_ignore_ascii_case(text)) => {
            oddities.note(TimestampOddity::OddLetters);
            return Some(0);
        }
        _ => return None,
    };
    let digits = &text[1..];
    let (hours, minutes) = match *digits.as_bytes() {
        [h1, h2, b':', m1, m2] => (pair(h1, h2)?, pair(m1, m2)?),
        [h1, h2, m1, m2] => {
            oddities.note(TimestampOddity::ShortZone);
            (pair(h1, h2)?, pair(m1, m2)?)
        }
        [h1, h2] => {
            oddities.note(TimestampOddity::ShortZone);
            (pair(h1, h2)?, 0)
        }
        [h1] => {
            oddities.note(TimestampOddity::ShortZone);
            (pair(b'0', h1)?, 0)
        }
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        oddities.note(TimestampOddity::ImpossibleTime);
        return None;
    }
    Some(sign * time_of_day_ms(hours, minutes, 0))
}

/// What is left of a text.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|character| !wanted(character)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn take_one(&mut self, wanted: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| wanted.contains(first))?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    fn number(&mut self, lengths: std::ops::RangeInclusive<usize>) -> Option<i64> {
        let digits = self.take_while(|character| character.is_ascii_digit());
        if lengths.contains(&digits.len()) { digits.parse().ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::TimestampOddity as Odd;
    use super::*;

    /// 2022-02-28T00:00:00Z
    const LAST_OF_FEBRUARY_MS: i64 = 1_646_006_400_000;
    /// 2026-01-31T12:34:56Z
    const NOON_MS: i64 = 1_769_862_896_000;

    #[test]
    fn times_are_read_however_they_are_written() {
        let table = [
            ("2026-01-31T12:34:56Z", Some(NOON_MS), None),
            ("2026-01-31T12:34:56.789Z", Some(NOON_MS + 789), None),
            ("2026-01-31T12:34:56.7891234567Z", Some(NOON_MS + 789), None),
            ("2026-01-31T12:34:56.7Z", Some(NOON_MS + 700), None),
            ("2026-01-31T14:34:56+02:00", Some(NOON_MS), None),
            ("2026-01-31T07:04:56.5-05:30", Some(NOON_MS + 500), None),
            ("2026-01-31T12:34:60Z", Some(NOON_MS + 4_000), None),
            ("1970-01-01T00:00:00Z", Some(0), None),
            ("2024-02-29T00:00:00Z", Some(1_709_164_800_000), None),
            ("2026-01-31T12:34:56", Some(NOON_MS), Some(Odd::MissingZone)),
            ("2026-01-31T14:34:56+02", Some(NOON_MS), Some(Odd::ShortZone)),
            ("2026-01-31T14:34:56+2", Some(NOON_MS), Some(Odd::ShortZone)),
            ("2026-01-31T14:34:56+0200", Some(NOON_MS), Some(Odd::ShortZone)),
            ("2026-01-31 12:34:56Z", Some(NOON_MS), Some(Odd::OddSeparators)),
            ("2026/01/31T12:34:56Z", Some(NOON_MS), Some(Odd::OddSeparators)),
            ("2026-1-31T12:34:56Z", Some(NOON_MS), Some(Odd::OddSeparators)),
            ("2026-01-31 12:34:56", Some(NOON_MS), Some(Odd::MissingZone)),
            ("2026-01-31t12:34:56z", Some(NOON_MS), Some(Odd::OddLetters)),
            ("2026-01-31T12:34:56 UTC", Some(NOON_MS), Some(Odd::OddLetters)),
            ("2026-01-31T12:34:56,789Z", Some(NOON_MS + 789), Some(Odd::OddFraction)),
            ("2026-01-31T12:34:56.Z", Some(NOON_MS), Some(Odd::OddFraction)),
            (" 2026-01-31T12:34:56Z\0", Some(NOON_MS), Some(Odd::Padded)),
            ("2026-01-31T12:34Z", Some(NOON_MS - 56_000), Some(Odd::MissingSeconds)),
            ("2022-02-28", Some(LAST_OF_FEBRUARY_MS), Some(Odd::DateOnly)),
            ("2022-02-28T24:00:00Z", Some(LAST_OF_FEBRUARY_MS + MS_OF_DAY), Some(Odd::Midnight24)),
            ("2022-02-28T25:00:00Z", Some(LAST_OF_FEBRUARY_MS + MS_OF_DAY - 1), Some(Odd::ImpossibleTime)),
            ("2022-02-29T01:00:00Z", Some(LAST_OF_FEBRUARY_MS + MS_OF_DAY + MS_OF_HOUR), Some(Odd::ImpossibleDate)),
            (
                "2022-02-31T00:00:00+02",
                Some(LAST_OF_FEBRUARY_MS + 3 * MS_OF_DAY - 2 * MS_OF_HOUR),
                Some(Odd::ImpossibleDate),
            ),
            ("1769862896", Some(NOON_MS), Some(Odd::EpochNumber)),
            ("1769862896.5", Some(NOON_MS + 500), Some(Odd::EpochNumber)),
            ("1769862896000", Some(NOON_MS), Some(Odd::EpochNumber)),
            ("0000-00-00T00:00:00Z", None, Some(Odd::ImpossibleDate)),
            ("2022-13-01T00:00:00Z", None, Some(Odd::ImpossibleDate)),
            ("2022-01-32T00:00:00Z", None, Some(Odd::ImpossibleDate)),
            ("2026-01-31T12:34:56+99:00", None, Some(Odd::ImpossibleTime)),
            ("", None, Some(Odd::Empty)),
            ("  ", None, Some(Odd::Empty)),
            ("yesterday", None, Some(Odd::Unreadable)),
            ("12345", None, Some(Odd::Unreadable)),
            ("2026-01-31X12:34:56Z", None, Some(Odd::Unreadable)),
            ("2026-01-31T12:34:56 Nowhere", None, Some(Odd::Unreadable)),
        ];
        for (text, utc_ms, oddity) in table {
            assert_eq!(read(text), TimestampReading { utc_ms, oddity }, "{text}");
        }
    }

    #[test]
    fn the_fast_way_and_the_thorough_way_agree() {
        for text in ["2026-01-31T12:34:56Z", "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999999Z"] {
            assert_eq!(read_plain(text.as_bytes()), read_any(text).utc_ms, "{text}");
        }
    }
}
