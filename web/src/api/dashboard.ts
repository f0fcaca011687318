import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";

/** Energy of today, this week and this month against the ones before, and today's hours, in the viewer's zone. */
export function dashboardEnergyQuery(nodeId: number, timeZone: string) {
  return queryOptions({
    queryKey: ["dashboard", "energy", nodeId, timeZone],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/dashboard/energy", { params: { query: { node: nodeId, timeZone } }, signal })),
    staleTime: 15_000,
    refetchInterval: 5 * 60_000,
  });
}
