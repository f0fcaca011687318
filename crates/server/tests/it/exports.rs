//! Sessions as files.

use calamine::Data;
use domain::user::Role;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::history::{BEGIN, Past};
use crate::http::{Answer, As};
use crate::portal::TestPortal;
use crate::workbook::read;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn xlsx(portal: &TestPortal, query: &str, who: &As) -> (Answer, Vec<Vec<Data>>, usize) {
    let answer = portal.get(&format!("/api/v1/sessions/export.xlsx?{query}"), who).await.expect(200);
    let (rows, formulas) = read(answer.body.clone());
    (answer, rows, formulas)
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        other => panic!("no text: {other:?}"),
    }
}

#[tokio::test]
async fn a_workbook_holds_just_what_is_filtered_in_typed_cells() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    for hour in 0..40 {
        Past { energy_wh: hour * 500, tag: Some("AABB01"), ..Past::at(place, hour) }.store(&portal).await;
    }
    let query = "energyWh.min=5000&sort=startedAt&timeZone=Europe/Oslo&language=nb";
    let (answer, rows, formulas) = xlsx(&portal, query, &portal.administrator).await;
    assert_eq!((answer.header("content-type"), formulas), (Some(XLSX), 0));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(
        disposition.starts_with("attachment; filename=\"sessions-20") && disposition.ends_with(".xlsx\""),
        "{disposition}"
    );
    let titles: Vec<&str> = rows[0].iter().map(text).collect();
    assert_eq!(titles[..5], ["Starttid", "Varighet", "Sluttid", "Nodeidentitet", "Sted"]);
    assert_eq!((titles.len(), rows.len()), (16, 1 + 30));
    let Data::DateTime(start) = &rows[1][0] else { panic!("{:?}", rows[1][0]) };
    // 10:00 UTC.
    assert_eq!(start.to_ymd_hms_milli(), (2026, 3, 1, 11, 0, 0, 0));
    assert!(
        matches!(&rows[1][1], Data::DateTime(hour) if (hour.as_f64() - 1.0 / 24.0).abs() < 1e-9),
        "{:?}",
        rows[1][1]
    );
    assert_eq!(rows[1][8], Data::Float(5.0), "kWh");
    assert_eq!(
        (&rows[1][10], &rows[1][14]),
        (&Data::String("RFID (1)".to_owned()), &Data::String("AABB01".to_owned()))
    );

    let (_, rows, _) = xlsx(&portal, "columns=sessionId,station&sessionId=3&language=sv", &portal.administrator).await;
    assert_eq!(
        rows,
        [
            vec![Data::String("Sessions-id".into()), Data::String("Station".into())],
            vec![Data::Float(3.0), Data::String("CP1 station".into())]
        ]
    );
}

#[tokio::test]
async fn csv_is_for_the_readers_own_spreadsheet() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    Past { energy_wh: 12_345, minutes: 93, ..Past::at(place, 10) }.store(&portal).await;
    for (query, expected) in [
        ("", "\"Start time\",\"Duration\",\"Energy (kWh)\"\r\n2026-03-01 10:00:00,1 h 33 min 0 s,12.345\r\n"),
        (
            "&language=nb&timeZone=Europe/Oslo",
            "\"Starttid\";\"Varighet\";\"Energi (kWh)\"\r\n2026-03-01 11:00:00;1 h 33 min 0 s;12,345\r\n",
        ),
        (
            "&separator=semicolon",
            "\"Start time\";\"Duration\";\"Energy (kWh)\"\r\n2026-03-01 10:00:00;1 h 33 min 0 s;12,345\r\n",
        ),
    ] {
        let path = format!("/api/v1/sessions/export.csv?columns=startedAt,durationS,energyWh{query}");
        let answer = portal.get(&path, &portal.administrator).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(answer.text(), format!("\u{feff}{expected}"), "{query}");
    }
}

#[tokio::test]
async fn what_people_and_stations_wrote_stays_text() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let name = "=HYPERLINK(\"http://example.org\",\"x\")";
    let path = format!("/api/v1/nodes/{}", place.station);
    let tag = portal.etag(&path).await;
    let rename = crate::http::Call::new("PATCH", &path).json(&json!({"name": name})).header("if-match", &tag);
    portal.send(rename.by(&portal.administrator)).await.expect(200);
    Past { tag: Some("@SUM(1)"), reason: Some("+1"), ..Past::at(place, 0) }.store(&portal).await;
    let columns = "columns=station,tag,stopReason";
    let (_, rows, formulas) = xlsx(&portal, columns, &portal.administrator).await;
    assert_eq!(formulas, 0);
    assert_eq!(rows[1].iter().map(text).collect::<Vec<_>>(), [name, "@SUM(1)", "+1"]);
    let csv =
        portal.get(&format!("/api/v1/sessions/export.csv?{columns}"), &portal.administrator).await.expect(200).text();
    let row = csv.lines().nth(1).unwrap();
    assert_eq!(row, "\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\",\"'@SUM(1)\",\"'+1\"");
}

#[tokio::test]
async fn a_file_holds_only_what_its_reader_may_see() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    Past { tag: Some("AABB01"), ..Past::at(own, 1) }.store(&portal).await;
    Past { tag: Some("CCDD02"), ..Past::at(foreign, 2) }.store(&portal).await;
    let site = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let driver = portal.person("driver@example.org", Role::Driver, &[own.site]).await;
    for (who, rows, shown, hidden) in
        [(&site, 1, "AABB01", "CCDD02"), (&support, 2, "CP2", "AABB01"), (&driver, 0, "Tag", "AABB01")]
    {
        let csv = portal.get("/api/v1/sessions/export.csv", who).await.expect(200).text();
        assert_eq!(csv.lines().count(), 1 + rows, "{csv}");
        assert!(csv.contains(shown) && !csv.contains(hidden), "{csv}");
        let (_, read, _) = xlsx(&portal, "", who).await;
        assert_eq!(read.len(), 1 + rows);
    }
    for ending in ["csv", "xlsx"] {
        let path = format!("/api/v1/sessions/export.{ending}");
        assert_eq!(portal.get(&path, &As::Nobody).await.problem(), "not-signed-in");
        for (query, field) in [
            ("columns=cost", "columns"),
            ("timeZone=Mars", "timeZone"),
            ("language=de", "language"),
            ("separator=pipe", "separator"),
            ("energyWh.min=x", "energyWh.min"),
            ("limit=5", "limit"),
        ] {
            let answer = portal.get(&format!("{path}?{query}"), &site).await.expect(400);
            assert_eq!(answer.json()["field"], field, "{ending} {query}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_file_begins_before_it_is_whole_and_a_reader_who_goes_away_harms_nobody() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let pasts = (0..9_000).map(|minute| {
        let past = Past { started_at: BEGIN.plus_ms(minute * 60_000), ..Past::at(place, 0) };
        past.store(&portal)
    });
    futures_util::future::join_all(pasts).await;
    let As::Cookie(cookie) = &portal.administrator else { panic!("the administrator has a cookie") };
    for _ in 0..5 {
        let mut stream = TcpStream::connect(portal.address).await.unwrap();
        let host = portal.address;
        let request = format!("GET /api/v1/sessions/export.csv HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut beginning = [0; 64];
        stream.read_exact(&mut beginning).await.unwrap();
        assert!(beginning.starts_with(b"HTTP/1.1 200"));
    }
    let whole = portal.get("/api/v1/sessions/export.csv?columns=sessionId", &portal.administrator).await.expect(200);
    assert_eq!(whole.header("transfer-encoding"), Some("chunked"));
    assert_eq!(whole.text().lines().count(), 9_001);
}
