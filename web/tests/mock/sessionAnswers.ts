import { matches, type SessionQuery } from "../../src/api/sessionFilters";
import type { Curve, LoggedMessage, Reading, Session, StatusChange } from "../../src/api/types";
import type { MockPortal } from "./portal.ts";
import { seeded } from "./random.ts";

/** The sessions a call asks for, in its order. */
export function listedSessions(portal: MockPortal, query: URLSearchParams): Session[] {
  const node = query.get("node");
  const wanted = queryOf(query);
  const sort = query.get("sort") ?? "-startedAt";
  const sign = sort.startsWith("-") ? -1 : 1;
  const value = valueOf(sort.replace(/^-/, ""));
  return portal.sessions
    .filter((session) => (node === null || portal.isWithin(session.outletId ?? session.stationId, Number(node))) && matches(session, wanted))
    .sort((a, b) => sign * (compare(value(a), value(b)) || a.id - b.id));
}

function queryOf(query: URLSearchParams): SessionQuery {
  const found: Record<string, unknown> = {};
  for (const [key, value] of query) found[key] = /\.(min|max)$|^sessionId$/.test(key) ? Number(value) : key === "active" ? value === "true" : value;
  return found;
}

function valueOf(column: string): (session: Session) => string | number {
  const names: Record<string, keyof Session> = { site: "siteName", floor: "floorName", station: "stationName", sessionId: "id" };
  const key = names[column] ?? (column as keyof Session);
  return (session) => {
    const value = session[key];
    return typeof value === "string" || typeof value === "number" ? value : "";
  };
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const stepS = 60;

export function curve(session: Session): Curve {
  const random = seeded(session.id);
  const steps = Math.max(2, Math.floor(session.durationS / stepS));
  const meanW = session.durationS === 0 ? 0 : (session.energyWh * 3600) / session.durationS;
  const hasCharge = session.id % 2 === 0;
  const points = Array.from({ length: Math.min(steps, 900) }, (_, index) => {
    const share = index / Math.min(steps, 900);
    const powerW = Math.round(meanW * (share < 0.02 ? 0.2 : share < 0.7 ? 1.15 : 1.3 - share * 0.6) * (0.97 + random() * 0.06));
    return {
      at: new Date(Date.parse(session.startedAt) + share * session.durationS * 1000).toISOString(), powerW, energyWh: Math.round(session.energyWh * share),
      currentA: Math.round((powerW / 690) * 10) / 10, socPercent: hasCharge ? Math.round(24 + share * 61) : null,
    };
  });
  return { points };
}

export function readings(session: Session): Reading[] {
  return curve(session).points.map(({ at, powerW, energyWh, currentA, socPercent }, index) => {
    const context = index === 0 ? "Transaction.Begin" : "Sample.Periodic";
    const sample = (measurand: string, value: number, unit: string, phase: string | null = null, original = String(value), originalUnit: string | null = null) => ({
      measurand, value, unit, phase, location: "Outlet", context, original, originalUnit, signed: false,
    });
    const register = (session.meterStartWh ?? 0) + (energyWh ?? 0);
    return {
      at, receivedAt: new Date(Date.parse(at) + 400).toISOString(),
      samples: [
        sample("Energy.Active.Import.Register", register, "Wh", null, (register / 1000).toFixed(3), "kWh"),
        sample("Power.Active.Import", powerW ?? 0, "W", null, ((powerW ?? 0) / 1000).toFixed(2), "kW"),
        ...["L1", "L2", "L3"].map((phase) => sample("Current.Import", currentA ?? 0, "A", phase)),
        ...(socPercent === null ? [] : [sample("SoC", socPercent, "Percent")]),
      ],
    };
  });
}

export function statuses(session: Session): StatusChange[] {
  const change = (seconds: number, status: StatusChange["status"], more: Partial<StatusChange> = {}): StatusChange => {
    const at = new Date(Date.parse(session.startedAt) + seconds * 1000).toISOString();
    return { at, receivedAt: at, outlet: session.outlet, status, errorCode: "NoError", errorText: null, late: false, ...more };
  };
  const running = [change(-14, "preparing"), change(2, "charging")];
  if (session.active) return running;
  return [...running, change(session.durationS * 0.9, "suspendedEv"), change(session.durationS, "finishing"), change(session.durationS + 40, "available", { late: session.id % 3 === 0 })];
}

export function messages(session: Session): LoggedMessage[] {
  const found: LoggedMessage[] = [];
  const exchange = (seconds: number, action: string, call: unknown, result: unknown, deviations = 0) => {
    const messageId = `${session.id}-${found.length}`;
    const at = Date.parse(session.startedAt) + seconds * 1000;
    const frame = { direction: "fromStation", action, messageId, outcome: null, answer: null } as const;
    const id = (ms: number) => `${ms}.${ms * 1000}`;
    found.push({ ...frame, id: id(at), at: new Date(at).toISOString(), kind: "call", text: JSON.stringify([2, messageId, action, call]), latencyMs: null, deviations });
    found.push({ ...frame, id: id(at + 6), at: new Date(at + 6).toISOString(), direction: "toStation", kind: "result", text: JSON.stringify([3, messageId, result]), latencyMs: 6, deviations: 0 });
  };
  exchange(-14, "StatusNotification", { connectorId: session.outlet, errorCode: "NoError", status: "Preparing" }, {});
  exchange(-2, "Authorize", { idTag: session.tag ?? "" }, { idTagInfo: { status: "Accepted" } });
  exchange(0, "StartTransaction", { connectorId: session.outlet, idTag: session.tag ?? "", meterStart: session.meterStartWh, timestamp: session.startedAt }, { transactionId: session.id, idTagInfo: { status: "Accepted" } });
  for (const { at, powerW, energyWh } of curve(session).points.slice(0, 200)) {
    const sampledValue = [{ value: String((session.meterStartWh ?? 0) + (energyWh ?? 0)), unit: "Wh" }, { value: String(powerW), measurand: "Power.Active.Import", unit: "W" }];
    exchange((Date.parse(at) - Date.parse(session.startedAt)) / 1000, "MeterValues", { connectorId: session.outlet, transactionId: session.id, meterValue: [{ timestamp: at, sampledValue }] }, {}, session.id % 5 === 0 ? 1 : 0);
  }
  if (!session.active) exchange(session.durationS, "StopTransaction", { transactionId: session.id, meterStop: session.meterEndWh, timestamp: session.endedAt, reason: session.stopReason }, {});
  return found;
}

/** The listed sessions as CSV; the mock writes no workbooks. */
export function csv(sessions: readonly Session[], columns: readonly string[]): string {
  const line = (session: Session) => columns.map((column) => valueOf(column)(session)).join(";");
  return `${columns.join(";")}\n${sessions.map(line).join("\n")}\n`;
}
