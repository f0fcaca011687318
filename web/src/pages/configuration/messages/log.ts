import { isAfter, isShown, type MessageFilters } from "../../../api/messages";
import type { LoggedMessage, Page } from "../../../api/types";

/** As many rows as are held while messages keep coming; older ones are read again when the viewer scrolls to them. */
const mostRows = 3_000;

/** A station's messages as far as they were read, the newest first. */
export type Log = {
  rows: readonly LoggedMessage[];
  /** Where older ones begin; null at the end of the log. */
  cursor: string | null;
  /** The newest place in the log that is known, whether or not it is shown. */
  newest: string;
};

export const emptyLog: Log = { rows: [], cursor: null, newest: "0.0" };

/** The log with a page of older messages. */
export function withOlder(log: Log, page: Page<LoggedMessage>): Log {
  const last = log.rows.at(-1);
  const older = last === undefined ? page.items : page.items.filter(({ id }) => isAfter(last.id, id));
  const newest = log.newest === emptyLog.newest ? (page.items[0]?.id ?? log.newest) : log.newest;
  return { rows: [...log.rows, ...older], cursor: page.nextCursor, newest };
}

/** The log with messages that have just come, oldest first; calls that they answer are told how they ended. */
export function withNew(log: Log, messages: readonly LoggedMessage[], filters: MessageFilters): Log {
  const fresh = messages.filter(({ id }) => isAfter(id, log.newest));
  const newest = fresh.at(-1)?.id ?? log.newest;
  const shown = fresh.filter((message) => isShown(message, filters)).reverse();
  const answers = new Map(fresh.filter(isAnswer).map((answer) => [`${answer.direction} ${answer.messageId}`, answer]));
  let rows: readonly LoggedMessage[] = [...shown, ...log.rows];
  if (answers.size > 0) rows = rows.map((row) => answered(row, answers));
  if (rows.length <= mostRows) return { rows, cursor: log.cursor, newest };
  const kept = rows.slice(0, mostRows);
  return { rows: kept, cursor: kept.at(-1)?.id ?? log.cursor, newest };
}

function isAnswer({ kind }: LoggedMessage): boolean {
  return kind === "result" || kind === "error" || kind === "unanswered";
}

function answered(row: LoggedMessage, answers: ReadonlyMap<string, LoggedMessage>): LoggedMessage {
  if (row.kind !== "call" || row.answer !== null) return row;
  const answer = answers.get(`${row.direction === "toStation" ? "fromStation" : "toStation"} ${row.messageId}`);
  if (answer === undefined || !isAfter(answer.id, row.id)) return row;
  const { id, kind, latencyMs, outcome } = answer;
  return { ...row, answer: { id, kind, latencyMs, outcome } };
}
