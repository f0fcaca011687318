import { IconBattery2, IconBuilding, IconChargingPile, IconPlug, IconStack2, IconTag, IconUser, type Icon } from "@tabler/icons-react";
import { useMay } from "../../access/capability";
import type { SearchHit } from "../../api/types";
import { sessionPath, sessionsOfPath } from "../../routing/paths";
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

/** Where a hit leads: to its node on the page one is on, or to an address of its own; null where no page shows it. */
export function useHitTarget(): (hit: SearchHit) => { nodeId: number; path?: never } | { path: string; nodeId?: never } | null {
  const { rootId } = useTree();
  const maySessions = useMay("viewSessions");
  return (hit) => {
    if (hit.kind === "session") return maySessions ? { path: sessionPath(hit.nodeId ?? rootId ?? 0, hit.id) } : null;
    if (hit.kind === "user" || hit.kind === "tag") {
      // People and tags have no page of their own: what they have charged says most about them.
      const email = [hit.title, hit.subtitle].find((text) => text.includes("@"));
      const words = hit.kind === "tag" ? hit.title : email;
      return rootId === null || words === undefined || !maySessions ? null : { path: sessionsOfPath(rootId, hit.kind === "tag" ? "tag" : "email", words) };
    }
    return hit.nodeId === null || hit.nodeId === undefined ? null : { nodeId: hit.nodeId };
  };
}
