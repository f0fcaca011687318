import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";

/** What anybody may know of the portal before signing in. */
export const portalQuery = queryOptions({
  queryKey: ["portal"],
  queryFn: ({ signal }) => answered(client.GET("/api/v1/portal", { signal })),
  staleTime: 5 * 60_000,
});
