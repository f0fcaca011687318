import type { Alarm, Command, Me, NavigatorNode, Node, Session, State } from "../../src/api/types";
import type { LiveEvent } from "../../src/live/events";
import { MockConfiguration } from "./configuration.ts";
import { seeded } from "./random.ts";

export type MockOptions = {
  /** Stations beyond the few of the demonstration; 10,000 shows how the page bears a fleet. */
  stations?: number;
  needsFirstAdministrator?: boolean;
  signedIn?: boolean;
  now?: Date;
};

type Sent = { id: number; event: LiveEvent };

const people = ["anna.lind@example.org", "driver12@example.org", "driver31@example.org", "ola.nordmann@example.org", "karin.oberg@example.org"];

/** A portal in memory that answers as docs/API-DESIGN.md says, for development and tests only. */
export class MockPortal {
  readonly nodes = new Map<number, NavigatorNode>();
  readonly sessions: Session[] = [];
  readonly alarms: Alarm[] = [];
  readonly commands: Command[] = [];
  readonly configuration: MockConfiguration;
  readonly preferences = new Map<string, unknown>();
  readonly sent: Sent[] = [];
  readonly listeners = new Set<(sent: Sent) => void>();
  me: Me | null;
  needsFirstAdministrator: boolean;
  eventId = 1;
  #nextId = 1;
  #nextSession = 90_000;
  #random = seeded(7);
  #now: Date;

  constructor({ stations = 0, needsFirstAdministrator = false, signedIn = true, now = new Date() }: MockOptions = {}) {
    this.#now = now;
    this.needsFirstAdministrator = needsFirstAdministrator;
    this.me = signedIn && !needsFirstAdministrator ? administrator() : null;
    this.configuration = new MockConfiguration(this);
    this.#build(stations);
    this.#history();
  }

  now(): Date {
    return this.#now;
  }

