import type { ChargingProfile, CommandRequest } from "../../../../api/types";
import { instantAt } from "../../../../format/day";

export type PeriodDraft = { key: number; startMin: number | ""; limit: number | ""; phases: string };

/** A charging profile as it is entered: times in minutes and as local times. */
export type ProfileDraft = {
  outlet: string;
  purpose: ChargingProfile["purpose"];
  kind: ChargingProfile["kind"];
  recurrency: "daily" | "weekly";
  stackLevel: number | "";
  unit: ChargingProfile["unit"];
  startAt: string;
  durationMin: number | "";
  minChargingRate: number | "";
  validFrom: string;
  validTo: string;
  periods: PeriodDraft[];
};

export const newProfile: ProfileDraft = {
  outlet: "1", purpose: "txDefault", kind: "relative", recurrency: "daily", stackLevel: 0, unit: "A", startAt: "", durationMin: "", minChargingRate: "", validFrom: "", validTo: "",
  periods: [{ key: 0, startMin: 0, limit: 16, phases: "" }],
};

/** The limits of a draft in their order, in seconds; rows that are not filled in are left out. */
export function stepsOf({ periods }: ProfileDraft): { startS: number; limit: number; phases?: number }[] {
  return periods.flatMap(({ startMin, limit, phases }) => (startMin === "" || limit === "" ? [] : [{ startS: Math.round(startMin * 60), limit, ...(phases === "" ? {} : { phases: Number(phases) }) }]));
}

/** The command that a draft asks for. */
export function requestOf(draft: ProfileDraft, sessionId: number | undefined, timeZone: string): CommandRequest {
  const instant = (name: "startAt" | "validFrom" | "validTo", local: string) => (local === "" ? {} : { [name]: instantAt(local, timeZone).toISOString() });
  return {
    name: "setChargingProfile",
    outlet: draft.purpose === "chargePointMax" ? 0 : Number(draft.outlet),
    purpose: draft.purpose,
    kind: draft.kind,
    stackLevel: draft.stackLevel === "" ? 0 : draft.stackLevel,
    unit: draft.unit,
    periods: stepsOf(draft),
    ...(draft.kind === "recurring" ? { recurrency: draft.recurrency } : {}),
    ...(draft.kind === "relative" ? {} : instant("startAt", draft.startAt)),
    ...(draft.durationMin === "" ? {} : { durationS: Math.round(draft.durationMin * 60) }),
    ...(draft.minChargingRate === "" ? {} : { minChargingRate: draft.minChargingRate }),
    ...instant("validFrom", draft.validFrom),
    ...instant("validTo", draft.validTo),
    ...(draft.purpose === "tx" && sessionId !== undefined ? { sessionId } : {}),
  };
}
