import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { nodeQuery } from "../../../api/nodes";
import type { Node } from "../../../api/types";
import { useTree } from "../../../live/LiveProvider";
import { pathTo } from "../../../routing/paths";

/** Shows what the portal has just made or changed without waiting for the event of it, and goes there. */
export function useAfterChange(): (change: "created" | "updated" | "moved", node: Node) => void {
  const tree = useTree();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useCallback(
    (change, node) => {
      queryClient.setQueryData(nodeQuery(node.id).queryKey, node);
      const { id, kind, parentId, name, station, outlet } = node;
      const shown = {
        id, kind, parentId, name,
        ...(station == null ? {} : { chargeBoxId: station.chargeBoxId, online: station.online, ...(change === "created" ? { state: "offline" as const } : {}) }),
        ...(outlet == null ? {} : { number: outlet.number, state: outlet.state }),
      };
      tree.batch((nodes) => nodes.applyTopology({ change, id, node: shown }));
      void navigate({ to: pathTo("configuration", id, "topology") });
    },
    [tree, navigate, queryClient],
  );
}

/** Goes to the parent of what has just been deleted, and takes it out of the tree. */
export function useAfterDeletion(): (id: number, parentId: number | null) => void {
  const tree = useTree();
  const navigate = useNavigate();
  return useCallback(
    (id, parentId) => {
      const goneTo = parentId ?? tree.rootId;
      const leave = goneTo === null ? Promise.resolve() : navigate({ to: pathTo("configuration", goneTo, "topology") });
      void leave.then(() => tree.batch((nodes) => nodes.applyTopology({ change: "deleted", id, node: null })));
    },
    [tree, navigate],
  );
}
