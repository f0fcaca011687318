import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTree } from "../live/LiveProvider";
import { menuPages } from "./pages";
import { pathTo, placeOf } from "./paths";

/** Where the viewer is: page, node and tab, as the address says; null on pages without a node. */
export function usePlace(): ReturnType<typeof placeOf> {
  return useRouterState({ select: (state) => placeOf(state.location.pathname), structuralSharing: true });
}

/** The selected node's id; the tree's root where the page has none. */
export function useSelectedNodeId(): number | null {
  const tree = useTree();
  return usePlace()?.nodeId ?? tree.rootId;
}

/** The address of another node on the same page, keeping the tab where the other kind of node has it. */
export function useNodePath(): (nodeId: number) => string {
  const tree = useTree();
  const place = usePlace();
  const pageName = place?.page;
  const tab = place?.tab;
  return useCallback(
    (nodeId) => {
      const page = menuPages.find(({ name }) => name === pageName) ?? menuPages[0];
      const kind = tree.get(nodeId)?.kind;
      const keepsTab = tab !== undefined && kind !== undefined && page?.tabs?.(kind).includes(tab) === true;
      return pathTo(page?.name ?? "dashboard", nodeId, keepsTab ? tab : undefined);
    },
    [tree, pageName, tab],
  );
}

/** Goes to another node, staying on the page with what of its filters holds there too. */
export function useGoToNode(): (nodeId: number) => void {
  const navigate = useNavigate();
  const place = usePlace();
  const nodePath = useNodePath();
  return useCallback(
    (nodeId) => {
      const kept = menuPages.find(({ name }) => name === place?.page)?.keptSearch ?? [];
      void navigate({
        to: nodePath(nodeId),
        search: (before: Record<string, unknown>) => Object.fromEntries(Object.entries(before).filter(([key]) => kept.includes(key))),
      } as Parameters<typeof navigate>[0]);
    },
    [navigate, nodePath, place?.page],
  );
}
