import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CursorPages } from "../components/DataTable";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import { matches, type SessionQuery } from "./sessionFilters";
import type { IsAt } from "./sessions";
import type { Page, Session } from "./types";

/** Which sessions a table lists, and in which order. */
export type SessionListing = { node: number; sort: string; query: SessionQuery };

const pageSize = 100;
const listKey = ["sessions", "list"] as const;

export function sessionListKey(listing: SessionListing) {
  return [...listKey, listing] as const;
}

/** One page of the sessions listed, from a cursor on. */
export function fetchSessions({ node, sort, query }: SessionListing, cursor: string | null, signal: AbortSignal): Promise<Page<Session>> {
  return answered(client.GET("/api/v1/sessions", { params: { query: { ...query, node, sort, limit: pageSize, ...(cursor === null ? {} : { cursor }) } }, signal }));
}

/** Count, energy and duration of all sessions listed; while others are being added up, the sums before stay in sight. */
export function sessionTotalsQuery({ node, query }: Omit<SessionListing, "sort">) {
  return queryOptions({
    queryKey: ["sessions", "totals", { node, query }],
    queryFn: ({ signal }) => answered(client.GET("/api/v1/sessions/totals", { params: { query: { ...query, node } }, signal })),
    staleTime: 15_000,
    placeholderData: keepPreviousData,
  });
}

/**
 * How deltas change the listed sessions: those in sight are kept up to date in place, and one that begins stands on top where the newest are on top.
 * In any other order its place may lie far below, and it comes when it is scrolled to.
 */
export function sessionListPatch(isAt: IsAt): CachePatch {
  return cachePatch<CursorPages<Session>>(listKey, (list, events, key) => {
    const listing = key[2] as SessionListing;
    let pages = list.pages;
    for (const event of events) {
      if (event.type !== "session") continue;
      const { change, session } = event.data;
      const found = placeIn(pages, session.id);
      if (found !== null) pages = changed(pages, found.page, (items) => (staysListed(session, listing) ? items.with(found.index, session) : items.toSpliced(found.index, 1)));
      else if (change === "started" && listing.sort === "-startedAt" && isAt(session, listing.node) && matches(session, listing.query)) pages = withOnTop(pages, session);
    }
    return pages === list.pages ? list : { ...list, pages };
  });
}

/** A row under the viewer's eyes is not taken away because a figure outgrew a filter: only one that ended leaves a list of those that run. */
function staysListed(session: Session, { query }: SessionListing): boolean {
  return query.active == null || query.active === session.active;
}

function withOnTop(pages: Page<Session>[], session: Session): Page<Session>[] {
  const [first] = pages;
  if (first === undefined) return pages;
  const index = first.items.findIndex(({ startedAt }) => startedAt <= session.startedAt);
  // Older than all of the first page: it belongs to a later one, and comes with it.
  if (index < 0 && first.nextCursor !== null) return pages;
  return changed(pages, 0, (items) => items.toSpliced(index < 0 ? items.length : index, 0, session));
}

function changed(pages: Page<Session>[], index: number, change: (items: Session[]) => Session[]): Page<Session>[] {
  return pages.map((page, at) => (at === index ? { ...page, items: change(page.items) } : page));
}

function placeIn(pages: readonly Page<Session>[], id: number): { page: number; index: number } | null {
  for (const [page, { items }] of pages.entries()) {
    const index = items.findIndex((session) => session.id === id);
    if (index >= 0) return { page, index };
  }
  return null;
}
