//! Messages that the central system asks for (OCPP 1.6 ed. 2 §5.17).

use jiff::Timestamp;
use ocpp::v16::{
    DiagnosticsStatus, DiagnosticsStatusNotificationRequest, ExtendedMessageTrigger, ExtendedTriggerMessageRequest,
    ExtendedTriggerMessageResponse, FirmwareStatusNotificationRequest, LogStatusNotificationRequest, MessageTrigger,
    ReadingContext, TriggerMessageRequest, TriggerMessageResponse, TriggerMessageStatus, UploadLogStatus,
};

use super::super::Station;
use super::super::outgoing::Outgoing;
use super::super::upload::UploadKind;

impl Station {
    pub(super) fn trigger(&mut self, ask: &TriggerMessageRequest, now: Timestamp) -> TriggerMessageResponse {
        let status = match ask.requested_message {
            MessageTrigger::BootNotification => self.trigger_boot(),
            _ if !self.is_registered() => TriggerMessageStatus::Rejected,
            MessageTrigger::DiagnosticsStatusNotification => {
                let sends = self.uploads.iter().any(|upload| upload.kind == UploadKind::Diagnostics);
                let status = if sends { DiagnosticsStatus::Uploading } else { DiagnosticsStatus::Idle };
                self.triggered(Outgoing::Diagnostics(DiagnosticsStatusNotificationRequest::new(status)))
            }
            MessageTrigger::FirmwareStatusNotification => self.trigger_firmware(),
            MessageTrigger::Heartbeat => self.triggered(Outgoing::Heartbeat),
            MessageTrigger::MeterValues => self.trigger_meter_values(ask.connector_id, now),
            MessageTrigger::StatusNotification => self.trigger_status(ask.connector_id),
        };
        TriggerMessageResponse::new(status)
    }

    pub(super) fn trigger_extended(
        &mut self,
        ask: &ExtendedTriggerMessageRequest,
        now: Timestamp,
    ) -> ExtendedTriggerMessageResponse {
        let status = match ask.requested_message {
            ExtendedMessageTrigger::BootNotification => self.trigger_boot(),
            _ if !self.is_registered() => TriggerMessageStatus::Rejected,
            ExtendedMessageTrigger::SignChargePointCertificate => self.request_certificate(),
            ExtendedMessageTrigger::FirmwareStatusNotification => {
                let status = self.signed_update_status();
                self.triggered(status)
            }
            ExtendedMessageTrigger::Heartbeat => self.triggered(Outgoing::Heartbeat),
            ExtendedMessageTrigger::LogStatusNotification => {
                let request_id = self.uploads.iter().find_map(|upload| match upload.kind {
                    UploadKind::Log(request_id) => Some(request_id),
                    UploadKind::Diagnostics => None,
                });
                let status = if request_id.is_some() { UploadLogStatus::Uploading } else { UploadLogStatus::Idle };
                let mut request = LogStatusNotificationRequest::new(status);
                request.request_id = request_id;
                self.triggered(Outgoing::Log(request))
            }
            ExtendedMessageTrigger::MeterValues => self.trigger_meter_values(ask.connector_id, now),
            ExtendedMessageTrigger::StatusNotification => self.trigger_status(ask.connector_id),
        };
        ExtendedTriggerMessageResponse::new(status)
    }

    fn triggered(&mut self, outgoing: Outgoing) -> TriggerMessageStatus {
        self.say(outgoing);
        TriggerMessageStatus::Accepted
    }

    fn trigger_boot(&mut self) -> TriggerMessageStatus {
        let id = self.new_message_id();
        let boot = Outgoing::Boot(self.boot_notification());
        self.outbox.push_first(id, boot);
        TriggerMessageStatus::Accepted
    }

    fn trigger_firmware(&mut self) -> TriggerMessageStatus {
        let status = self.plain_update_status();
        self.triggered(Outgoing::Firmware(FirmwareStatusNotificationRequest::new(status)))
    }

    fn trigger_meter_values(&mut self, connector: Option<i64>, now: Timestamp) -> TriggerMessageStatus {
        let Some(numbers) = self.outlets_meant(connector) else { return TriggerMessageStatus::Rejected };
        for number in numbers {
            self.say_meter_values(number, "MeterValuesSampledData", ReadingContext::Trigger, now);
        }
        TriggerMessageStatus::Accepted
    }

    /// States are reported anew when nothing counts as reported.
    fn trigger_status(&mut self, connector: Option<i64>) -> TriggerMessageStatus {
        let Some(numbers) = self.outlets_meant(connector.filter(|connector| *connector != 0)) else {
            return TriggerMessageStatus::Rejected;
        };
        if connector.is_none_or(|connector| connector == 0) {
            self.reported = None;
        }
        if connector != Some(0) {
            for number in numbers {
                if let Some(outlet) = self.outlet_mut(number) {
                    outlet.reported = None;
                }
            }
        }
        TriggerMessageStatus::Accepted
    }
}
