import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveEvents, useTree } from "./LiveProvider";

/** Sums over many sessions move slowly: reading them anew more often than this would show nothing new. */
const restMs = 15_000;

/** Reads an answer anew when sessions at a node have gone on or ended, but only so often. */
export function useGentleRefresh(nodeId: number, queryKey: QueryKey): void {
  const queryClient = useQueryClient();
  const tree = useTree();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLiveEvents((events) => {
    if (waiting.current !== undefined) return;
    const concerned = events.some((event) => event.type === "session" && tree.isWithin(event.data.session.outletId ?? event.data.session.stationId, nodeId));
    if (!concerned) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      void queryClient.invalidateQueries({ queryKey });
    }, restMs);
  });

  useEffect(
    () => () => {
      clearTimeout(waiting.current);
      waiting.current = undefined;
    },
    [nodeId],
  );
}