  /** Makes some time pass, and with it what happens meanwhile. */
  tick(seconds = 1): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
    for (const session of this.sessions) if (session.active && this.#random() < 0.35) this.#progress(session, seconds * 3);
    if (this.#random() < 0.03) this.#startSomewhere();
    if (this.#random() < 0.04) this.#endSomewhere();
  }

  signIn(): Me {
    this.me = administrator();
    return this.me;
  }

  send(event: LiveEvent): void {
    const sent = { id: ++this.eventId, event };
    this.sent.push(sent);
    if (this.sent.length > 5000) this.sent.splice(0, 2500);
    for (const listener of this.listeners) listener(sent);
  }

  isWithin(id: number | null, ancestorId: number): boolean {
    for (let at = id; at !== null; at = this.nodes.get(at)?.parentId ?? null) if (at === ancestorId) return true;
    return false;
  }

  path(id: number): NavigatorNode[] {
    const found: NavigatorNode[] = [];
    for (let at = this.nodes.get(id)?.parentId ?? null; at !== null; at = this.nodes.get(at)?.parentId ?? null) {
      const node = this.nodes.get(at);
      if (node !== undefined) found.unshift(node);
    }
    return found;
  }

  node(id: number): Node | null {
    const node = this.nodes.get(id);
    if (node === undefined) return null;
    return this.configuration.node(node);
  }

  /** Takes a station off the network, or puts it back. */
  setOnline(id: number, online: boolean): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    node.online = online;
    this.send({ type: "station", data: { id, online, state: online ? "available" : "offline", at: this.#now.toISOString() } });
  }

  setOutlet(id: number, state: State, powerW: number | null = null): void {
    const node = this.nodes.get(id);
    if (node === undefined || node.parentId === null) return;
    node.state = state;
    node.powerW = powerW ?? undefined;
    const status = state === "fault" ? "faulted" : state === "occupied" ? "finishing" : state === "offline" ? "unknown" : state;
    this.send({ type: "outlet", data: { id, stationId: node.parentId, number: node.number ?? 1, status, state, powerW, errorCode: state === "fault" ? "PowerSwitchFailure" : null, at: this.#now.toISOString() } });
  }

  raise(alarm: Omit<Alarm, "id" | "createdAt" | "lastAt" | "count" | "clearedAt" | "clearedBy">, minutesAgo = 0): Alarm {
    const at = new Date(this.#now.getTime() - minutesAgo * 60_000).toISOString();
    const raised: Alarm = { ...alarm, id: this.alarms.length + 1, createdAt: at, lastAt: at, count: 1, clearedAt: null, clearedBy: null };
    this.alarms.unshift(raised);
    this.send({ type: "alarm", data: { change: "raised", alarm: raised } });
    return raised;
  }

  clear(id: number): Alarm | null {
    const alarm = this.alarms.find((candidate) => candidate.id === id);
    if (alarm === undefined) return null;
    alarm.clearedAt = this.#now.toISOString();
    alarm.clearedBy = "Test Test";
    this.send({ type: "alarm", data: { change: "cleared", alarm } });
    return alarm;
  }

  add(node: Omit<NavigatorNode, "id">): number {
    const id = this.#nextId++;
    this.nodes.set(id, { ...node, id });
    return id;
  }

  #station(parentId: number, name: string, outletStates: readonly State[], online = true): number {
    const id = this.add({ kind: "station", parentId, name, chargeBoxId: name, online, state: online ? "available" : "offline" });
    outletStates.forEach((state, index) => {
      const outlet = this.add({ kind: "outlet", parentId: id, name: `Outlet ${index + 1}`, number: index + 1, state });
      if (state === "charging") this.#begin(outlet, Math.floor(this.#random() * 9 * 3600));
    });
    return id;
  }

  #build(stations: number): void {
    const system = this.add({ kind: "system", parentId: null, name: "System" });
    const solna = this.add({ kind: "site", parentId: system, name: "Solna" });
    const central1 = this.add({ kind: "floor", parentId: solna, name: "Central 1" });
    const central2 = this.add({ kind: "floor", parentId: solna, name: "Central 2" });
    this.#station(central1, "00003584", ["charging", "available"]);
    this.#station(central1, "00003586", ["available", "available"]);
    this.#station(central1, "00003600", ["available", "reserved"]);
    const faulty = this.#station(central1, "00003603", ["fault", "available"]);
    const silent = this.#station(central1, "00004418", ["offline", "offline"], false);
    this.#station(central2, "00004079", ["charging", "charging"]);
    this.#station(central2, "00004085", ["available", "charging"]);
    for (let index = 0; index < 5; index++) this.#station(central2, `0000409${index}`, index < 3 ? ["available", "available"] : ["charging", "occupied"]);
    const depot = this.add({ kind: "site", parentId: system, name: "Norrköping depot" });
    for (let index = 0; index < 16; index++) this.#station(depot, `0000567${index.toString(16).toUpperCase()}`, index % 3 === 0 ? ["charging", "available"] : ["available", "available"]);
    const forsbacka = this.add({ kind: "site", parentId: system, name: "Forsbacka bostadsrättsförening, garage under Storgatan 14" });
    for (let index = 0; index < 6; index++) this.#station(forsbacka, `CHARGE-POINT-LONG-NAME-${index + 1}`, ["available", index === 2 ? "unavailable" : "available"]);
    this.#fleet(system, stations);
    const faultyOutlet = [...this.nodes.values()].find(({ parentId }) => parentId === faulty)?.id ?? faulty;
    this.raise({ type: "fuse", nodeId: depot, nodeName: "00005672", outlet: 1, code: "OverCurrentFailure", text: "F1 tripped" }, 2900);
    this.raise({ type: "noNetworkContact", nodeId: silent, nodeName: "00004418", outlet: null, code: null, text: null }, 1240);
    const repeated = this.raise({ type: "hardwareFailure", nodeId: faultyOutlet, nodeName: "00003603", outlet: 1, code: "PowerSwitchFailure", text: "Contactor K1 welded" }, 590);
    repeated.count = 3;
  }

  #fleet(system: number, stations: number): void {
    const perFloor = 50;
    let site = 0;
    let floor = 0;
    for (let index = 0; index < stations; index++) {
      if (index % (perFloor * 4) === 0) site = this.add({ kind: "site", parentId: system, name: `Site ${index / (perFloor * 4) + 1}` });
      if (index % perFloor === 0) floor = this.add({ kind: "floor", parentId: site, name: `Floor ${((index / perFloor) % 4) + 1}` });
      const chance = this.#random();
      this.#station(floor, `FLEET-${String(index + 1).padStart(5, "0")}`, chance < 0.12 ? ["charging", "available"] : chance < 0.13 ? ["fault", "available"] : chance < 0.16 ? ["offline", "offline"] : ["available", "available"], chance < 0.13 || chance >= 0.16);
    }
  }

  #begin(outletId: number, secondsAgo: number): Session {
    const outlet = this.nodes.get(outletId);
    const station = this.nodes.get(outlet?.parentId ?? -1);
    if (outlet === undefined || station === undefined) throw new Error("failed to begin a session: there is no such outlet");
    const [site, floor] = this.path(station.id).slice(1);
    const startedAt = new Date(this.#now.getTime() - secondsAgo * 1000);
    const powerW = [11_000, 7400, 3680, 22_000][Math.floor(this.#random() * 4)] ?? 11_000;
    const by = this.#random();
    const meterStartWh = Math.floor(this.#random() * 4_000_000);
    const energyWh = Math.min(68_000, Math.round((powerW * secondsAgo * 0.6) / 3600));
    const session: Session = {
      id: this.#nextSession++, startedAt: startedAt.toISOString(), endedAt: null, durationS: secondsAgo, active: true, nodeIdentity: station.chargeBoxId ?? station.name,
      siteId: site?.id ?? null, stationId: station.id, outletId, siteName: site?.name ?? "", floorName: floor?.name ?? null, stationName: station.name, outlet: outlet.number ?? 1,
      energyWh, meterStartWh, meterEndWh: meterStartWh + energyWh, powerW, authentication: by < 0.6 ? "rfid" : by < 0.75 ? "anonymous" : by < 0.9 ? "app" : "externalService",
      receivedAt: startedAt.toISOString(), userId: by < 0.6 ? 4 : null, email: by < 0.6 ? (people[Math.floor(this.#random() * people.length)] ?? null) : null, tag: by < 0.6 ? "04A1B2C3D4E5F6" : null, stopReason: null, flags: [],
    };
    outlet.state = "charging";
    outlet.powerW = powerW;
    this.sessions.push(session);
    return session;
  }

  #progress(session: Session, seconds: number): void {
    const powerW = Math.max(1400, Math.round((session.powerW ?? 7400) * (0.97 + this.#random() * 0.06)));
    Object.assign(session, { powerW, energyWh: session.energyWh + Math.round((powerW * seconds) / 3600), durationS: session.durationS + seconds });
    this.send({ type: "session", data: { change: "progress", session: { ...session } } });
    if (session.outletId !== null) this.setOutlet(session.outletId, "charging", powerW);
  }

  #startSomewhere(): void {
    const idle = [...this.nodes.values()].filter(({ kind, state }) => kind === "outlet" && state === "available");
    const outlet = idle[Math.floor(this.#random() * idle.length)];
    if (outlet !== undefined) this.start(outlet.id);
  }

  start(outletId: number): Session {
    const session = this.#begin(outletId, 0);
    this.send({ type: "session", data: { change: "started", session: { ...session } } });
    this.setOutlet(outletId, "charging", session.powerW);
    return session;
  }

  #endSomewhere(): void {
    const running = this.sessions.filter(({ active }) => active);
    const session = running[Math.floor(this.#random() * running.length)];
    if (session !== undefined) this.end(session);
  }

  end(session: Session): void {
    Object.assign(session, { active: false, endedAt: this.#now.toISOString(), powerW: null, stopReason: "EVDisconnected" });
    this.send({ type: "session", data: { change: "ended", session: { ...session } } });
    if (session.outletId !== null) this.setOutlet(session.outletId, "available");
  }

  /** A few weeks of sessions that have ended, for lists and totals. */
  #history(): void {
    const outlets = [...this.nodes.values()].filter(({ kind }) => kind === "outlet").slice(0, 68);
    for (let index = 0; index < 1284; index++) {
      const outlet = outlets[Math.floor(this.#random() * outlets.length)];
      if (outlet === undefined) return;
      const { state, powerW } = outlet;
      const session = this.#begin(outlet.id, 0);
      Object.assign(outlet, { state, powerW });
      const hoursAgo = 10 + index * 0.55 + this.#random();
      const startedAt = new Date(this.#now.getTime() - hoursAgo * 3_600_000);
      const durationS = Math.round(600 + this.#random() * 32_000);
      const energyWh = Math.round(Math.min(60_000, (durationS / 3600) * (1500 + this.#random() * 5000)));
      Object.assign(session, {
        startedAt: startedAt.toISOString(), endedAt: new Date(startedAt.getTime() + durationS * 1000).toISOString(), durationS, active: false, energyWh, powerW: null,
        meterEndWh: (session.meterStartWh ?? 0) + energyWh, receivedAt: startedAt.toISOString(), stopReason: this.#random() < 0.8 ? "EVDisconnected" : "Local",
        flags: this.#random() < 0.02 ? ["implausibleEnergy"] : [],
      });
    }
  }
}

function administrator(): Me {
  return {
    id: 1, email: "test@example.org", firstName: "Test", lastName: "Test", role: "administrator", language: null, timeZone: null, theme: "auto",
    capabilities: [
      "viewNodes", "viewSessions", "viewPersonalData", "viewAlarms", "clearAlarms", "viewEventLog", "viewMessages", "editSystem", "editTopology", "configureStations",
      "controlStations", "viewUsers", "editUsers", "viewTags", "editTags", "editSettings", "ownAccount",
    ],
    siteIds: [],
  };
}
