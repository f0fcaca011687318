import type { DashboardEnergy, Me, SearchHit, Session } from "../../src/api/types";
import type { MockPortal } from "./portal.ts";
import { csv, curve, listedSessions, messages, readings, statuses } from "./sessionAnswers.ts";

export type Answer = { status: number; body?: unknown };
export type Asked = { method: string; path: string; query: URLSearchParams; body: unknown; ifMatch?: string | null };

/** What the mock portal answers to a call of the API; `null` where it has nothing under that path. */
export function answer(portal: MockPortal, asked: Asked): Answer {
  const { method, path } = asked;
  const open: Record<string, () => Answer> = {
    "GET /portal": () => ok({ name: "Charge Portal", defaultLanguage: "en", needsFirstAdministrator: portal.needsFirstAdministrator }),
    "POST /sign-in": () => signIn(portal, asked.body as { email: string; password: string }),
    "POST /sign-out": () => {
      portal.me = null;
      return { status: 204 };
    },
    "POST /first-administrator": () => firstAdministrator(portal, asked.body as { token: string; email: string; password: string }),
  };
  const door = open[`${method} ${path}`];
  if (door !== undefined) return door();
  const { me } = portal;
  if (me === null) return problem(401, "not-signed-in", "Not signed in");
  return signedIn(portal, me, asked) ?? problem(404, "not-found", "Not found");
}

