import { activeAlarmsPatch } from "../api/alarms";
import { runningSessionsPatch } from "../api/sessions";
import type { CachePatch } from "./cache";
import type { NavigatorTree } from "./tree";

/** Every cached answer that deltas keep up to date. A new live list declares its patch beside its query and is named here. */
export function patchesFor(tree: NavigatorTree): readonly CachePatch[] {
  return [
    runningSessionsPatch((session, nodeId) => tree.isWithin(session.outletId ?? session.stationId, nodeId)),
    activeAlarmsPatch((alarm, nodeId) => alarm.nodeId !== null && tree.isWithin(alarm.nodeId, nodeId)),
  ];
}
