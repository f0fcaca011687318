import { useTranslation } from "react-i18next";
import type { OutletStatus, State } from "../api/types";
import { TonePill } from "./StatePill";
import { signOf, toneOf } from "./tone";

/** The state that colours a status; the status itself says more. */
const stateOfStatus: Record<OutletStatus, State> = {
  available: "available",
  preparing: "occupied",
  charging: "charging",
  suspendedEv: "occupied",
  suspendedEvse: "occupied",
  finishing: "occupied",
  reserved: "reserved",
  unavailable: "unavailable",
  faulted: "fault",
  unknown: "unknown",
};

/** What a station says of an outlet, in OCPP's own distinctions. */
export function OutletStatusPill({ status }: { status: OutletStatus }) {
  const { t } = useTranslation();
  const state = stateOfStatus[status];
  return (
    <TonePill tone={toneOf[state]} icon={signOf[state]}>
      {t(`outletStatus.${status}`)}
    </TonePill>
  );
}