function signedIn(portal: MockPortal, me: Me, asked: Asked): Answer | null {
  const { method, path, query, body } = asked;
  const [, first = "", second, third] = path.split("/");
  const id = Number(second);
  const call = `${method} /${first}${second === undefined ? "" : /^\d+$/.test(second) ? "/id" : `/${second}`}${third === undefined ? "" : first === "me" ? "/key" : `/${third}`}`;
  switch (call) {
    case "GET /me":
      return ok(me);
    case "PATCH /me":
      portal.me = { ...me, ...(body as Partial<Me>) };
      return ok(portal.me);
    case "POST /me/password":
      return (body as { current: string }).current === "wrong1234" ? problem(400, "invalid-input", "Invalid input", "This is not your current password.", "current") : { status: 204 };
    case "GET /me/preferences/key":
      return ok(portal.preferences.get(third ?? "") ?? null);
    case "PUT /me/preferences/key":
      portal.preferences.set(third ?? "", body);
      return { status: 204 };
    case "GET /navigator":
      return ok({ items: [...portal.nodes.values()], eventId: portal.eventId });
    case "GET /nodes/id":
      return found(portal.node(id));
    case "GET /sessions":
      return ok(sessions(portal, query));
    case "GET /sessions/totals":
      return ok(totals(listedSessions(portal, query)));
    case "GET /sessions/id":
      return ofSession(portal, id, (session) => ({ ...session, startStatus: "Accepted", startedAtText: null, endedAtText: null, readings: readings(session).length }));
    case "GET /sessions/id/curve":
      return ofSession(portal, id, curve);
    case "GET /sessions/id/readings":
      return ofSession(portal, id, (session) => ({ items: readings(session) }));
    case "GET /sessions/id/statuses":
      return ofSession(portal, id, (session) => ({ items: statuses(session) }));
    case "GET /sessions/id/messages":
      return ofSession(portal, id, (session) => ({ items: messages(session) }));
    case "GET /sessions/export.csv":
      return ok(csv(listedSessions(portal, query), (query.get("columns") ?? "").split(",")));
    case "GET /sessions/export.xlsx":
      return problem(413, "too-large", "Too large", "The mock portal writes no workbooks.");
    case "GET /dashboard/energy":
      return ok(energy(portal, Number(query.get("node") ?? 1)));
    case "GET /alarms":
      return ok(alarms(portal, query));
    case "POST /alarms/id/clear":
      return found(portal.clear(id));
    case "GET /search":
      return ok({ items: search(portal, query.get("q") ?? "") });
    default:
      return portal.configuration.answer(asked);
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function found(body: unknown): Answer {
  return body === null ? problem(404, "not-found", "Not found") : ok(body);
}

export function problem(status: number, name: string, title: string, detail?: string, field?: string): Answer {
  return { status, body: { type: `/problems/${name}`, title, status, detail, field } };
}

function signIn(portal: MockPortal, { password }: { email: string; password: string }): Answer {
  if (password === "wait") return problem(429, "too-many-attempts", "Too many attempts");
  if (password !== "charge1234") return problem(401, "wrong-credentials", "Wrong e-mail address or password");
  return ok(portal.signIn());
}

function firstAdministrator(portal: MockPortal, { token, email, password }: { token: string; email: string; password: string }): Answer {
  if (token !== "first") return problem(404, "not-found", "Not found", "The link is not valid, or has been used.");
  if (password === "password1") return problem(400, "invalid-input", "Invalid input", "This password has leaked and is known to attackers. Choose another.", "password");
  portal.needsFirstAdministrator = false;
  portal.signIn().email = email;
  return { status: 204 };
}

function sessions(portal: MockPortal, query: URLSearchParams) {
  const all = listedSessions(portal, query);
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return { items: all.slice(from, from + limit), nextCursor: from + limit < all.length ? String(from + limit) : null, total: { count: all.length, capped: false } };
}

/** One session, and what is kept below it. */
function ofSession(portal: MockPortal, id: number, part: (session: Session) => unknown): Answer {
  const session = portal.sessions.find((candidate) => candidate.id === id);
  return found(session === undefined ? null : part(session));
}

function totals(all: Session[]) {
  return { count: all.length, capped: false, energyWh: all.reduce((sum, { energyWh }) => sum + energyWh, 0), durationS: all.reduce((sum, { durationS }) => sum + durationS, 0) };
}

function alarms(portal: MockPortal, query: URLSearchParams) {
  const node = query.get("node");
  const items = portal.alarms.filter((alarm) => (query.get("active") !== "true" || alarm.clearedAt === null) && (node === null || portal.isWithin(alarm.nodeId, Number(node))));
  return { items, nextCursor: null, total: { count: items.length, capped: false } };
}

function energy(portal: MockPortal, node: number): DashboardEnergy {
  const share = [...portal.nodes.values()].filter(({ id, kind }) => kind === "outlet" && portal.isWithin(id, node)).length / 68;
  const midnight = new Date(portal.now());
  midnight.setHours(0, 0, 0, 0);
  const shape = [9, 12, 7, 16, 21, 19, 24, 23, 18, 8, 10, 25, 27, 28, 24, 26, 30, 14, 11, 28, 30, 33, 31, 18];
  const hours = shape.map((kwh, hour) => ({
    start: new Date(midnight.getTime() + hour * 3_600_000).toISOString(),
    energyWh: hour <= portal.now().getHours() ? Math.round(kwh * 620 * share) : 0,
    previousEnergyWh: Math.round((shape[(hour + 5) % 24] ?? 10) * 560 * share),
  }));
  const period = (kwh: number, sessions: number) => ({ energyWh: Math.round(kwh * 1000 * share), sessions: Math.round(sessions * share) });
  const today = hours.reduce((sum, { energyWh }) => sum + energyWh, 0);
  return {
    today: { energyWh: today, sessions: Math.round(31 * share) }, sameDayLastWeek: { energyWh: Math.round(today / 1.12), sessions: Math.round(28 * share) },
    week: period(1204, 182), previousWeek: period(1251, 190), month: period(3918, 611), previousMonth: period(3402, 566), hours,
  };
}

function search(portal: MockPortal, words: string): SearchHit[] {
  const wanted = words.toLowerCase();
  const hits: SearchHit[] = [];
  for (const node of portal.nodes.values()) {
    if (node.kind === "system" || node.kind === "gridController" || !node.name.toLowerCase().includes(wanted)) continue;
    hits.push({ kind: node.kind, id: node.id, title: node.name, subtitle: portal.path(node.id).slice(1).map(({ name }) => name).join(" › "), nodeId: node.id });
    if (hits.length >= 12) break;
  }
  for (const session of portal.sessions.slice(-400)) {
    if (hits.length >= 20 || session.email?.includes(wanted) !== true) continue;
    hits.push({ kind: "session", id: session.id, title: `${session.startedAt.slice(0, 16).replace("T", " ")} · ${session.email}`, subtitle: `${session.stationName} · ${session.outlet}`, nodeId: session.stationId });
  }
  return hits;
}
