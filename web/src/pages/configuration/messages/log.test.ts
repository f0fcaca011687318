import { describe, expect, test } from "vitest";
import type { LoggedMessage } from "../../../api/types";
import { emptyLog, withNew, withOlder } from "./log";

function message(number: number, change: Partial<LoggedMessage> = {}): LoggedMessage {
  return {
    id: `1000.${number}`, at: "1970-01-01T00:00:01.000Z", direction: "fromStation", kind: "call", action: "Heartbeat", messageId: String(number), text: "{}",
    latencyMs: null, outcome: null, answer: null, deviations: 0, ...change,
  };
}

const page = (items: LoggedMessage[], nextCursor: string | null = null) => ({ items, nextCursor, total: { count: items.length, capped: false } });

describe("a station's log", () => {
  test("grows at both ends and holds each message once", () => {
    let log = withOlder(emptyLog, page([message(3), message(2)], "1000.2"));
    log = withNew(log, [message(3), message(4)], {});
    log = withOlder(log, page([message(2), message(1)]));
    expect(log.rows.map(({ messageId }) => messageId)).toEqual(["4", "3", "2", "1"]);
    expect(log).toMatchObject({ newest: "1000.4", cursor: null });
  });

  test("tells a call how it ended", () => {
    const asked = withNew(emptyLog, [message(1, { direction: "toStation", messageId: "a" })], {});
    const answer = message(2, { kind: "result", messageId: "a", latencyMs: 40, outcome: "Accepted" });
    const foreign = message(3, { kind: "result", direction: "toStation", messageId: "a", outcome: "Rejected" });
    const log = withNew(asked, [answer, foreign], {});
    expect(log.rows.at(-1)?.answer).toEqual({ id: "1000.2", kind: "result", latencyMs: 40, outcome: "Accepted" });
  });

  test("shows only what is filtered, and goes on after what is not", () => {
    const log = withNew(emptyLog, [message(1), message(2, { action: "BootNotification" })], { action: "heart" });
    expect(log.rows.map(({ messageId }) => messageId)).toEqual(["1"]);
    expect(log.newest).toBe("1000.2");
  });

  test("lets go of the oldest when there are too many, and can read them again", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => message(index + 1));
    const log = withNew(emptyLog, many, {});
    expect(log.rows.length).toBe(3_000);
    expect(log.cursor).toBe(log.rows.at(-1)?.id);
    expect(log.cursor).toBe("1000.2001");
  });
});
