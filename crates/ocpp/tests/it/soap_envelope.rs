//! What stations really send over SOAP, each slip by its name.

use ocpp::soap::{
    Addressing, Answering, Dialect, DocumentError, Envelope, EnvelopeError, Fault, FaultCode, MAX_BYTES, MAX_DEPTH,
    Service, Version, text_of_bytes, write_fault, write_response,
};
use ocpp::v15::{MeterValuesRequest, StatusNotificationRequest, StopTransactionRequest};
use ocpp::v16::{AuthorizeRequest, DataTransferRequest, HeartbeatRequest, HeartbeatResponse, StartTransactionRequest};
use ocpp::{DeviationKind, ErrorCode, Timestamp};

const CS15: &str = Version::V15.namespace(Service::CentralSystem);
const CS16: &str = Version::V16.namespace(Service::CentralSystem);

/// As the specification has it, around a payload.
fn envelope(payload: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:o="{CS15}">
        <s:Header><o:chargeBoxIdentity>CP 1</o:chargeBoxIdentity><a:Action s:mustUnderstand="true">/X</a:Action><a:MessageID>urn:uuid:1</a:MessageID>
        <a:From><a:Address>http://10.0.0.7:8080/ocpp</a:Address></a:From><a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>
        <a:To>http://portal/Ocpp/CentralSystemService15</a:To></s:Header><s:Body>{payload}</s:Body></s:Envelope>"#
    )
}

fn kinds(deviations: &[ocpp::Deviation]) -> Vec<(&str, DeviationKind)> {
    deviations.iter().map(|deviation| (deviation.path.as_str(), deviation.kind)).collect()
}

#[test]
fn headers_are_read() {
    let text = envelope("<o:heartbeatRequest/>");
    let read = Envelope::read(&text).unwrap();
    assert_eq!((read.dialect, read.headers.addressing), (Dialect::Soap12, Addressing::Of2005));
    assert_eq!(read.headers.charge_box_identity.as_deref(), Some("CP 1"));
    assert_eq!(read.headers.message_id.as_deref(), Some("urn:uuid:1"));
    assert_eq!(read.headers.callback(), Some("http://10.0.0.7:8080/ocpp"));
    assert_eq!(read.actions(&[]).collect::<Vec<_>>(), ["heartbeat", "X"]);
    assert_eq!((read.payload_text(), read.deviations), ("", vec![]));
}

#[test]
fn headers_may_be_missing_reordered_foreign_or_flat() {
    let bare = r#"<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Body><heartbeatRequest xmlns="urn://Ocpp/Cs/2012/06/"/></Body></Envelope>"#;
    let read = Envelope::read(bare).unwrap();
    assert_eq!((read.headers, read.deviations), (ocpp::soap::Headers::default(), vec![]));

    let odd = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"><e:Header>
        <w:ReplyTo><w:Address>http://10.0.0.7/cp</w:Address></w:ReplyTo><w:From>http://10.0.0.8/cp</w:From><w:Action> urn://Ocpp/Cs/2012/06/Heartbeat </w:Action>
        <chargeBoxIdentity> CP1 </chargeBoxIdentity><w:MessageID/></e:Header><e:Body><heartbeatRequest/></e:Body></e:Envelope>"#;
    let read = Envelope::read(odd).unwrap();
    assert_eq!((read.dialect, read.headers.addressing), (Dialect::Soap11, Addressing::Of2004));
    assert_eq!((read.headers.charge_box_identity.as_deref(), read.headers.message_id.as_deref()), (Some("CP1"), None));
    assert_eq!(read.headers.callback(), Some("http://10.0.0.8/cp"));
    assert_eq!(kinds(&read.deviations), [("", DeviationKind::OlderSoap), ("From", DeviationKind::OddHeader)]);
    let heartbeat = read.decode::<HeartbeatRequest>(CS15).unwrap();
    assert_eq!(kinds(&heartbeat.deviations), [("", DeviationKind::OddNamespace)]);
}

#[test]
fn a_station_without_an_address_of_its_own_has_no_callback() {
    for address in [
        "http://www.w3.org/2005/08/addressing/anonymous",
        "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
        "http://www.w3.org/2005/08/addressing/none",
        "  ",
    ] {
        let text = envelope("<o:heartbeatRequest/>").replace("http://10.0.0.7:8080/ocpp", address);
        assert_eq!(Envelope::read(&text).unwrap().headers.callback(), None, "{address}");
    }
}

