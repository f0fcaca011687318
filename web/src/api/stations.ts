import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";
import type { Page, StationConfiguration, UnknownStation } from "./types";

const path = (id: number) => ({ path: { id } });

/** A station's configuration keys as they were last read from it. */
export function stationConfigurationQuery(id: number) {
  return queryOptions({
    queryKey: ["station", id, "configuration"],
    queryFn: ({ signal }): Promise<StationConfiguration> => answered(client.GET("/api/v1/stations/{id}/configuration", { params: path(id), signal })),
    staleTime: 60_000,
  });
}

/** Sets a station's password, or has the portal make one, and tells it this once. */
export function setCredential(id: number, password?: string): Promise<{ password: string }> {
  return answered(client.POST("/api/v1/stations/{id}/credential", { params: path(id), body: password === undefined ? {} : { password } }));
}

/** Takes a station's password away. */
export function removeCredential(id: number): Promise<void> {
  return answered(client.DELETE("/api/v1/stations/{id}/credential", { params: path(id) }));
}

/** Stations that tried to connect and are not configured, the latest first. */
export const unknownStationsQuery = queryOptions({
  queryKey: ["unknown-stations"],
  queryFn: ({ signal }): Promise<Page<UnknownStation>> => answered(client.GET("/api/v1/unknown-stations", { signal })),
  staleTime: 15_000,
  refetchInterval: 30_000,
});

/** Forgets an unknown station and clears its alarm; it comes back when it tries again. */
export function dismissUnknownStation(chargeBoxId: string): Promise<void> {
  return answered(client.DELETE("/api/v1/unknown-stations/{chargeBoxId}", { params: { path: { chargeBoxId } } }));
}
