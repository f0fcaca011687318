//! What stations really send, each slip by its name.

use ocpp::message::Message;
use ocpp::v16::{
    BootNotificationRequest, ChargePointErrorCode, ChargePointStatus, DataTransferRequest, GetConfigurationResponse,
    MeterValuesRequest, StartTransactionRequest, StatusNotificationRequest, StopTransactionRequest,
};
use ocpp::{DeviationKind, ErrorCode, TimestampOddity, decode, salvage};

/// Reads a payload that is forgiven; gives it and what was odd, in order.
fn forgiven<T: Message>(payload: &str) -> (T, Vec<(String, DeviationKind)>) {
    let decoded = decode::<T>(payload).unwrap_or_else(|violation| panic!("{payload}: {violation}"));
    (decoded.value, decoded.deviations.into_iter().map(|deviation| (deviation.path, deviation.kind)).collect())
}

fn at(path: &str, kind: DeviationKind) -> (String, DeviationKind) {
    (path.to_owned(), kind)
}

fn stop(transaction_id: &str) -> String {
    format!(r#"{{"meterStop":17,"timestamp":"2026-01-31T12:34:56Z","transactionId":{transaction_id}}}"#)
}

fn start(timestamp: &str) -> String {
    format!(r#"{{"connectorId":1,"idTag":"04A2","meterStart":0,"timestamp":"{timestamp}"}}"#)
}

#[test]
fn odd_transaction_ids_are_kept() {
    for (text, id) in [("9223372036854775807", i64::MAX), ("0", 0), ("-1", -1), ("2147483648", 2_147_483_648)] {
        let (request, odd) = forgiven::<StopTransactionRequest>(&stop(text));
        assert_eq!((request.transaction_id, odd), (id, vec![]));
    }
}

#[test]
fn transaction_ids_that_no_integer_holds_are_clamped() {
    for (text, id) in [("9223372036854775808", i64::MAX), ("18446744073709551616", i64::MAX), ("-1e300", i64::MIN)] {
        let (request, odd) = forgiven::<StopTransactionRequest>(&stop(text));
        assert_eq!((request.transaction_id, odd), (id, vec![at("transactionId", DeviationKind::OutOfRange)]));
    }
}

#[test]
fn integers_in_quotes_and_with_decimals_are_read() {
    let table = [
        (r#""12""#, 12, DeviationKind::NumberAsText),
        (r#"" 12 ""#, 12, DeviationKind::NumberAsText),
        ("12.0", 12, DeviationKind::IntegerAsDecimal),
        (r#""12.0""#, 12, DeviationKind::IntegerAsDecimal),
        ("12.6", 13, DeviationKind::Rounded),
        ("1.2E1", 12, DeviationKind::IntegerAsDecimal),
    ];
    for (text, meter_start, kind) in table {
        let payload =
            format!(r#"{{"connectorId":1,"idTag":"A","meterStart":{text},"timestamp":"2026-01-31T12:34:56Z"}}"#);
        let (request, odd) = forgiven::<StartTransactionRequest>(&payload);
        assert_eq!((request.meter_start, odd), (meter_start, vec![at("meterStart", kind)]), "{text}");
    }
}

#[test]
fn several_slips_are_each_noted_in_the_order_of_the_schema() {
    let payload = r#"{"timestamp":"2026-01-31T12:34:56","meterStart":"0.0","idTag":4711,"ConnectorId":"1","reservationId":null,"x":1}"#;
    let (request, odd) = forgiven::<StartTransactionRequest>(payload);
    assert_eq!((request.connector_id, request.id_tag.as_str(), request.reservation_id), (1, "4711", None));
    let expected = [
        at("connectorId", DeviationKind::MisspeltMember),
        at("connectorId", DeviationKind::NumberAsText),
        at("idTag", DeviationKind::TextWithoutQuotes),
        at("meterStart", DeviationKind::IntegerAsDecimal),
        at("reservationId", DeviationKind::NullForAbsent),
        at("timestamp", DeviationKind::OddTimestamp(TimestampOddity::MissingZone)),
        at("x", DeviationKind::UnknownMember),
    ];
    assert_eq!(odd, expected);
}

#[test]
fn sampled_values_without_quotes_keep_their_digits() {
    let payload = r#"{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{"value":12.10},{"value":12345678901234567890123,"unit":"wh"}]}]}"#;
    let (request, odd) = forgiven::<MeterValuesRequest>(payload);
    let values: Vec<&str> = request.meter_value[0].sampled_value.iter().map(|sample| sample.value.as_str()).collect();
    assert_eq!(values, ["12.10", "12345678901234567890123"]);
    let expected = [
        at("meterValue[0].sampledValue[0].value", DeviationKind::TextWithoutQuotes),
        at("meterValue[0].sampledValue[1].value", DeviationKind::TextWithoutQuotes),
        at("meterValue[0].sampledValue[1].unit", DeviationKind::MisspeltValue),
    ];
    assert_eq!(odd, expected);
}

#[test]
fn a_long_tag_in_digits_keeps_them_all() {
    let payload =
        r#"{"connectorId":1,"idTag":18446744073709551617000,"meterStart":0,"timestamp":"2026-01-31T12:34:56Z"}"#;
    let (request, odd) = forgiven::<StartTransactionRequest>(payload);
    assert_eq!(request.id_tag, "18446744073709551617000");
    let expected = [at("idTag", DeviationKind::TextWithoutQuotes), at("idTag", DeviationKind::TooLong)];
    assert_eq!(odd, expected);
}

#[test]
fn unknown_error_codes_become_other_error_and_stay_readable() {
    let payload = r#"{"connectorId":1,"errorCode":"Error","status":"Faulted"}"#;
    let (request, odd) = forgiven::<StatusNotificationRequest>(payload);
    assert_eq!(request.error_code.official(), ChargePointErrorCode::OtherError);
    assert_eq!(request.error_code.as_str(), "Error");
    assert_eq!(odd, [at("errorCode", DeviationKind::UnknownValue)]);
}

#[test]
fn the_older_versions_occupied_is_kept() {
    let payload = r#"{"connectorId":1,"errorCode":"NoError","status":"Occupied"}"#;
    let (request, odd) = forgiven::<StatusNotificationRequest>(payload);
    assert_eq!(request.status, ChargePointStatus::Unlisted("Occupied".to_owned()));
    assert_eq!(odd, [at("status", DeviationKind::UnknownValue)]);
}

#[test]
fn words_in_other_case_are_understood() {
    let payload = r#"{"connectorId":1,"errorCode":"noerror","status":"SuspendedEvse"}"#;
    let (request, _) = forgiven::<StatusNotificationRequest>(payload);
    assert_eq!(
        (request.error_code, request.status),
        (ChargePointErrorCode::NoError, ChargePointStatus::SuspendedStation)
    );
}

#[test]
fn odd_times_are_kept_and_read() {
    let noon_ms = Some(1_769_862_896_000);
    let table = [
        ("2026-01-31T14:34:56+02", noon_ms, TimestampOddity::ShortZone),
        ("2026-01-31T14:34:56+0200", noon_ms, TimestampOddity::ShortZone),
        ("2026-01-31T12:34:56", noon_ms, TimestampOddity::MissingZone),
        ("2026-01-31 12:34:56Z", noon_ms, TimestampOddity::OddSeparators),
        ("1769862896", noon_ms, TimestampOddity::EpochNumber),
        // The day after 2022-02-28, as the clock that counted to it meant.
        ("2022-02-29T00:00:00Z", Some(1_646_092_800_000), TimestampOddity::ImpossibleDate),
        ("0000-00-00T00:00:00Z", None, TimestampOddity::ImpossibleDate),
        ("", None, TimestampOddity::Empty),
        ("never", None, TimestampOddity::Unreadable),
    ];
    for (text, utc_ms, oddity) in table {
        let (request, odd) = forgiven::<StartTransactionRequest>(&start(text));
        assert_eq!((request.timestamp.as_str(), request.timestamp.reading().utc_ms), (text, utc_ms));
        assert_eq!(odd, [at("timestamp", DeviationKind::OddTimestamp(oddity))], "{text}");
    }
}

#[test]
fn times_far_from_now_are_nobodys_business_here() {
    for (text, utc_ms) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.5Z", -500),
        ("2106-02-07T06:28:15Z", 4_294_967_295_000),
        ("9999-12-31T23:59:59+00:00", 253_402_300_799_000),
    ] {
        let (request, odd) = forgiven::<StartTransactionRequest>(&start(text));
        assert_eq!((request.timestamp.reading().utc_ms, odd), (Some(utc_ms), vec![]), "{text}");
    }
}

#[test]
fn a_time_as_a_number_is_read() {
    let payload = r#"{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":1769862896}"#;
    let (request, odd) = forgiven::<StartTransactionRequest>(payload);
    assert_eq!(request.timestamp.reading().utc_ms, Some(1_769_862_896_000));
    assert_eq!(odd, [at("timestamp", DeviationKind::OddTimestamp(TimestampOddity::EpochNumber))]);
}

#[test]
fn blanks_stand_for_absent_numbers_and_words() {
    let payload = r#"{"idTag":"","meterStop":1,"timestamp":"2026-01-31T12:34:56Z","transactionId":1,"reason":" "}"#;
    let (request, odd) = forgiven::<StopTransactionRequest>(payload);
    assert_eq!((request.reason, request.id_tag.as_deref()), (None, Some("")));
    assert_eq!(odd, [at("reason", DeviationKind::BlankForAbsent)]);
}

#[test]
fn an_object_in_place_of_vendor_data_is_kept_byte_for_byte() {
    let payload = r#"{"vendorId":"com.ctek","data":{"b": 1.50, "a":[ ]}}"#;
    let (request, odd) = forgiven::<DataTransferRequest>(payload);
    assert_eq!(request.data.unwrap().as_str(), r#"{"b": 1.50, "a":[ ]}"#);
    assert_eq!(odd, [at("data", DeviationKind::ObjectForText)]);
}

#[test]
fn booleans_in_quotes_and_as_numbers_are_read() {
    let payload = r#"{"configurationKey":[{"key":"A","readonly":"true"},{"key":"B","readonly":"False"},{"key":"C","readonly":1,"value":7}]}"#;
    let (response, odd) = forgiven::<GetConfigurationResponse>(payload);
    let flags: Vec<bool> = response.configuration_key.unwrap().iter().map(|key| key.readonly).collect();
    assert_eq!((flags, odd.len()), (vec![true, false, true], 4));
}

#[test]
fn a_member_that_comes_twice_is_taken_as_it_came_last() {
    let payload = r#"{"chargePointVendor":"A","chargePointModel":"M","chargePointVendor":"B"}"#;
    let (request, odd) = forgiven::<BootNotificationRequest>(payload);
    assert_eq!(request.charge_point_vendor, "B");
    assert_eq!(odd, [at("chargePointVendor", DeviationKind::DuplicateMember)]);
}

#[test]
fn halves_of_characters_are_replaced() {
    let payload = r#"{"chargePointVendor":"a\ud800","chargePointModel":"M"}"#;
    let (request, odd) = forgiven::<BootNotificationRequest>(payload);
    assert!(request.charge_point_vendor.starts_with('a'));
    assert_eq!(odd, [at("chargePointVendor", DeviationKind::BrokenText)]);
}

#[test]
fn nulls_in_lists_are_left_out() {
    let payload = r#"{"connectorId":1,"meterValue":[null,{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{"value":"1"},null]}]}"#;
    let (request, odd) = forgiven::<MeterValuesRequest>(payload);
    assert_eq!((request.meter_value.len(), request.meter_value[0].sampled_value.len()), (1, 1));
    assert_eq!(
        odd,
        [
            at("meterValue[0]", DeviationKind::NullForAbsent),
            at("meterValue[1].sampledValue[1]", DeviationKind::NullForAbsent)
        ]
    );
}

#[test]
fn a_sample_without_a_value_is_refused_and_can_be_saved_around() {
    let payload = r#"{"connectorId":1,"transactionId":"?","meterValue":[{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{"unit":"Wh"},{"value":"7"}]},{"timestamp":[]}]}"#;
    let violation = decode::<MeterValuesRequest>(payload).unwrap_err();
    assert_eq!((violation.path.as_str(), violation.code), ("transactionId", ErrorCode::TypeConstraintViolation));

    let saved = salvage::<MeterValuesRequest>(payload).unwrap();
    assert_eq!(saved.value.meter_value.len(), 1);
    assert_eq!(saved.value.meter_value[0].sampled_value[0].value, "7");
    let dropped: Vec<&str> = saved.deviations.iter().map(|deviation| deviation.path.as_str()).collect();
    assert_eq!(dropped, ["transactionId", "meterValue[0].sampledValue[0]", "meterValue[1]"]);
}

#[test]
fn a_report_of_which_nothing_is_left_is_refused() {
    let payload =
        r#"{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{"unit":"Wh"}]}]}"#;
    let violation = salvage::<MeterValuesRequest>(payload).unwrap_err();
    assert_eq!(violation.path, "meterValue[0].sampledValue[0].value");
    assert_eq!(violation.code, ErrorCode::OccurenceConstraintViolation);
    assert_eq!(violation.description(), "meterValue[0].sampledValue[0].value: missing");
}

#[test]
fn deep_nesting_and_huge_arrays_harm_nobody() {
    let depth = 100_000;
    let deep = format!(r#"{{"connectorId":1,"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(decode::<StartTransactionRequest>(&deep).unwrap_err().path, "idTag");
    let deep = format!(r#"{{"vendorId":"v","data":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(forgiven::<DataTransferRequest>(&deep).0.data.unwrap().as_str().len(), 2 * depth);

    let samples = vec![r#"{"value":1}"#; 20_000].join(",");
    let huge = format!(
        r#"{{"connectorId":1,"meterValue":[{{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{samples}]}}]}}"#
    );
    let decoded = decode::<MeterValuesRequest>(&huge).unwrap();
    assert_eq!(decoded.value.meter_value[0].sampled_value.len(), 20_000);
    assert_eq!(decoded.deviations.len(), 64, "a message full of slips says no more than its first ones");
}

#[test]
fn payloads_that_are_no_json_are_refused() {
    for payload in ["", "{", r#"{"connectorId":1,}"#, "{\"idTag\":\"a\nb\"}"] {
        let violation = decode::<StartTransactionRequest>(payload).unwrap_err();
        assert_eq!((violation.code, violation.path.as_str()), (ErrorCode::FormationViolation, ""), "{payload}");
    }
}
