//! `product.md`, Alarms: which error code raises which alarm, and what clears it.

use domain::alarm::AlarmType;
use domain::fault::{ErrorCode, FAULT_ALARMS, Fault, FaultAlarm, fault_alarm};
use domain::outlet::{OutletPresent, OutletStatus};

#[test]
fn every_code_raises_its_alarm() {
    use AlarmType::{Fuse, HardwareConfigurationFailure, HardwareFailure, Temperature};
    for (code, text, kind) in [
        ("InternalError", None, Some(HardwareFailure)),
        ("PowerMeterFailure", None, Some(HardwareFailure)),
        ("PowerSwitchFailure", None, Some(HardwareFailure)),
        ("ConnectorLockFailure", None, Some(HardwareFailure)),
        ("ReaderFailure", None, Some(HardwareFailure)),
        ("EVCommunicationError", None, Some(HardwareFailure)),
        ("GroundFailure", None, Some(HardwareFailure)),
        ("WeakSignal", None, Some(HardwareFailure)),
        ("ResetFailure", None, Some(HardwareFailure)),
        ("OtherError", Some("coil"), Some(HardwareFailure)),
        ("OverCurrentFailure", None, Some(Fuse)),
        ("UnderVoltage", None, Some(Fuse)),
        ("OverVoltage", None, Some(Fuse)),
        ("PowerMeterFailure", Some("Phase loss L2"), Some(Fuse)),
        ("OtherError", Some("vendor 7: PHASE_LOST"), Some(Fuse)),
        ("HighTemperature", None, Some(Temperature)),
        ("OtherError", Some("Hardware configuration failure"), Some(HardwareConfigurationFailure)),
        ("InternalError", Some("wrong model for firmware"), Some(HardwareConfigurationFailure)),
        ("GroundFailure", Some("phase loss"), Some(HardwareFailure)),
        ("LocalListConflict", None, None),
    ] {
        let fault = Fault::read(Some(code), text).unwrap();
        assert_eq!(fault.code.as_str(), code);
        assert_eq!(fault.alarm_type(), kind, "{code} {text:?}");
        assert!(kind.is_none_or(|kind| FAULT_ALARMS.contains(&kind)));
    }
}

#[test]
fn codes_are_read_with_tolerance() {
    for (code, text, read) in [
        (None, Some("all well"), None),
        (Some("NoError"), Some("all well"), None),
        (Some("noerror"), None, None),
        (Some(" "), None, None),
        (Some("groundfailure"), None, Some((ErrorCode::GroundFailure, None))),
        (Some(" GroundFailure "), Some(" RCD "), Some((ErrorCode::GroundFailure, Some("RCD")))),
        (Some("Mode3Error"), None, Some((ErrorCode::EvCommunicationError, None))),
        (Some("E-42"), None, Some((ErrorCode::OtherError, Some("E-42")))),
        (Some("E-42"), Some("coil"), Some((ErrorCode::OtherError, Some("E-42: coil")))),
    ] {
        let fault = Fault::read(code, text);
        assert_eq!(fault.as_ref().map(|fault| (fault.code, fault.text.as_deref())), read, "{code:?} {text:?}");
    }
}

#[test]
fn no_error_clears_and_a_fault_without_cause_is_one() {
    let present = |status, code: Option<&str>| OutletPresent {
        status,
        error_code: code.map(str::to_owned),
        error_text: None,
        at: None,
    };
    let raise = |kind, subject| FaultAlarm::Raise { kind, subject, text: None };
    for (status, code, alarm) in [
        (OutletStatus::Available, None, FaultAlarm::Clear),
        (OutletStatus::Charging, None, FaultAlarm::Clear),
        (OutletStatus::Charging, Some("HighTemperature"), raise(AlarmType::Temperature, ErrorCode::HighTemperature)),
        (OutletStatus::Faulted, Some("GroundFailure"), raise(AlarmType::HardwareFailure, ErrorCode::GroundFailure)),
        (OutletStatus::Faulted, None, raise(AlarmType::HardwareFailure, ErrorCode::OtherError)),
        (OutletStatus::Available, Some("LocalListConflict"), FaultAlarm::Keep),
    ] {
        assert_eq!(fault_alarm(&present(status, code)), alarm, "{status} {code:?}");
    }
}