#[test]
fn the_action_may_stand_anywhere() {
    let nothing = r#"<Envelope><Body/></Envelope>"#;
    let read = Envelope::read(nothing).unwrap();
    let elsewhere = ["application/soap+xml; action=\"/Heartbeat\"", "\"urn://Ocpp/Cs/2012/06/Heartbeat\""];
    assert_eq!(read.actions(&elsewhere[1..]).collect::<Vec<_>>(), ["Heartbeat"]);
    let heartbeat = read.decode::<HeartbeatRequest>(CS15).unwrap();
    assert_eq!(kinds(&heartbeat.deviations), [("", DeviationKind::MissingPayload)]);
}

#[test]
fn samples_of_1_5_stand_in_attributes() {
    let text = envelope(
        r#"<o:meterValuesRequest><o:connectorId>1</o:connectorId><o:transactionId>17</o:transactionId><o:values><o:timestamp>2026-01-31T12:34:56Z</o:timestamp>
        <o:value unit="Wh" measurand="Energy.Active.Import.Register">120</o:value><o:value unit="Amp" measurand="Current.Import" context="sample.periodic">6.1</o:value><o:value>7</o:value></o:values></o:meterValuesRequest>"#,
    );
    let decoded = Envelope::read(&text).unwrap().decode::<MeterValuesRequest>(CS15).unwrap();
    assert_eq!(kinds(&decoded.deviations), [("values[0].value[1].context", DeviationKind::MisspeltValue)]);
    let values = decoded.value.values.unwrap();
    let samples: Vec<(&str, Option<&str>)> = values[0]
        .value
        .iter()
        .map(|sample| (sample.value.as_str(), sample.unit.as_ref().map(|unit| unit.as_str())))
        .collect();
    assert_eq!(samples, [("120", Some("Wh")), ("6.1", Some("Amp")), ("7", None)]);
}

#[test]
fn slips_in_payloads_are_forgiven_as_in_json() {
    let text = envelope(
        r#"<o:stopTransactionRequest><o:meterStop> +017 </o:meterStop><o:transactionId>12.0</o:transactionId><o:idTag/><o:Timestamp>2026-01-31T12:34:56+02</o:Timestamp><transactionData/><o:extra>1</o:extra></o:stopTransactionRequest>"#,
    );
    let decoded = Envelope::read(&text).unwrap().decode::<StopTransactionRequest>(CS15).unwrap();
    assert_eq!((decoded.value.meter_stop, decoded.value.transaction_id), (17, 12));
    let odd = kinds(&decoded.deviations);
    for expected in [
        ("", DeviationKind::OddOrder),
        ("transactionId", DeviationKind::IntegerAsDecimal),
        ("timestamp", DeviationKind::MisspeltMember),
        ("timestamp", DeviationKind::OddTimestamp(ocpp::TimestampOddity::ShortZone)),
        ("extra", DeviationKind::UnknownMember),
    ] {
        assert!(odd.contains(&expected), "{expected:?} is not in {odd:?}");
    }
}

#[test]
fn lists_need_not_stand_together_and_scalars_that_come_twice_count_as_they_came_last() {
    let text = envelope(
        r#"<o:meterValuesRequest><o:values><o:timestamp>2026-01-31T12:34:56Z</o:timestamp><o:value>1</o:value></o:values><o:connectorId>1</o:connectorId><o:connectorId>2</o:connectorId>
        <o:values><o:timestamp>2026-01-31T12:35:56Z</o:timestamp><o:value>2</o:value></o:values></o:meterValuesRequest>"#,
    );
    let decoded = Envelope::read(&text).unwrap().decode::<MeterValuesRequest>(CS15).unwrap();
    assert_eq!((decoded.value.connector_id, decoded.value.values.map(|values| values.len())), (2, Some(2)));
    let odd = kinds(&decoded.deviations);
    assert_eq!(odd, [("", DeviationKind::OddOrder), ("connectorId", DeviationKind::DuplicateMember)]);
}

