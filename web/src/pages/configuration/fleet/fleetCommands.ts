import type { CommandRequest } from "../../../api/types";

/** What can be asked of many stations at once, as it stands in the choice. */
export const fleetCommands = {
  askStatus: { name: "triggerMessage", message: "statusNotification" },
  readConfiguration: { name: "getConfiguration" },
  sendListChanges: { name: "sendLocalList", update: "differential" },
  sendListAll: { name: "sendLocalList", update: "full" },
  askListVersion: { name: "getLocalListVersion" },
  clearCache: { name: "clearCache" },
  clearProfiles: { name: "clearChargingProfile" },
  intoService: { name: "changeAvailability", outlet: 0, operative: true },
  outOfService: { name: "changeAvailability", outlet: 0, operative: false },
  resetSoft: { name: "resetSoft" },
  resetHard: { name: "resetHard" },
} as const satisfies Record<string, CommandRequest>;

export type FleetCommand = keyof typeof fleetCommands | "writeKey";

/** Those that keep people from charging for a while: asked about before they are given. */
export const disturbing: readonly FleetCommand[] = ["outOfService", "resetSoft", "resetHard", "writeKey"];
