import { instantsOf, isDay } from "../format/day";
import type { paths } from "./schema";
import type { Session } from "./types";

/** Columns that are filtered by the words they contain. */
export const textColumns = ["nodeIdentity", "site", "floor", "station", "email", "tag", "stopReason"] as const;
/** Columns that are filtered by a range of figures. */
export const figureColumns = ["durationS", "energyWh", "meterEndWh"] as const;
/** Columns that are filtered by a range of days in the viewer's zone. */
export const dayColumns = ["startedAt", "endedAt", "receivedAt"] as const;
export const authentications = ["anonymous", "rfid", "app", "remote", "plugAndCharge", "externalService"] as const satisfies readonly Session["authentication"][];
/** Columns that tell who charged. */
export const personalColumns: readonly string[] = ["email", "tag"];

export type TextColumn = (typeof textColumns)[number];
export type FigureColumn = (typeof figureColumns)[number];
export type DayColumn = (typeof dayColumns)[number];

/** What the viewer has filtered by, as it stands in the address: days rather than instants, so that a link means the same to everyone who opens it. */
export type SessionFilters = {
  [Key in `${TextColumn}.contains`]?: string;
} & {
  [Key in `${FigureColumn}.${"min" | "max"}`]?: number;
} & {
  [Key in `${DayColumn}.${"from" | "to"}`]?: string;
} & {
  /** Numbers joined by commas. */
  outlet?: string;
  /** Words joined by commas. */
  authentication?: string;
  sessionId?: number;
  active?: boolean;
};

/** The names filters have in an address. */
export const sessionFilterNames: readonly string[] = [
  ...textColumns.map((column) => `${column}.contains`),
  ...figureColumns.flatMap((column) => [`${column}.min`, `${column}.max`]),
  ...dayColumns.flatMap((column) => [`${column}.from`, `${column}.to`]),
  "outlet", "authentication", "sessionId", "active",
];

type ListQuery = NonNullable<paths["/api/v1/sessions"]["get"]["parameters"]["query"]>;
/** The same as the API takes it. */
export type SessionQuery = Omit<ListQuery, "limit" | "cursor" | "sort" | "node">;

/** Reads the filters out of an address; what makes no sense is left out. */
export function readSessionFilters(search: Record<string, unknown>): SessionFilters {
  const found: Record<string, string | number | boolean> = {};
  const word = (key: string) => {
    const value = search[key];
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value).trim() : "";
  };
  for (const column of textColumns) if (word(`${column}.contains`) !== "") found[`${column}.contains`] = word(`${column}.contains`);
  for (const column of figureColumns) {
    for (const end of ["min", "max"]) {
      const figure = wholeNumber(word(`${column}.${end}`));
      if (figure !== null) found[`${column}.${end}`] = figure;
    }
  }
  for (const column of dayColumns) for (const end of ["from", "to"]) if (isDay(word(`${column}.${end}`))) found[`${column}.${end}`] = word(`${column}.${end}`);
  const outlets = listOf(word("outlet")).filter((outlet) => wholeNumber(outlet) !== null);
  if (outlets.length > 0) found["outlet"] = outlets.join(",");
  const chosen = authentications.filter((choice) => listOf(word("authentication")).includes(choice));
  if (chosen.length > 0) found["authentication"] = chosen.join(",");
  const sessionId = wholeNumber(word("sessionId"));
  if (sessionId !== null) found["sessionId"] = sessionId;
  if (word("active") === "true" || word("active") === "false") found["active"] = word("active") === "true";
  return found;
}

/** The filters as the API takes them: days become instants, and nobody filters by what they may not see. */
export function sessionQuery(filters: SessionFilters, timeZone: string, personalData: boolean): SessionQuery {
  const query: Record<string, unknown> = { ...filters };
  for (const column of dayColumns) {
    const { from, to } = instantsOf({ from: filters[`${column}.from`], to: filters[`${column}.to`] }, timeZone);
    if (from !== undefined) query[`${column}.from`] = from;
    if (to !== undefined) query[`${column}.to`] = to;
  }
  if (!personalData) for (const column of personalColumns) delete query[`${column}.contains`];
  return query;
}

/** Whether a session is among those asked for, as the portal would decide it; where it stands is another matter. */
export function matches(session: Session, query: SessionQuery): boolean {
  const given: Record<string, unknown> = query;
  return (
    textColumns.every((column) => contains(textOf[column](session), given[`${column}.contains`])) &&
    figureColumns.every((column) => isBetween(session[column], given[`${column}.min`], given[`${column}.max`])) &&
    dayColumns.every((column) => isWithin(session[column], given[`${column}.from`], given[`${column}.to`])) &&
    isOneOf(String(session.outlet), query.outlet) &&
    isOneOf(session.authentication, query.authentication) &&
    (query.sessionId == null || query.sessionId === session.id) &&
    (query.active == null || query.active === session.active)
  );
}

const textOf: Record<TextColumn, (session: Session) => string | null> = {
  nodeIdentity: (session) => session.nodeIdentity,
  site: (session) => session.siteName,
  floor: (session) => session.floorName,
  station: (session) => session.stationName,
  email: (session) => session.email,
  tag: (session) => session.tag,
  stopReason: (session) => session.stopReason,
};

function contains(text: string | null, words: unknown): boolean {
  return typeof words !== "string" || (text?.toLowerCase().includes(words.toLowerCase()) ?? false);
}

function isBetween(figure: number | null, min: unknown, max: unknown): boolean {
  if (typeof min !== "number" && typeof max !== "number") return true;
  return figure !== null && (typeof min !== "number" || figure >= min) && (typeof max !== "number" || figure <= max);
}

function isWithin(at: string | null, from: unknown, to: unknown): boolean {
  if (typeof from !== "string" && typeof to !== "string") return true;
  if (at === null) return false;
  const time = Date.parse(at);
  return (typeof from !== "string" || time >= Date.parse(from)) && (typeof to !== "string" || time < Date.parse(to));
}

function isOneOf(value: string, chosen: unknown): boolean {
  return typeof chosen !== "string" || listOf(chosen).includes(value);
}

/** The parts of a comma-separated list. */
export function listOf(words: string | undefined): string[] {
  return (words ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