#[test]
fn a_report_without_samples_is_an_empty_one() {
    let text = envelope("<o:meterValuesRequest><o:connectorId>1</o:connectorId></o:meterValuesRequest>");
    let read = Envelope::read(&text).unwrap();
    assert_eq!(read.decode::<MeterValuesRequest>(CS15).unwrap().deviations, vec![]);
    let decoded = read.decode::<ocpp::v16::MeterValuesRequest>(CS15).unwrap();
    assert_eq!(decoded.value.meter_value.len(), 0);
    assert_eq!(kinds(&decoded.deviations), [("meterValue", DeviationKind::EmptyList)]);
}

#[test]
fn nil_stands_for_absent() {
    let text = envelope(
        r#"<o:startTransactionRequest xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><o:connectorId>1</o:connectorId><o:idTag>A</o:idTag><o:timestamp>2026-01-31T12:34:56Z</o:timestamp><o:meterStart>0</o:meterStart><o:reservationId i:nil="true"/></o:startTransactionRequest>"#,
    );
    let decoded = Envelope::read(&text).unwrap().decode::<StartTransactionRequest>(CS15).unwrap();
    assert_eq!(decoded.value.reservation_id, None);
    assert_eq!(kinds(&decoded.deviations), [("reservationId", DeviationKind::NullForAbsent)]);
}

#[test]
fn elements_in_place_of_vendor_data_are_kept_byte_for_byte() {
    let text = envelope(
        "<o:dataTransferRequest><o:vendorId>com.ctek</o:vendorId><o:data ><x a='1'>&lt;</x> </o:data ></o:dataTransferRequest>",
    );
    let decoded = Envelope::read(&text).unwrap().decode::<DataTransferRequest>(CS15).unwrap();
    assert_eq!(decoded.value.data.unwrap().as_str(), "<x a='1'>&lt;</x> ");
    assert_eq!(kinds(&decoded.deviations), [("data", DeviationKind::ObjectForText)]);
}

#[test]
fn texts_are_put_together_from_all_their_parts() {
    let text = envelope(
        "<o:dataTransferRequest><o:vendorId>a&amp;b<![CDATA[<c>]]>&#x64;<!-- no --></o:vendorId></o:dataTransferRequest>",
    );
    let decoded = Envelope::read(&text).unwrap().decode::<DataTransferRequest>(CS15).unwrap();
    assert_eq!((decoded.value.vendor_id.as_str(), decoded.deviations), ("a&b<c>d", vec![]));
}

#[test]
fn what_cannot_be_understood_is_refused_with_its_place() {
    let text = envelope("<o:startTransactionRequest><o:connectorId>one</o:connectorId></o:startTransactionRequest>");
    let read = Envelope::read(&text).unwrap();
    let violation = read.decode::<StartTransactionRequest>(CS15).unwrap_err();
    assert_eq!((violation.path.as_str(), violation.code), ("connectorId", ErrorCode::TypeConstraintViolation));
    let text = envelope("<o:authorizeRequest/>");
    let violation = Envelope::read(&text).unwrap().decode::<AuthorizeRequest>(CS15).unwrap_err();
    assert_eq!((violation.path.as_str(), violation.code), ("idTag", ErrorCode::OccurenceConstraintViolation));
}

#[test]
fn a_report_is_saved_around_what_cannot_be_read() {
    let text = envelope(
        "<o:statusNotificationRequest><o:connectorId>1</o:connectorId><o:status>Occupied</o:status><o:errorCode>NoError</o:errorCode><o:timestamp><o:x/></o:timestamp></o:statusNotificationRequest>",
    );
    let decoded = Envelope::read(&text).unwrap().salvage::<StatusNotificationRequest>(CS15).unwrap();
    assert_eq!(decoded.value.status.as_str(), "Occupied");
}

