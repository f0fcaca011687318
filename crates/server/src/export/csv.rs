//! CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes it for the machine's old code page.

use std::fmt::Write as _;
use std::io;

use jiff::tz::TimeZone;

use super::duration::duration_text;
use super::{Cell, Column, Output, Sheet};

/// What stands between cells, and with it the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// Commas, and a decimal point.
    Comma,
    /// Semicolons, and a decimal comma: what Excel expects where a comma is the decimal sign.
    Semicolon,
}

impl Separator {
    const fn character(self) -> char {
        match self {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
        }
    }

    const fn decimal_sign(self) -> char {
        match self {
            Separator::Comma => '.',
            Separator::Semicolon => ',',
        }
    }
}

/// A CSV file in the making.
pub struct Csv {
    text: String,
    separator: Separator,
    zone: TimeZone,
}

impl Csv {
    /// Begins a file with its header; times are shown in `zone`.
    pub fn begin(columns: &[Column], zone: TimeZone, separator: Separator) -> Csv {
        let mut csv = Csv { text: String::from('\u{feff}'), separator, zone };
        let titles: Vec<Cell<'_>> = columns.iter().map(|column| Cell::text(Some(&column.title))).collect();
        csv.push_row(&titles);
        csv
    }

    fn push_row(&mut self, cells: &[Cell<'_>]) {
        for (number, cell) in cells.iter().enumerate() {
            if number > 0 {
                self.text.push(self.separator.character());
            }
            // Writing to a String cannot fail.
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(text) => {
                    push_quoted(&mut self.text, text);
                    Ok(())
                }
                Cell::Whole(number) => write!(self.text, "{number}"),
                Cell::EnergyWh(wh) => {
                    let sign = if *wh < 0 { "-" } else { "" };
                    let (whole, rest) = (wh.unsigned_abs() / 1_000, wh.unsigned_abs() % 1_000);
                    self.push_plain(&format!("{sign}{whole}{}{rest:03}", self.separator.decimal_sign()));
                    Ok(())
                }
                Cell::DurationS(seconds) => self.text.write_str(&duration_text(*seconds)),
                Cell::At(at) => {
                    let wall_clock = self.zone.to_datetime(at.timestamp());
                    write!(self.text, "{}", wall_clock.strftime("%Y-%m-%d %H:%M:%S"))
                }
            };
        }
        self.text.push_str("\r\n");
    }

    /// Pushes what holds neither quotes nor line ends, quoted where it holds the separator.
    fn push_plain(&mut self, text: &str) {
        if text.contains(self.separator.character()) {
            let _ = write!(self.text, "\"{text}\"");
        } else {
            self.text.push_str(text);
        }
    }
}

impl Sheet for Csv {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.push_row(cells);
        Ok(())
    }
}

impl Output for Csv {
    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }
}

/// What a spreadsheet takes for the beginning of a formula, also in its full-width form.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Pushes a text, always quoted, so that neither separator nor line end in it ends the cell.
///
/// What would be taken for a formula gets an apostrophe in front, also after white space, which some readers trim; control
/// characters are left out.
fn push_quoted(target: &mut String, text: &str) {
    let kept = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
    let first = text.chars().find(kept);
    let first_visible = text.chars().filter(kept).find(|character| !character.is_whitespace());
    target.push('"');
    if [first, first_visible].into_iter().flatten().any(|character| FORMULA.contains(&character)) {
        target.push('\'');
    }
    for character in text.chars().filter(kept) {
        if character == '"' {
            target.push('"');
        }
        target.push(character);
    }
    target.push('"');
}

#[cfg(test)]
mod tests {
    use domain::UtcMillis;

    use super::*;

    fn written(separator: Separator, cells: &[Cell<'_>]) -> String {
        let columns = vec![Column { title: "a".to_owned(), width: 1 }; cells.len()];
        let mut csv = Csv::begin(&columns, TimeZone::get("Europe/Oslo").unwrap(), separator);
        csv.take();
        csv.row(cells).unwrap();
        String::from_utf8(csv.take()).unwrap()
    }

    #[test]
    fn every_kind_of_cell_is_written_as_people_read_it() {
        let cells = [
            Cell::Text("Åsa".into()),
            Cell::Empty,
            Cell::Whole(7),
            Cell::EnergyWh(12_034),
            Cell::DurationS(5_581),
            Cell::At(UtcMillis(1_553_096_316_000)),
        ];
        assert_eq!(written(Separator::Comma, &cells), "\"Åsa\",,7,12.034,1 h 33 min 1 s,2019-03-20 16:38:36\r\n");
        assert_eq!(written(Separator::Semicolon, &cells), "\"Åsa\";;7;12,034;1 h 33 min 1 s;2019-03-20 16:38:36\r\n");
    }

    #[test]
    fn what_looks_like_a_formula_is_defused_and_quotes_are_doubled() {
        let table = [
            ("=1+1", "\"'=1+1\"\r\n"),
            ("+46 70", "\"'+46 70\"\r\n"),
            ("-2", "\"'-2\"\r\n"),
            ("@SUM(A1)", "\"'@SUM(A1)\"\r\n"),
            ("  =1", "\"'  =1\"\r\n"),
            ("\t=1", "\"'\t=1\"\r\n"),
            ("\r=1", "\"'=1\"\r\n"),
            ("\u{ff1d}1", "\"'\u{ff1d}1\"\r\n"),
            ("\0=1", "\"'=1\"\r\n"),
            ("a,\"b\"\nc", "\"a,\"\"b\"\"\nc\"\r\n"),
        ];
        for (text, expected) in table {
            assert_eq!(written(Separator::Comma, &[Cell::Text(text.into())]), expected, "{text:?}");
        }
    }

    #[test]
    fn the_file_begins_with_its_mark_and_titles() {
        let mut csv = Csv::begin(&[Column { title: "Start".to_owned(), width: 1 }], TimeZone::UTC, Separator::Comma);
        assert_eq!(csv.take(), "\u{feff}\"Start\"\r\n".as_bytes());
    }
}
