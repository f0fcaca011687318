import { queryOptions } from "@tanstack/react-query";
import { answered, client, ifMatch } from "./client";
import type { Settings, SettingsChange } from "./types";

/** The portal's name, language, time zone and policies. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }): Promise<Settings> => answered(client.GET("/api/v1/settings", { signal })),
  staleTime: 60_000,
});

/** Changes what is given; refused with `version-mismatch` when somebody else has changed the settings since they were read. */
export function changeSettings(version: number, change: SettingsChange): Promise<Settings> {
  return answered(client.PATCH("/api/v1/settings", { params: { header: ifMatch(version) }, body: change }));
}
