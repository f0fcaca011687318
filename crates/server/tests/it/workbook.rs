//! Exported workbooks as a reader that we did not write reads them.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, Xlsx};
use domain::UtcMillis;
use jiff::tz::TimeZone;
use server::export::{Cell, Column, Output, Sheet, Workbook};

fn columns(count: usize) -> Vec<Column> {
    (0..count).map(|number| Column { title: format!("Column <{number}> & co"), width: 12 }).collect()
}

/// The rows of the first sheet, the header among them, and the formulas in it.
pub(crate) fn read(bytes: Vec<u8>) -> (Vec<Vec<Data>>, usize) {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let formulas = workbook.worksheet_formula(&name).unwrap().used_cells().count();
    let range = workbook.worksheet_range(&name).unwrap();
    (range.rows().map(<[Data]>::to_vec).collect(), formulas)
}

#[test]
fn every_kind_of_cell_is_read_as_what_it_is() {
    let mut workbook = Workbook::begin("Økter & <mer>", &columns(6), TimeZone::get("Europe/Oslo").unwrap()).unwrap();
    let cells = [
        Cell::At(UtcMillis(1_553_096_316_123)),
        Cell::DurationS(5_581),
        Cell::EnergyWh(12_345),
        Cell::Whole(7),
        Cell::Text("Åsa & \"Øyvind\" <b> _x0041_ \u{1f50c}\nline two".into()),
        Cell::Empty,
    ];
    workbook.row(&cells).unwrap();
    workbook.finish().unwrap();
    let (rows, formulas) = read(workbook.take());
    assert_eq!(formulas, 0);
    assert_eq!(rows[0][1], Data::String("Column <1> & co".to_owned()));
    let moment = |data: &Data| match data {
        Data::DateTime(moment) => ExcelDateTime::to_ymd_hms_milli(moment),
        other => panic!("no time: {other:?}"),
    };
    assert_eq!(moment(&rows[1][0]), (2019, 3, 20, 16, 38, 36, 123));
    assert_eq!(moment(&rows[1][1]), (1899, 12, 31, 1, 33, 1, 0));
    assert_eq!(rows[1][2..4], [Data::Float(12.345), Data::Float(7.0)]);
    assert_eq!(rows[1][4], Data::String("Åsa & \"Øyvind\" <b> _x0041_ \u{1f50c}\nline two".to_owned()));
    assert!(rows[1].get(5).is_none_or(|cell| *cell == Data::Empty));
}

#[test]
fn no_text_becomes_a_formula() {
    let texts = [
        "=1+1",
        "+cmd|'/C calc'!A0",
        "-2+3",
        "@SUM(A1:A9)",
        "=HYPERLINK(\"http://example.org\")",
        "</t></is><f>1+1</f>",
    ];
    let mut workbook = Workbook::begin("Sessions", &columns(1), TimeZone::UTC).unwrap();
    for text in texts {
        workbook.row(&[Cell::Text(text.into())]).unwrap();
    }
    workbook.finish().unwrap();
    let (rows, formulas) = read(workbook.take());
    assert_eq!(formulas, 0);
    let read: Vec<Data> = rows.into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert_eq!(read, texts.map(|text| Data::String(text.to_owned())));
}
