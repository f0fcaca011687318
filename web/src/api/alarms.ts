import { queryOptions, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { Alarm, Page } from "./types";

const activeAlarms = ["alarms", "active"] as const;

/** The alarms active at a node and below it (null: everywhere the viewer may see), newest first, kept up to date by deltas. */
export function activeAlarmsQuery(nodeId: number | null) {
  return queryOptions({
    queryKey: [...activeAlarms, nodeId],
    queryFn: ({ signal }): Promise<Page<Alarm>> =>
      answered(client.GET("/api/v1/alarms", { params: { query: { active: true, limit: 200, ...(nodeId === null ? {} : { node: nodeId }) } }, signal })),
    staleTime: 60_000,
  });
}

/** Clears an alarm for everybody. A page that is being left may still send it. */
export function clearAlarm(alarm: Alarm): Promise<Alarm> {
  return answered(client.POST("/api/v1/alarms/{id}/clear", { params: { path: { id: alarm.id } }, keepalive: true }));
}

/** The lists from which an alarm was taken. */
export type HiddenAlarm = { alarm: Alarm; from: QueryKey[] };

/** Takes an alarm out of every list that has it. */
export function hideAlarm(queryClient: QueryClient, alarm: Alarm): HiddenAlarm {
  const having = queryClient.getQueriesData<Page<Alarm>>({ queryKey: activeAlarms }).filter(([, page]) => page?.items.some(({ id }) => id === alarm.id));
  for (const [key] of having) queryClient.setQueryData<Page<Alarm>>(key, (page) => page && without(page, alarm.id));
  return { alarm, from: having.map(([key]) => key) };
}

/** Puts a hidden alarm back where it was. */
export function showAlarmAgain(queryClient: QueryClient, { alarm, from }: HiddenAlarm): void {
  for (const key of from) {
    queryClient.setQueryData<Page<Alarm>>(key, (page) => {
      if (page === undefined || page.items.some(({ id }) => id === alarm.id)) return page;
      const items = [...page.items, alarm].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      return { ...page, items, total: counted(page, 1) };
    });
  }
}

/** Tells whether an alarm is at a node or below it. */
export type IsAt = (alarm: Alarm, nodeId: number) => boolean;

/** How deltas change the lists of active alarms. */
export function activeAlarmsPatch(isAt: IsAt): CachePatch {
  return cachePatch<Page<Alarm>>(activeAlarms, (page, events, key) => {
    const nodeId = key[2] as number | null;
    let after = page;
    for (const event of events) {
      if (event.type !== "alarm") continue;
      const { alarm } = event.data;
      const index = after.items.findIndex(({ id }) => id === alarm.id);
      if (alarm.clearedAt !== null) after = without(after, alarm.id);
      else if (index >= 0) after = { ...after, items: after.items.with(index, alarm) };
      else if (nodeId === null || isAt(alarm, nodeId)) after = { ...after, items: [alarm, ...after.items], total: counted(after, 1) };
    }
    return after;
  });
}

function without(page: Page<Alarm>, id: number): Page<Alarm> {
  const items = page.items.filter((alarm) => alarm.id !== id);
  return items.length === page.items.length ? page : { ...page, items, total: counted(page, -1) };
}

function counted(page: Page<Alarm>, change: number): Page<Alarm>["total"] {
  return { ...page.total, count: page.total.count + change };
}
