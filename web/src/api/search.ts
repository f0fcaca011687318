import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";

/** Whatever has the words in it and may be seen by the viewer: nodes, users, tags, sessions. */
export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ["search", words],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/search", { params: { query: { q: words } }, signal })),
    enabled: words.trim() !== "",
    staleTime: 30_000,
  });
}
