import { activeAlarmsPatch } from "../api/alarms";
import { batchResultsPatch } from "../api/batches";
import { commandsPatch } from "../api/commands";
import { transfersPatch } from "../api/files";
import { nodePatch } from "../api/nodes";
import { reservationsPatch } from "../api/operations";
import { sessionDetailPatch } from "../api/sessionDetail";
import { sessionListPatch } from "../api/sessionList";
import { runningSessionsPatch, type IsAt } from "../api/sessions";
import type { CachePatch } from "./cache";
import type { NavigatorTree } from "./tree";

/** Every cached answer that deltas keep up to date. A new live list declares its patch beside its query and is named here. */
export function patchesFor(tree: NavigatorTree): readonly CachePatch[] {
  const sessionIsAt: IsAt = (session, nodeId) => tree.isWithin(session.outletId ?? session.stationId, nodeId);
  return [
    runningSessionsPatch(sessionIsAt),
    sessionListPatch(sessionIsAt),
    sessionDetailPatch,
    nodePatch,
    commandsPatch,
    batchResultsPatch,
    reservationsPatch,
    transfersPatch,
    activeAlarmsPatch((alarm, nodeId) => alarm.nodeId !== null && tree.isWithin(alarm.nodeId, nodeId)),
  ];
}
