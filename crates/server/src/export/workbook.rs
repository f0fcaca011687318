//! Excel workbooks of one sheet, written front to back (ECMA-376): typed cells, frozen header, filters, widths.
//!
//! Text stands inline in its cell, so that nothing has to be kept until the end, and no cell ever holds a formula.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use domain::UtcMillis;
use jiff::tz::TimeZone;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::outbox::Outbox;
use super::xml::push_text;
use super::{Cell, Column, Output, Sheet};

/// The most rows of data that a sheet holds: Excel's 1,048,576 less the header.
pub const MOST_ROWS: u64 = 1_048_575;

/// How much XML gathers before it is compressed, bytes.
const GATHERED: usize = 32 * 1_024;

/// Compression that costs little time; a higher one makes the file about a tenth smaller and takes twice as long.
const LEVEL: i64 = 3;

/// The parts that are the same in every workbook. Among the formats a duration is a number that is shown as `1 h 33 min 1 s`, so
/// that it can be summed.
const FIXED_PARTS: [(&str, &str); 4] = [
    ("[Content_Types].xml", include_str!("workbook/content_types.xml")),
    ("_rels/.rels", include_str!("workbook/package_relations.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("workbook/workbook_relations.xml")),
    ("xl/styles.xml", include_str!("workbook/styles.xml")),
];

/// A workbook in the making.
pub struct Workbook {
    outbox: Outbox,
    /// Gone once finished.
    archive: Option<ZipWriter<StreamWriter<Outbox>>>,
    zone: TimeZone,
    /// `A`, `B`, … one for each column.
    letters: Vec<String>,
    xml: String,
    /// Rows so far, with the header.
    rows: u64,
}

impl Workbook {
    /// Begins a workbook with its header; times are shown in `zone`.
    ///
    /// # Errors
    /// When a part does not fit the archive, which these do.
    pub fn begin(sheet: &str, columns: &[Column], zone: TimeZone) -> io::Result<Workbook> {
        let outbox = Outbox::default();
        let mut archive = ZipWriter::new_stream(outbox.clone());
        let own_parts = [("xl/workbook.xml", workbook_part(sheet)), ("xl/worksheets/sheet1.xml", sheet_start(columns))];
        let own_parts = own_parts.iter().map(|(name, text)| (*name, text.as_str()));
        for (name, text) in FIXED_PARTS.into_iter().chain(own_parts) {
            archive.start_file(name, options())?;
            archive.write_all(text.as_bytes())?;
        }
        let letters = (0..columns.len()).map(letters).collect();
        let mut workbook = Workbook {
            outbox,
            archive: Some(archive),
            zone,
            letters,
            xml: String::with_capacity(2 * GATHERED),
            rows: 0,
        };
        let titles: Vec<Cell<'_>> = columns.iter().map(|column| Cell::text(Some(&column.title))).collect();
        workbook.push_row(&titles, 1);
        Ok(workbook)
    }

    fn push_row(&mut self, cells: &[Cell<'_>], text_style: u8) {
        self.rows += 1;
        let (row, xml) = (self.rows, &mut self.xml);
        // Writing to a String cannot fail.
        let _ = write!(xml, r#"<row r="{row}">"#);
        for (letters, cell) in self.letters.iter().zip(cells) {
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(text) => {
                    let _ = write!(
                        xml,
                        r#"<c r="{letters}{row}" s="{text_style}" t="inlineStr"><is><t xml:space="preserve">"#
                    );
                    push_text(xml, text);
                    xml.write_str("</t></is></c>")
                }
                Cell::Whole(number) => write!(xml, r#"<c r="{letters}{row}"><v>{number}</v></c>"#),
                Cell::EnergyWh(wh) => write!(xml, r#"<c r="{letters}{row}" s="3"><v>{}</v></c>"#, *wh as f64 / 1_000.0),
                Cell::DurationS(s) => write!(xml, r#"<c r="{letters}{row}" s="4"><v>{}</v></c>"#, *s as f64 / 86_400.0),
                Cell::At(at) => write!(xml, r#"<c r="{letters}{row}" s="2"><v>{}</v></c>"#, serial(*at, &self.zone)),
            };
        }
        xml.push_str("</row>");
    }

    fn compress(&mut self) -> io::Result<()> {
        let archive = self.archive.as_mut().ok_or_else(|| io::Error::other("the workbook is finished"))?;
        archive.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }
}

impl Sheet for Workbook {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.rows > MOST_ROWS {
            return Err(io::Error::other("a sheet holds no more rows"));
        }
        self.push_row(cells, 0);
        if self.xml.len() >= GATHERED { self.compress() } else { Ok(()) }
    }
}

impl Output for Workbook {
    fn finish(&mut self) -> io::Result<()> {
        let last = self.letters.last().map_or("A", String::as_str);
        let _ = write!(self.xml, r#"</sheetData><autoFilter ref="A1:{last}{}"/></worksheet>"#, self.rows);
        self.compress()?;
        if let Some(archive) = self.archive.take() {
            archive.finish()?;
        }
        Ok(())
    }

    fn take(&mut self) -> Vec<u8> {
        self.outbox.take()
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL))
}

fn workbook_part(sheet: &str) -> String {
    let mut part = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
        r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=""#,
    ));
    push_text(&mut part, sheet);
    part.push_str(r#"" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    part
}

fn sheet_start(columns: &[Column]) -> String {
    let mut start = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>"#,
        r#"<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" "#,
        r#"state="frozen"/></sheetView></sheetViews><cols>"#,
    ));
    for (number, column) in (1..).zip(columns) {
        let _ = write!(start, r#"<col min="{number}" max="{number}" width="{}" customWidth="1"/>"#, column.width);
    }
    start.push_str("</cols><sheetData>");
    start
}

/// A column's letters: `A` for 0, `Z` for 25, `AA` for 26.
fn letters(column: usize) -> String {
    let own = char::from(b'A' + (column % 26) as u8);
    if column < 26 { own.to_string() } else { format!("{}{own}", letters(column / 26 - 1)) }
}

/// A point in time as Excel counts: days since 1899-12-30 of the wall clock in a time zone.
fn serial(at: UtcMillis, zone: &TimeZone) -> f64 {
    const UNIX_EPOCH: f64 = 25_569.0;
    let timestamp = at.timestamp();
    let wall_ms = timestamp.as_millisecond() + i64::from(zone.to_offset(timestamp).seconds()) * 1_000;
    wall_ms as f64 / 86_400_000.0 + UNIX_EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_excel_gives_them() {
        let table = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")];
        for (column, expected) in table {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn times_are_the_wall_clock_of_the_zone() {
        let at = UtcMillis(1_553_096_316_000); // 2019-03-20 15:38:36 UTC
        let utc = serial(at, &TimeZone::UTC);
        assert!((utc - (43_544.0 + 56_316.0 / 86_400.0)).abs() < 1e-9, "{utc}");
        let stockholm = TimeZone::get("Europe/Stockholm").unwrap();
        assert!((serial(at, &stockholm) - utc - 1.0 / 24.0).abs() < 1e-9);
        let summer = UtcMillis(1_561_000_000_000);
        assert!((serial(summer, &stockholm) - serial(summer, &TimeZone::UTC) - 2.0 / 24.0).abs() < 1e-9);
    }

    #[test]
    fn a_sheet_that_is_full_takes_no_more() {
        let columns = [Column { title: "a".to_owned(), width: 5 }];
        let mut workbook = Workbook::begin("s", &columns, TimeZone::UTC).unwrap();
        workbook.rows = MOST_ROWS;
        workbook.row(&[Cell::Empty]).unwrap();
        assert!(workbook.row(&[Cell::Empty]).is_err());
    }
}
