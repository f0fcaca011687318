import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readSessionFilters, type SessionFilters } from "../../api/sessionFilters";
import { appRoute } from "../../routing/root";
import { strictly } from "../../routing/search";

/** The parts of a session's window. */
export const sessionParts = ["readings", "statuses", "messages"] as const;
export type SessionPart = (typeof sessionParts)[number];

/** The columns a table of sessions can be sorted by. */
export const sortableColumns = [
  "startedAt", "durationS", "endedAt", "nodeIdentity", "site", "floor", "station", "outlet", "energyWh", "meterEndWh", "authentication", "sessionId", "receivedAt",
  "email", "tag", "stopReason",
] as const;
export const defaultSort = "-startedAt";

export type StatisticsSearch = SessionFilters & {
  sort?: string;
  /** The selected row's session. */
  row?: number;
  /** The session whose window is open, and the part of it that is shown. */
  session?: number;
  part?: SessionPart;
};

export const statisticsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/statistics/$nodeId",
  params: { parse: ({ nodeId }) => ({ nodeId: Number(nodeId) }), stringify: ({ nodeId }) => ({ nodeId: String(nodeId) }) },
  validateSearch: strictly(readStatisticsSearch),
  component: lazyRouteComponent(() => import("./StatisticsPage"), "StatisticsPage"),
});

/** Reads an address; what makes no sense is left out. */
export function readStatisticsSearch(search: Record<string, unknown>): StatisticsSearch {
  const { sort } = search;
  const row = idOf(search["row"]);
  const session = idOf(search["session"]);
  const part = sessionParts.find((candidate) => candidate === search["part"]);
  const sorted = typeof sort === "string" && sort !== defaultSort && sortableColumns.some((column) => column === sort.replace(/^-/, ""));
  return {
    ...readSessionFilters(search),
    ...(sorted ? { sort } : {}),
    ...(row === undefined ? {} : { row }),
    ...(session === undefined ? {} : { session }),
    ...(part === undefined ? {} : { part }),
  };
}

function idOf(value: unknown): number | undefined {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