#[test]
fn document_types_and_foreign_entities_are_refused() {
    let table = [
        (r#"<!DOCTYPE Envelope [<!ENTITY a "b">]><Envelope><Body/></Envelope>"#, DocumentError::DocumentType),
        (
            r#"<?xml version="1.0"?><!DOCTYPE Envelope SYSTEM "http://x/"><Envelope><Body/></Envelope>"#,
            DocumentError::DocumentType,
        ),
        ("<Envelope><Body>&a;</Body></Envelope>", DocumentError::UnknownEntity),
        (r#"<Envelope a="&a;"><Body/></Envelope>"#, DocumentError::UnknownEntity),
    ];
    for (text, error) in table {
        assert_eq!(Envelope::read(text), Err(EnvelopeError::Document(error)), "{text}");
    }
}

#[test]
fn size_depth_and_number_are_bounded() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(Envelope::read(&deep(MAX_DEPTH)), Err(EnvelopeError::NotAnEnvelope));
    assert_eq!(Envelope::read(&deep(MAX_DEPTH + 1)), Err(DocumentError::TooDeep.into()));
    assert_eq!(Envelope::read(&"<a>".repeat(300_000)), Err(DocumentError::TooDeep.into()));
    assert_eq!(Envelope::read(&" ".repeat(MAX_BYTES + 1)), Err(DocumentError::TooLarge.into()));
    let wide = format!("<a>{}</a>", "<b/>".repeat(200_000));
    assert_eq!(Envelope::read(&wide), Err(DocumentError::TooMany.into()));
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=''")).collect();
    assert_eq!(Envelope::read(&format!("<a{attributes}/>")), Err(DocumentError::TooMany.into()));
    let namespaces: String = (0..50_000).map(|number| format!(" xmlns:a{number}='u{number}'")).collect();
    assert!(Envelope::read(&format!("<a{namespaces}/>")).is_err());
    let namespaces: String = (0..1_000).map(|number| format!("<b xmlns='u{number}'/>")).collect();
    assert_eq!(Envelope::read(&format!("<a>{namespaces}</a>")), Err(DocumentError::TooMany.into()));
}

#[test]
fn other_documents_are_refused() {
    for text in
        ["", "x", "{}", "<a", "<a></b>", "<a/><b/>", "<a/>x", "<x:a/>", "<a b='1' b='2'/>", "<a>&#0;</a>", "</a>"]
    {
        assert_eq!(Envelope::read(text), Err(DocumentError::IllFormed.into()), "{text}");
    }
    assert_eq!(Envelope::read("<html/>"), Err(EnvelopeError::NotAnEnvelope));
    assert_eq!(Envelope::read("<Envelope/>"), Err(EnvelopeError::NoBody));
    assert!(Envelope::read("<Envelope><Body/></Envelope>\0\0\r\n").is_ok());
}

#[test]
fn documents_in_latin_letters_are_read() {
    assert_eq!(text_of_bytes(b"\xef\xbb\xbf<a>\xc3\xa5</a>"), ("<a>å</a>".into(), false));
    assert_eq!(text_of_bytes(b"<a>\xe5</a>"), ("<a>å</a>".into(), true));
}

fn answering(dialect: Dialect) -> Answering<'static> {
    Answering {
        version: Version::V16,
        service: Service::CentralSystem,
        dialect,
        addressing: Addressing::Of2005,
        message_id: "urn:uuid:2",
        relates_to: Some("<1>"),
    }
}

#[test]
fn answers_relate_to_their_question_in_its_dialect() {
    for dialect in [Dialect::Soap11, Dialect::Soap12] {
        let response = HeartbeatResponse::new(Timestamp::from_utc_ms(0));
        let text = write_response::<HeartbeatRequest>(&answering(dialect), &response).unwrap();
        let read = Envelope::read(&text).unwrap();
        assert_eq!((read.dialect, read.headers.relates_to.as_deref()), (dialect, Some("<1>")));
        assert_eq!(read.headers.action.as_deref(), Some("/HeartbeatResponse"));
        assert_eq!(read.decode::<HeartbeatResponse>(CS16).unwrap().value, response);
    }
}

#[test]
fn faults_are_written_and_read_in_both_dialects() {
    for (code, status) in [(FaultCode::IdentityMismatch, 400), (FaultCode::InternalError, 500)] {
        for dialect in [Dialect::Soap11, Dialect::Soap12] {
            let text = write_fault(&answering(dialect), &Fault::new(code, "who <are> you?"));
            let read = Envelope::read(&text).unwrap();
            let fault = read.fault().unwrap();
            assert!(fault.code.ends_with(code.as_str()), "{text}");
            assert_eq!(fault.reason, "who <are> you?");
            assert_eq!(code.http_status(dialect), if dialect == Dialect::Soap11 { 500 } else { status });
        }
    }
}
