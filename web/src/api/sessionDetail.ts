import { queryOptions } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { SessionDetail } from "./types";

const detailKey = ["session", "detail"] as const;
const path = (id: number) => ({ path: { id } });

/** A session with what lists leave out, kept up to date by deltas. */
export function sessionDetailQuery(id: number) {
  return queryOptions({
    queryKey: [...detailKey, id],
    queryFn: ({ signal }): Promise<SessionDetail> => answered(client.GET("/api/v1/sessions/{id}", { params: path(id), signal })),
    staleTime: 30_000,
  });
}

/** What the portal keeps of a session beyond its figures; read anew when the session goes on. */
export const sessionPartsKey = (id: number) => ["session", "parts", id] as const;

/** Power, energy, current and state of charge over time. */
export function sessionCurveQuery(id: number) {
  return queryOptions({
    queryKey: [...sessionPartsKey(id), "curve"],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/sessions/{id}/curve", { params: path(id), signal })),
    staleTime: 5_000,
  });
}

/** Every meter reading with its samples. */
export function sessionReadingsQuery(id: number) {
  return queryOptions({
    queryKey: [...sessionPartsKey(id), "readings"],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/sessions/{id}/readings", { params: path(id), signal })),
    staleTime: 5_000,
  });
}

/** What the outlet went through meanwhile. */
export function sessionStatusesQuery(id: number) {
  return queryOptions({
    queryKey: [...sessionPartsKey(id), "statuses"],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/sessions/{id}/statuses", { params: path(id), signal })),
    staleTime: 5_000,
  });
}

/** The protocol messages behind it. */
export function sessionMessagesQuery(id: number) {
  return queryOptions({
    queryKey: [...sessionPartsKey(id), "messages"],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/sessions/{id}/messages", { params: path(id), signal })),
    staleTime: 5_000,
  });
}

/** How deltas change a session that is shown. */
export const sessionDetailPatch: CachePatch = cachePatch<SessionDetail>(detailKey, (detail, events, key) => {
  let after = detail;
  for (const event of events) if (event.type === "session" && event.data.session.id === key[2]) after = { ...after, ...event.data.session };
  return after;
});
