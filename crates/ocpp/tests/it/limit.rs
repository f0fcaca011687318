//! What must not be sent is not sent, and the error says which member and why.

use ocpp::rpc::{encode_call, encode_result};
use ocpp::v16::{
    AuthorizationStatus, AuthorizeRequest, ChargePointErrorCode, ChargePointStatus, ChargingProfile,
    ChargingProfileKind, ChargingProfilePurpose, ChargingRateUnit, ChargingSchedule, ChargingSchedulePeriod, IdTagInfo,
    MeterValue, MeterValuesRequest, RemoteStopTransactionRequest, SetChargingProfileRequest, StartTransactionResponse,
    StatusNotificationRequest,
};
use ocpp::{Decimal, Text, Timestamp, Unsendable, UnsendableReason};

fn reason(result: Result<String, Unsendable>) -> (String, UnsendableReason) {
    let error = result.expect_err("it must not be sent");
    (error.path, error.reason)
}

#[test]
fn a_text_over_its_limit_names_member_and_limit() {
    let request = AuthorizeRequest::new("123456789012345678901");
    let error = encode_call("1", &request).unwrap_err();
    assert_eq!(error.to_string(), "send idTag: 21 characters where at most 20 are allowed");
    assert!(encode_call("1", &AuthorizeRequest::new("åäöåäöåäöåäöåäöåäöåä")).is_ok(), "twenty characters, forty bytes");
    assert!(encode_call("1", &AuthorizeRequest::new(Text::cut("123456789012345678901"))).is_ok());
}

#[test]
fn a_fault_deep_inside_is_found() {
    let mut info = IdTagInfo::new(AuthorizationStatus::Accepted);
    info.parent_id_tag = Some("123456789012345678901".into());
    let (path, _) = reason(encode_result("1", &StartTransactionResponse::new(info, 17)));
    assert_eq!(path, "idTagInfo.parentIdTag");

    let meter_value = MeterValue::new("2026-01-31T12:34:56Z", vec![]);
    let request = MeterValuesRequest::new(1, vec![meter_value]);
    assert_eq!(
        reason(encode_call("1", &request)),
        ("meterValue[0].sampledValue".to_owned(), UnsendableReason::EmptyList)
    );
}

#[test]
fn a_word_that_only_a_station_may_use_is_not_sent() {
    let request = StatusNotificationRequest::new(
        1,
        ChargePointErrorCode::NoError,
        ChargePointStatus::Unlisted("Occupied".to_owned()),
    );
    let expected = UnsendableReason::UnknownValue { value: "Occupied".to_owned() };
    assert_eq!(reason(encode_call("1", &request)), ("status".to_owned(), expected));
}

#[test]
fn a_transaction_id_beyond_32_bits_is_not_sent() {
    let request = RemoteStopTransactionRequest::new(i64::from(i32::MAX) + 1);
    let expected = UnsendableReason::OutOfRange { value: 2_147_483_648 };
    assert_eq!(reason(encode_call("1", &request)), ("transactionId".to_owned(), expected));
}

#[test]
fn a_time_is_sent_only_as_it_should_be_written() {
    let response = |time: Timestamp| encode_result("1", &ocpp::v16::HeartbeatResponse::new(time));
    assert!(response(Timestamp::from_utc_ms(0)).is_ok());
    let expected = UnsendableReason::NotATime { text: "now".to_owned() };
    assert_eq!(reason(response(Timestamp::from("now"))), ("currentTime".to_owned(), expected));
}

#[test]
fn limits_have_one_fraction_digit() {
    let request = |limit: f64| {
        let period = ChargingSchedulePeriod::new(0, Decimal::nearest(limit));
        let schedule = ChargingSchedule::new(ChargingRateUnit::Ampere, vec![period]);
        let purpose = ChargingProfilePurpose::TxDefaultProfile;
        let profile = ChargingProfile::new(1, 0, purpose, ChargingProfileKind::Relative, schedule);
        encode_call("1", &SetChargingProfileRequest::new(1, profile))
    };
    assert!(request(16.04).unwrap().contains(r#""limit":16.0}"#));
    assert!(request(16.06).unwrap().contains(r#""limit":16.1}"#));
    let (path, _) = reason(request(f64::NAN));
    assert_eq!(path, "csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit");
}
