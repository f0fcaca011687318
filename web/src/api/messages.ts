import { instantsOf, isDay } from "../format/day";
import { queryOptions } from "@tanstack/react-query";
import { answered, client } from "./client";
import type { CountedDeviation, LoggedMessage, Page } from "./types";

export const frameKinds = ["call", "result", "error", "broken", "refused", "unanswered"] as const satisfies readonly LoggedMessage["kind"][];
export const directions = ["fromStation", "toStation"] as const satisfies readonly LoggedMessage["direction"][];

/** What a station's log is filtered by, as it stands in the address. */
export type MessageFilters = {
  from?: string;
  to?: string;
  direction?: LoggedMessage["direction"];
  /** Words joined by commas. */
  kind?: string;
  action?: string;
  text?: string;
  errors?: true;
  deviations?: true;
};

/** Reads the filters out of an address; what makes no sense is left out. */
export function readMessageFilters(search: Record<string, unknown>): MessageFilters {
  const word = (name: string) => (typeof search[name] === "string" ? search[name].trim() : "");
  const kinds = word("kind").split(",").filter((kind) => frameKinds.some((known) => known === kind));
  const direction = directions.find((known) => known === word("direction"));
  return {
    ...(isDay(word("from")) ? { from: word("from") } : {}),
    ...(isDay(word("to")) ? { to: word("to") } : {}),
    ...(direction === undefined ? {} : { direction }),
    ...(kinds.length === 0 ? {} : { kind: kinds.join(",") }),
    ...(word("action") === "" ? {} : { action: word("action") }),
    ...(word("text") === "" ? {} : { text: word("text") }),
    ...(String(search["errors"]) === "true" ? { errors: true } : {}),
    ...(String(search["deviations"]) === "true" ? { deviations: true } : {}),
  };
}

/** A page of a station's messages, the newest first. */
export function fetchMessages(stationId: number, filters: MessageFilters, timeZone: string, cursor: string | null, signal?: AbortSignal): Promise<Page<LoggedMessage>> {
  const { from, to, kind, action, text, ...plain } = filters;
  const query = {
    ...plain,
    ...instantsOf({ from, to }, timeZone),
    ...(kind === undefined ? {} : { kind: kind.split(",") as LoggedMessage["kind"][] }),
    ...(action === undefined ? {} : { "action.contains": action }),
    ...(text === undefined ? {} : { "text.contains": text }),
    limit: 100,
    ...(cursor === null ? {} : { cursor }),
  };
  return answered(client.GET("/api/v1/stations/{id}/messages", { params: { path: { id: stationId }, query }, ...(signal === undefined ? {} : { signal }) }));
}

/** Whether a message that has just come belongs among those that are shown. */
export function isShown(message: LoggedMessage, filters: MessageFilters): boolean {
  const holds = (text: string, words: string | undefined) => words === undefined || text.toLowerCase().includes(words.toLowerCase());
  return (
    (filters.direction === undefined || message.direction === filters.direction) &&
    (filters.kind === undefined || filters.kind.split(",").includes(message.kind)) &&
    (filters.errors === undefined || (message.kind !== "call" && message.kind !== "result")) &&
    (filters.deviations === undefined || message.deviations > 0) &&
    holds(message.action, filters.action) &&
    holds(message.text, filters.text)
  );
}

const aroundMs = 60_000;

/** A message and what it belongs to: the call and how it ended, oldest first. */
export function exchangeQuery(stationId: number, id: string) {
  return queryOptions({
    queryKey: ["station", stationId, "exchange", id],
    queryFn: async ({ signal }): Promise<LoggedMessage[]> => {
      const at = Number(id.split(".")[0]);
      const instant = (ms: number) => new Date(ms).toISOString();
      const ask = async (from: number, to: number, messageId?: string) => {
        const query = { from: instant(from), to: instant(to), limit: 500, ...(messageId === undefined ? {} : { messageId }) };
        return (await answered(client.GET("/api/v1/stations/{id}/messages", { params: { path: { id: stationId }, query }, signal }))).items;
      };
      const message = (await ask(at, at + 1)).find((candidate) => candidate.id === id);
      if (message === undefined) return [];
      if (message.messageId === "") return [message];
      return exchangeOf(message, await ask(at - aroundMs, at + aroundMs, message.messageId));
    },
    staleTime: 5_000,
  });
}

/** Of messages with the same id, newest first, the one meant with its counterpart: a call's answer, an answer's call. */
export function exchangeOf(message: LoggedMessage, sameId: readonly LoggedMessage[]): LoggedMessage[] {
  const isCall = ({ kind }: LoggedMessage) => kind === "call" || kind === "broken";
  const newestFirst = sameId.filter((other) => other.id !== message.id && other.direction !== message.direction && isCall(other) !== isCall(message));
  if (isCall(message)) {
    const answer = newestFirst.filter(({ id }) => isAfter(id, message.id)).at(-1);
    return answer === undefined ? [message] : [message, answer];
  }
  const call = newestFirst.find(({ id }) => isAfter(message.id, id));
  return call === undefined ? [message] : [call, message];
}

/** Whether one place in a log comes after another. */
export function isAfter(one: string, other: string): boolean {
  const [at = 0, number = 0] = one.split(".").map(Number);
  const [otherAt = 0, otherNumber = 0] = other.split(".").map(Number);
  return at > otherAt || (at === otherAt && number > otherNumber);
}

/** What is odd in a station's messages, the last one first. */
export function deviationsQuery(stationId: number) {
  return queryOptions({
    queryKey: ["station", stationId, "deviations"],
    queryFn: async ({ signal }): Promise<CountedDeviation[]> => (await answered(client.GET("/api/v1/stations/{id}/deviations", { params: { path: { id: stationId } }, signal }))).items,
    staleTime: 15_000,
    refetchInterval: 30_000,
  });
}

/** Begins to count a station's deviations anew. */
export function forgetDeviations(stationId: number): Promise<void> {
  return answered(client.DELETE("/api/v1/stations/{id}/deviations", { params: { path: { id: stationId } } }));
}

/** The address of a station's log as a file. */
export function messageExportPath(stationId: number, period: { from?: string; to?: string }, maskTags: boolean): string {
  const query = new URLSearchParams({ ...period, maskTags: String(maskTags) });
  return `/api/v1/stations/${stationId}/messages/export.zip?${query.toString()}`;
}
