import { IconAlertTriangleFilled, IconLock, IconPlugConnectedX, IconTemperature, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Alarm, AlarmType } from "../../api/types";
import { TonePill } from "../StatePill";
import type { Tone } from "../tone";

const looks: Record<AlarmType, { tone: Tone; icon: Icon }> = {
  notRegistered: { tone: "warning", icon: IconPlugConnectedX },
  noNetworkContact: { tone: "warning", icon: IconPlugConnectedX },
  hardwareFailure: { tone: "fault", icon: IconAlertTriangleFilled },
  hardwareConfigurationFailure: { tone: "fault", icon: IconAlertTriangleFilled },
  fuse: { tone: "fault", icon: IconAlertTriangleFilled },
  temperature: { tone: "fault", icon: IconTemperature },
  unknownStation: { tone: "warning", icon: IconPlugConnectedX },
  security: { tone: "warning", icon: IconLock },
  reconnectStorm: { tone: "warning", icon: IconPlugConnectedX },
  configurationLoop: { tone: "warning", icon: IconAlertTriangleFilled },
};

/** What an alarm says: the words for its code where we have them, else its type, with the station's own text on hover. */
export function useAlarmText(): (alarm: Alarm) => string {
  const { t } = useTranslation();
  return (alarm) => (isKnownCode(alarm.code) ? t(`alarm.code.${alarm.code}`) : t(`alarm.type.${alarm.type}`));
}

/** The error codes of OCPP 1.6 (ed. 2 §7.6) that name a fault; others are told by the alarm's type. */
const knownCodes = [
  "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError", "OverCurrentFailure", "OverVoltage",
  "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure", "ResetFailure", "UnderVoltage", "WeakSignal",
] as const;

function isKnownCode(code: string | null): code is (typeof knownCodes)[number] {
  return knownCodes.some((known) => known === code);
}

export function AlarmPill({ alarm }: { alarm: Alarm }) {
  const { tone, icon } = looks[alarm.type];
  const text = useAlarmText()(alarm);
  const said = [alarm.code, alarm.text].filter((part) => part !== null).join(": ");
  return (
    <TonePill tone={tone} icon={icon} title={said === "" ? text : `${text} (${said})`}>
      {text}
    </TonePill>
  );
}
