import type { Alarm, Command, NavigatorNode, OutletStatus, Session, State } from "../api/types";

/** What the portal tells of as it happens: one type per event name, see "The event stream" in docs/API-DESIGN.md. */
export type LiveEvent =
  | {
      type: "outlet";
      data: { id: number; stationId: number; number: number; status: OutletStatus; state: State; powerW: number | null; errorCode: string | null; at: string };
    }
  | { type: "station"; data: { id: number; online: boolean; state: State | null; at: string } }
  | { type: "session"; data: { change: "started" | "progress" | "ended"; session: Session } }
  | { type: "alarm"; data: { change: "raised" | "counted" | "cleared"; alarm: Alarm } }
  | { type: "command"; data: Command }
  | { type: "configuration"; data: { stationId: number; readAt: string } }
  | { type: "topology"; data: { change: "created" | "updated" | "moved" | "deleted"; id: number; node: NavigatorNode | null } };

export type LiveEventType = LiveEvent["type"];

export const liveEventTypes = ["outlet", "station", "session", "alarm", "command", "configuration", "topology"] as const satisfies readonly LiveEventType[];
