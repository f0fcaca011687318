import { createContext, use, useCallback, useEffect, useEffectEvent, useSyncExternalStore, type ReactNode } from "react";
import type { LiveEvent } from "./events";
import type { Live } from "./live";
import type { StreamStatus } from "./stream";
import type { NavigatorTree, TreeNode } from "./tree";

const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ live, children }: { live: Live; children: ReactNode }) {
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error("failed to find the live store: the component is outside LiveProvider");
  return live;
}

/** The tree itself, for reading in handlers; a component that shows a node uses `useTreeNode`. */
export function useTree(): NavigatorTree {
  return useLive().tree;
}

/** A node as it stands now; the component is drawn anew only when this very node changes. */
export function useTreeNode(id: number | null): TreeNode | undefined {
  const { tree } = useLive();
  const subscribe = useCallback((listener: () => void) => (id === null ? () => undefined : tree.subscribeNode(id, listener)), [tree, id]);
  return useSyncExternalStore(subscribe, () => (id === null ? undefined : tree.get(id)));
}

/** The tree, with a redraw whenever nodes come, go, move or are renamed. */
export function useTreeStructure(): { tree: NavigatorTree; version: number } {
  const { tree } = useLive();
  const subscribe = useCallback((listener: () => void) => tree.subscribeStructure(listener), [tree]);
  const version = useSyncExternalStore(subscribe, () => tree.structureVersion);
  return { tree, version };
}

/** Whether deltas are arriving. */
export function useStreamStatus(): StreamStatus {
  const live = useLive();
  return useSyncExternalStore(live.subscribeStatus, () => live.status);
}

/** Runs on every batch of live events while the component is shown. */
export function useLiveEvents(onEvents: (events: readonly LiveEvent[]) => void): void {
  const live = useLive();
  const listener = useEffectEvent(onEvents);
  useEffect(() => live.subscribeEvents((events) => listener(events)), [live]);
}
