import { queryOptions } from "@tanstack/react-query";
import { answered, client, ifMatch } from "./client";
import type { Command, ConfigurationDifferences, ConfigurationTemplate, TemplateApplication, WantedKey } from "./types";

export type TemplateContent = Pick<ConfigurationTemplate, "name" | "vendor" | "model" | "keys">;

/** The templates of stations' configurations, by name. */
export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: async ({ signal }): Promise<ConfigurationTemplate[]> => (await answered(client.GET("/api/v1/configuration-templates", { signal }))).items,
  staleTime: 30_000,
});

export function createTemplate(content: TemplateContent): Promise<ConfigurationTemplate> {
  return answered(client.POST("/api/v1/configuration-templates", { body: content }));
}

/** Changes a template; refused with `version-mismatch` when somebody else has changed it since it was read. */
export function changeTemplate(id: number, version: number, content: TemplateContent): Promise<ConfigurationTemplate> {
  return answered(client.PATCH("/api/v1/configuration-templates/{id}", { params: { path: { id }, header: ifMatch(version) }, body: content }));
}

export function deleteTemplate(id: number, version: number): Promise<void> {
  return answered(client.DELETE("/api/v1/configuration-templates/{id}", { params: { path: { id }, header: ifMatch(version) } }));
}

/** Writes what stations lack of a template; tells for each what became of it. */
export async function applyTemplate(id: number, stationIds: number[]): Promise<TemplateApplication[]> {
  return (await answered(client.POST("/api/v1/configuration-templates/{id}/apply", { params: { path: { id } }, body: { stationIds } }))).items;
}

/** What a station's configuration lacks of its template. */
export function differencesQuery(stationId: number) {
  return queryOptions({
    queryKey: ["station", stationId, "differences"],
    queryFn: ({ signal }): Promise<ConfigurationDifferences> => answered(client.GET("/api/v1/stations/{id}/configuration/differences", { params: { path: { id: stationId } }, signal })),
    staleTime: 15_000,
  });
}

/** Writes several keys into a station, one after the other; how each goes arrives with events. */
export async function writeKeys(stationId: number, keys: WantedKey[]): Promise<Command[]> {
  return (await answered(client.POST("/api/v1/stations/{id}/configuration", { params: { path: { id: stationId } }, body: { keys } }))).items;
}
