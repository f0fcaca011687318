/** What a station can be asked to send now. */
export const triggeredMessages = ["bootNotification", "heartbeat", "meterValues", "statusNotification", "diagnosticsStatusNotification", "firmwareStatusNotification", "logStatusNotification", "signChargePointCertificate"] as const;
