import { IconBattery2, IconBuilding, IconChargingPile, IconPlug, IconStack2, IconTag, IconUser, type Icon } from "@tabler/icons-react";
import type { SearchHit } from "../../api/types";
import { sessionPath } from "../../routing/paths";
import { useTree } from "../../live/LiveProvider";

type Kind = { kind: SearchHit["kind"]; icon: Icon };

/** What can be found, in the order in which it is listed. */
export const searchKinds: readonly Kind[] = [
  { kind: "site", icon: IconBuilding },
  { kind: "floor", icon: IconStack2 },
  { kind: "station", icon: IconChargingPile },
  { kind: "outlet", icon: IconPlug },
  { kind: "session", icon: IconBattery2 },
  { kind: "user", icon: IconUser },
  { kind: "tag", icon: IconTag },
];

/** Where a hit leads: to its node on the page one is on, or to an address of its own; null where no page shows it yet. */
export function useHitTarget(): (hit: SearchHit) => { nodeId: number; path?: never } | { path: string; nodeId?: never } | null {
  const tree = useTree();
  return (hit) => {
    if (hit.kind === "session") return { path: sessionPath(hit.nodeId ?? tree.rootId ?? 0, hit.id) };
    return hit.nodeId === null ? null : { nodeId: hit.nodeId };
  };
}
