import type { AlarmDelta, CampaignDelta, Command, ConfigurationDelta, OutletDelta, Reservation, SecurityDelta, SessionDelta, StationDelta, TopologyDelta, Transfer } from "../api/types";

/** What the portal tells of as it happens: one shape per event name, see "The event stream" in docs/API-DESIGN.md. */
export type LiveEvent =
  | { type: "outlet"; data: OutletDelta }
  | { type: "station"; data: StationDelta }
  | { type: "session"; data: SessionDelta }
  | { type: "reservation"; data: Reservation }
  | { type: "alarm"; data: AlarmDelta }
  | { type: "command"; data: Command }
  | { type: "transfer"; data: Transfer }
  | { type: "campaign"; data: CampaignDelta }
  | { type: "configuration"; data: ConfigurationDelta }
  | { type: "security"; data: SecurityDelta }
  | { type: "topology"; data: TopologyDelta };

export type LiveEventType = LiveEvent["type"];

export const liveEventTypes = ["outlet", "station", "session", "reservation", "alarm", "command", "transfer", "campaign", "configuration", "security", "topology"] as const satisfies readonly LiveEventType[];
