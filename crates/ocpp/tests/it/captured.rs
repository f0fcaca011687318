//! A payload of every message as stations and central systems really send it, in and out again unchanged.

use std::collections::BTreeSet;

use ocpp::Deviation;
use ocpp::v16::Half;

use crate::every_message::every_message;

/// The action, its request and its response.
const EXCHANGES: &[(&str, &str, &str)] = &[
    (
        "Authorize",
        r#"{"idTag":"04E2B71A5C3D80"}"#,
        r#"{"idTagInfo":{"expiryDate":"2027-01-31T00:00:00.000Z","parentIdTag":"FLEET7","status":"Accepted"}}"#,
    ),
    (
        "BootNotification",
        r#"{"chargePointVendor":"Chargestorm AB","chargePointModel":"CC3","chargePointSerialNumber":"1711260123","chargeBoxSerialNumber":"1711260123","firmwareVersion":"4.12.3","iccid":"8946071512360089522","imsi":"240075812345678","meterType":"Carlo Gavazzi EM340","meterSerialNumber":"KB2340012345A"}"#,
        r#"{"status":"Accepted","currentTime":"2026-01-31T12:34:56.789Z","interval":300}"#,
    ),
    ("CancelReservation", r#"{"reservationId":12}"#, r#"{"status":"Rejected"}"#),
    (
        "CertificateSigned",
        r#"{"certificateChain":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}"#,
        r#"{"status":"Accepted"}"#,
    ),
    ("ChangeAvailability", r#"{"connectorId":0,"type":"Inoperative"}"#, r#"{"status":"Scheduled"}"#),
    (
        "ChangeConfiguration",
        r#"{"key":"MeterValuesSampledData","value":"Energy.Active.Import.Register,Current.Import.L1"}"#,
        r#"{"status":"RebootRequired"}"#,
    ),
    ("ClearCache", "{}", r#"{"status":"Accepted"}"#),
    (
        "ClearChargingProfile",
        r#"{"connectorId":1,"chargingProfilePurpose":"TxDefaultProfile","stackLevel":0}"#,
        r#"{"status":"Unknown"}"#,
    ),
    (
        "DataTransfer",
        r#"{"vendorId":"com.ctek","messageId":"phaseRotation","data":"{\"connector\":1,\"rotation\":\"RST\"}"}"#,
        r#"{"status":"UnknownMessageId"}"#,
    ),
    (
        "DeleteCertificate",
        r#"{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"a1b2","issuerKeyHash":"c3d4","serialNumber":"1f"}}"#,
        r#"{"status":"NotFound"}"#,
    ),
    ("DiagnosticsStatusNotification", r#"{"status":"Uploading"}"#, "{}"),
    (
        "ExtendedTriggerMessage",
        r#"{"requestedMessage":"SignChargePointCertificate"}"#,
        r#"{"status":"NotImplemented"}"#,
    ),
    ("FirmwareStatusNotification", r#"{"status":"DownloadFailed"}"#, "{}"),
    (
        "GetCompositeSchedule",
        r#"{"connectorId":1,"duration":3600,"chargingRateUnit":"A"}"#,
        r#"{"status":"Accepted","connectorId":1,"scheduleStart":"2026-01-31T12:00:00Z","chargingSchedule":{"duration":3600,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0,"numberPhases":3},{"startPeriod":1800,"limit":6.5}]}}"#,
    ),
    (
        "GetConfiguration",
        r#"{"key":["HeartbeatInterval","Bogus"]}"#,
        r#"{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}],"unknownKey":["Bogus"]}"#,
    ),
    (
        "GetDiagnostics",
        r#"{"location":"ftp://station:secret@portal.example/upload/","retries":2,"retryInterval":60,"startTime":"2026-01-30T00:00:00Z","stopTime":"2026-01-31T00:00:00Z"}"#,
        r#"{"fileName":"diagnostics_1711260123.zip"}"#,
    ),
    (
        "GetInstalledCertificateIds",
        r#"{"certificateType":"CentralSystemRootCertificate"}"#,
        r#"{"certificateHashData":[{"hashAlgorithm":"SHA256","issuerNameHash":"a1b2","issuerKeyHash":"c3d4","serialNumber":"1f"}],"status":"Accepted"}"#,
    ),
    ("GetLocalListVersion", "{}", r#"{"listVersion":-1}"#),
    (
        "GetLog",
        r#"{"log":{"remoteLocation":"https://portal.example/upload/17","oldestTimestamp":"2026-01-30T00:00:00Z"},"logType":"SecurityLog","requestId":17,"retries":1,"retryInterval":30}"#,
        r#"{"status":"Accepted","filename":"security.log.gz"}"#,
    ),
    ("Heartbeat", "{}", r#"{"currentTime":"2026-01-31T12:34:56.789Z"}"#),
    (
        "InstallCertificate",
        r#"{"certificateType":"ManufacturerRootCertificate","certificate":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}"#,
        r#"{"status":"Failed"}"#,
    ),
    ("LogStatusNotification", r#"{"status":"Uploaded","requestId":17}"#, "{}"),
    (
        "MeterValues",
        r#"{"connectorId":1,"transactionId":170725,"meterValue":[{"timestamp":"2026-01-31T12:34:56Z","sampledValue":[{"value":"1234567.0","context":"Sample.Periodic","format":"Raw","measurand":"Energy.Active.Import.Register","location":"Outlet","unit":"Wh"},{"value":"15.97","context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","unit":"A"},{"value":"50.01","measurand":"Frequency"},{"value":"OCMF|{\"FV\":\"1.0\"}|{\"SD\":\"3045\"}","context":"Transaction.End","format":"SignedData"}]}]}"#,
        "{}",
    ),
    (
        "RemoteStartTransaction",
        r#"{"connectorId":1,"idTag":"PORTAL","chargingProfile":{"chargingProfileId":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000.0}]}}}"#,
        r#"{"status":"Accepted"}"#,
    ),
    ("RemoteStopTransaction", r#"{"transactionId":170725}"#, r#"{"status":"Rejected"}"#),
    (
        "ReserveNow",
        r#"{"connectorId":1,"expiryDate":"2026-01-31T13:00:00Z","idTag":"04E2B71A5C3D80","parentIdTag":"FLEET7","reservationId":12}"#,
        r#"{"status":"Occupied"}"#,
    ),
    ("Reset", r#"{"type":"Soft"}"#, r#"{"status":"Accepted"}"#),
    (
        "SecurityEventNotification",
        r#"{"type":"TamperDetectionActivated","timestamp":"2026-01-31T12:34:56Z","techInfo":"cover opened"}"#,
        "{}",
    ),
    (
        "SendLocalList",
        r#"{"listVersion":4,"localAuthorizationList":[{"idTag":"04E2B71A5C3D80","idTagInfo":{"status":"Accepted"}},{"idTag":"04FFFFFF"}],"updateType":"Differential"}"#,
        r#"{"status":"VersionMismatch"}"#,
    ),
    (
        "SetChargingProfile",
        r#"{"connectorId":0,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":1,"chargingProfilePurpose":"ChargePointMaxProfile","chargingProfileKind":"Recurring","recurrencyKind":"Daily","validFrom":"2026-01-01T00:00:00Z","validTo":"2027-01-01T00:00:00Z","chargingSchedule":{"duration":86400,"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":32.0},{"startPeriod":25200,"limit":16.0,"numberPhases":3}],"minChargingRate":6.0}}}"#,
        r#"{"status":"NotSupported"}"#,
    ),
    (
        "SignCertificate",
        r#"{"csr":"-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n"}"#,
        r#"{"status":"Accepted"}"#,
    ),
    ("SignedFirmwareStatusNotification", r#"{"status":"InvalidSignature","requestId":18}"#, "{}"),
    (
        "SignedUpdateFirmware",
        r#"{"retries":3,"retryInterval":120,"requestId":18,"firmware":{"location":"https://portal.example/firmware/5.0.bin","retrieveDateTime":"2026-02-01T02:00:00Z","installDateTime":"2026-02-01T03:00:00Z","signingCertificate":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n","signature":"MEUCIQ=="}}"#,
        r#"{"status":"InvalidCertificate"}"#,
    ),
    (
        "StartTransaction",
        r#"{"connectorId":1,"idTag":"04E2B71A5C3D80","meterStart":1234000,"reservationId":12,"timestamp":"2026-01-31T12:00:00Z"}"#,
        r#"{"idTagInfo":{"parentIdTag":"FLEET7","status":"ConcurrentTx"},"transactionId":170725}"#,
    ),
    (
        "StatusNotification",
        r#"{"connectorId":1,"errorCode":"GroundFailure","info":"RCD tripped","status":"Faulted","timestamp":"2026-01-31T12:34:56Z","vendorId":"se.chargestorm","vendorErrorCode":"E017"}"#,
        "{}",
    ),
    (
        "StopTransaction",
        r#"{"idTag":"04E2B71A5C3D80","meterStop":1245600,"timestamp":"2026-01-31T13:30:00Z","transactionId":170725,"reason":"EVDisconnected","transactionData":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":"1234000","context":"Transaction.Begin","unit":"Wh"}]},{"timestamp":"2026-01-31T13:30:00Z","sampledValue":[{"value":"1245600","context":"Transaction.End","unit":"Wh"}]}]}"#,
        r#"{"idTagInfo":{"status":"Expired"}}"#,
    ),
    ("TriggerMessage", r#"{"requestedMessage":"StatusNotification","connectorId":1}"#, r#"{"status":"Accepted"}"#),
    ("UnlockConnector", r#"{"connectorId":1}"#, r#"{"status":"UnlockFailed"}"#),
    (
        "UpdateFirmware",
        r#"{"location":"ftp://portal.example/firmware/4.13.bin","retries":3,"retrieveDate":"2026-02-01T02:00:00Z","retryInterval":120}"#,
        "{}",
    ),
];

#[test]
fn every_exchange_is_read_without_remark_and_written_as_it_came() {
    let mut covered = BTreeSet::new();
    for message in every_message() {
        let exchange = EXCHANGES.iter().find(|(action, _, _)| *action == message.action.as_str());
        let (_, request, response) = exchange.unwrap_or_else(|| panic!("no sample of {}", message.action));
        let payload = if message.half == Half::Request { request } else { response };
        let read = (message.read)(payload).unwrap_or_else(|error| panic!("{}: {error}", message.name()));
        assert_eq!(read.deviations, Vec::<Deviation>::new(), "{}", message.name());
        assert_eq!(read.value.payload.as_deref(), Ok(*payload), "{}", message.name());
        covered.insert(message.action.as_str());
    }
    assert_eq!(covered.len(), EXCHANGES.len());
}
