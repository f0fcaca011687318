import type { CountedDeviation, LoggedMessage } from "../../src/api/types";

const began = Date.parse("2026-11-20T08:00:00.000Z");

/** A station's protocol log in the mock portal. */
export class MockLog {
  readonly messages: LoggedMessage[] = [];
  readonly deviations: CountedDeviation[] = [
    { action: "MeterValues", kind: "number_as_text", member: "meterValue[].sampledValue[].value", count: 1204, firstAt: "2026-11-01T08:00:00.000Z", lastAt: "2026-11-20T08:14:09.000Z", example: "12" },
  ];

  constructor() {
    this.#exchange("BootNotification", "fromStation", { chargePointVendor: "ChargeStorm" }, { status: "Accepted", interval: 240 }, "Accepted");
    this.#exchange("ChangeConfiguration", "toStation", { key: "LightIntensity", value: "80" }, { status: "RebootRequired" }, "RebootRequired");
    this.#add({ kind: "refused", action: "", messageId: "", text: "failed to authenticate the station: the credential is missing or wrong, from 10.0.4.17" });
    for (let count = 0; count < 30; count++) this.#exchange("Heartbeat", "fromStation", {}, { currentTime: "2026-11-20T08:14:09.000Z" }, null);
  }

  /** The messages that a query asks for, the newest first. */
  page(query: URLSearchParams) {
    const holds = (text: string, name: string) => text.toLowerCase().includes((query.get(name) ?? "").toLowerCase());
    const isAsked = ({ at, kind, direction, action, text, deviations, messageId }: LoggedMessage) =>
      (query.get("direction") ?? direction) === direction &&
      (query.get("kind") ?? kind).split(",").includes(kind) &&
      (query.get("messageId") ?? messageId) === messageId &&
      (query.get("from") ?? at) <= at &&
      at < (query.get("to") ?? "9") &&
      (query.get("errors") !== "true" || (kind !== "call" && kind !== "result")) &&
      (query.get("deviations") !== "true" || deviations > 0) &&
      holds(action, "action.contains") &&
      holds(text, "text.contains");
    const items = this.messages.filter(isAsked).reverse();
    return { items, nextCursor: null, total: { count: items.length, capped: false } };
  }

  #exchange(action: string, direction: LoggedMessage["direction"], call: object, result: object, outcome: string | null): void {
    const messageId = `m${this.messages.length}`;
    const asked = this.#add({ action, direction, messageId, text: JSON.stringify(call) });
    const answer = this.#add({ action, direction: direction === "toStation" ? "fromStation" : "toStation", kind: "result", messageId, text: JSON.stringify(result), latencyMs: 12, outcome });
    asked.answer = { id: answer.id, kind: "result", latencyMs: 12, outcome };
  }

  #add(change: Partial<LoggedMessage>): LoggedMessage {
    const at = began + this.messages.length * 60;
    const message: LoggedMessage = {
      id: `${at}.${at * 1000}`, at: new Date(at).toISOString(), direction: "fromStation", kind: "call", action: "", messageId: "", text: "{}", latencyMs: null, outcome: null, answer: null, deviations: 0, ...change,
    };
    this.messages.push(message);
    return message;
  }
}
