//! The frames that load consists of.

use super::template::Template;

/// Every frame a station under load sends.
#[derive(Debug)]
pub(crate) struct Frames {
    pub boot: Template,
    pub heartbeat: Template,
    pub authorize: Template,
    pub start: Template,
    pub meter: Template,
    pub stop: Template,
}

impl Frames {
    /// Renders them.
    pub(crate) fn new() -> Self {
        let sample = |measurand: &str, unit: &str, value: &str| {
            format!(
                r#"{{"value":"{value}","context":"Sample.Periodic","measurand":"{measurand}","location":"Outlet","unit":"{unit}"}}"#
            )
        };
        let samples = [
            sample("Energy.Active.Import.Register", "Wh", "{energy}"),
            sample("Power.Active.Import", "W", "11040.0"),
            sample("Current.Import", "A", "16.0"),
            sample("Voltage", "V", "230.1"),
        ];
        let meter = format!(
            r#"[2,"{{id}}","MeterValues",{{"connectorId":1,"transactionId":{{transaction}},"meterValue":[{{"timestamp":"{{time}}","sampledValue":[{}]}}]}}]"#,
            samples.join(",")
        );
        Self {
            boot: Template::new(
                r#"[2,"{id}","BootNotification",{"chargePointVendor":"Simulated","chargePointModel":"Load","firmwareVersion":"1.0"}]"#,
            ),
            heartbeat: Template::new(r#"[2,"{id}","Heartbeat",{}]"#),
            authorize: Template::new(r#"[2,"{id}","Authorize",{"idTag":"{tag}"}]"#),
            start: Template::new(
                r#"[2,"{id}","StartTransaction",{"connectorId":1,"idTag":"{tag}","meterStart":{energy},"timestamp":"{time}"}]"#,
            ),
            meter: Template::new(&meter),
            stop: Template::new(
                r#"[2,"{id}","StopTransaction",{"idTag":"{tag}","meterStop":{energy},"timestamp":"{time}","transactionId":{transaction},"reason":"Local"}]"#,
            ),
        }
    }
}

/// What a station under load answers to a CALL: as a station with nothing to configure would.
pub(crate) fn reply(id: &str, action: &str) -> String {
    match action {
        "GetConfiguration" => format!(
            r#"[3,"{id}",{{"configurationKey":[{{"key":"HeartbeatInterval","readonly":false,"value":"240"}},{{"key":"MeterValueSampleInterval","readonly":false,"value":"60"}},{{"key":"NumberOfConnectors","readonly":true,"value":"1"}}]}}]"#
        ),
        "ChangeConfiguration" | "ChangeAvailability" | "ClearCache" | "Reset" | "RemoteStopTransaction" => {
            format!(r#"[3,"{id}",{{"status":"Accepted"}}]"#)
        }
        "TriggerMessage" => format!(r#"[3,"{id}",{{"status":"NotImplemented"}}]"#),
        _ => format!(r#"[4,"{id}","NotImplemented","",{{}}]"#),
    }
}

#[cfg(test)]
mod tests {
    use ocpp::rpc::Frame;

    use super::*;
    use crate::load::template::Fill;

    #[test]
    fn every_frame_is_a_call() {
        let frames = Frames::new();
        let fill =
            Fill { id: 5, time: b"2026-01-31T12:34:56.007Z", tag: b"04A1", transaction: 9, energy_wh: 1_000_000 };
        for template in [&frames.boot, &frames.heartbeat, &frames.authorize, &frames.start, &frames.meter, &frames.stop]
        {
            let mut buffer = Vec::new();
            let frame = template.render(&fill, &mut buffer);
            let text_at = frame.iter().position(|byte| *byte == b'[').unwrap();
            let text = std::str::from_utf8(&frame[text_at..]).unwrap();
            let received = Frame::parse(text).unwrap();
            assert!(received.deviations.is_empty(), "{text}");
            assert!(matches!(received.frame, Frame::Call { .. }), "{text}");
            assert!(!text.contains("{id}") && !text.contains("{time}"), "{text}");
        }
    }

    #[test]
    fn every_reply_is_an_answer() {
        for action in ["GetConfiguration", "Reset", "TriggerMessage", "DataTransfer"] {
            let reply = reply("7", action);
            assert_eq!(Frame::parse(&reply).unwrap().frame.id(), "7");
        }
    }
}
