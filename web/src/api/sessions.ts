import { queryOptions } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { Page, Session } from "./types";

/** As many running sessions as a panel lists; a larger site is told how many more there are. */
export const runningLimit = 100;

/** The sessions running below a node, newest first, kept up to date by deltas. */
export function runningSessionsQuery(nodeId: number) {
  return queryOptions({
    queryKey: ["sessions", "running", nodeId],
    queryFn: ({ signal }): Promise<Page<Session>> =>
      answered(client.GET("/api/v1/sessions", { params: { query: { node: nodeId, active: true, sort: "-startedAt", limit: runningLimit } }, signal })),
    staleTime: 60_000,
  });
}

/** Tells whether a session is at a node or below it. */
export type IsAt = (session: Session, nodeId: number) => boolean;

/** How deltas change the lists of running sessions. */
export function runningSessionsPatch(isAt: IsAt): CachePatch {
  return cachePatch<Page<Session>>(["sessions", "running"], (page, events, key) => {
    const nodeId = key[2] as number;
    let items = page.items;
    for (const event of events) {
      if (event.type !== "session") continue;
      const { change, session } = event.data;
      const index = items.findIndex(({ id }) => id === session.id);
      if (change === "ended" || !session.active) {
        if (index >= 0) items = items.toSpliced(index, 1);
      } else if (index >= 0) {
        items = items.with(index, session);
      } else if (isAt(session, nodeId)) {
        items = inStartOrder(items, session).slice(0, runningLimit);
      }
    }
    return items === page.items ? page : { ...page, items };
  });
}

function inStartOrder(items: Session[], session: Session): Session[] {
  const index = items.findIndex(({ startedAt }) => startedAt <= session.startedAt);
  return items.toSpliced(index < 0 ? items.length : index, 0, session);
}
