import { useQueryClient } from "@tanstack/react-query";
import { nodeQuery } from "../../../api/nodes";
import { useLiveEvents } from "../../../live/LiveProvider";

/** Reads a node anew when somebody has edited it or a station has told more of itself, since the event does not say what. */
export function useRereadOnTopology(nodeId: number): void {
  const queryClient = useQueryClient();
  useLiveEvents((events) => {
    const concerned = events.some((event) => (event.type === "topology" && event.data.id === nodeId && event.data.change !== "deleted") || (event.type === "station" && event.data.id === nodeId));
    if (concerned) void queryClient.invalidateQueries({ queryKey: nodeQuery(nodeId).queryKey });
  });
}
