import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { ChargingProfileInstalled, LocalList, Page, Reservation } from "./types";

const path = (id: number) => ({ path: { id } });

/** The list of tags that a station holds. `settled` is the newest command about it that has ended: with another, it is read anew. */
export function localListQuery(stationId: number, settled: number) {
  return queryOptions({
    queryKey: ["station", stationId, "local-list", settled],
    queryFn: ({ signal }): Promise<LocalList> => answered(client.GET("/api/v1/stations/{id}/local-list", { params: path(stationId), signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The charging profiles that a station has taken; `settled` as for the list of tags. */
export function chargingProfilesQuery(stationId: number, settled: number) {
  return queryOptions({
    queryKey: ["station", stationId, "charging-profiles", settled],
    queryFn: ({ signal }): Promise<{ items: ChargingProfileInstalled[] }> => answered(client.GET("/api/v1/stations/{id}/charging-profiles", { params: path(stationId), signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

const reservationsKey = ["reservations"] as const;

/** The newest reservations at a station, kept up to date by deltas. */
export function reservationsQuery(stationId: number) {
  return queryOptions({
    queryKey: [...reservationsKey, stationId],
    queryFn: ({ signal }): Promise<Page<Reservation>> => answered(client.GET("/api/v1/reservations", { params: { query: { node: stationId, limit: 100 } }, signal })),
    staleTime: 60_000,
  });
}

/** Whether an outlet is kept for somebody, or will be. */
export function isOpen({ state }: Reservation): boolean {
  return state === "pending" || state === "accepted";
}

/** How deltas change the list of a station's reservations. */
export const reservationsPatch: CachePatch = cachePatch<Page<Reservation>>(reservationsKey, (page, events, key) => {
  let after = page;
  for (const event of events) {
    if (event.type !== "reservation" || event.data.stationId !== key[1]) continue;
    const index = after.items.findIndex(({ id }) => id === event.data.id);
    after = { ...after, items: index < 0 ? [event.data, ...after.items] : after.items.with(index, event.data) };
  }
  return after;
});
