import type { Command, CommandRequest, NavigatorNode, NewNode, Node, NodeChange, Settings, StationConfiguration, UnknownStation, WantedKey } from "../../src/api/types";
import { problem, type Answer, type Asked } from "./answers.ts";
import { MockLog } from "./log.ts";
import type { MockPortal } from "./portal.ts";
import { MockTemplates } from "./templates.ts";

type Edit = { version: number; description: string; site: object; station: object; outlet: object };

const answerMs = 700;
const rebootMs = 5000;

/** What is configured in the mock portal, and the stations' side of commands. */
export class MockConfiguration {
  readonly unknown: UnknownStation[];
  readonly templates = new MockTemplates();
  readonly log = new MockLog();
  settings: Settings = {
    portalName: "Charge Portal", defaultLanguage: "en", timeZone: "Europe/Stockholm", unknownStations: "hold", heartbeatIntervalS: 240, meterValueIntervalS: 60,
    unknownTags: "reject", oneSessionPerTag: true, messageLogDays: 30, keepConfiguration: false, certificateSigning: "automatic", certificateWarningDays: 30, version: 1,
  };
  #portal: MockPortal;
  #edits = new Map<number, Edit>();
  #configurations = new Map<number, StationConfiguration>();
  #credentials = new Set<number>();
  #rebootRequired = new Set<number>();

  constructor(portal: MockPortal) {
    this.#portal = portal;
    const at = (minutes: number) => new Date(portal.now().getTime() - minutes * 60_000).toISOString();
    this.unknown = [
      { chargeBoxId: "EVB-P17390112", remoteAddress: "84.17.60.12:50122", reason: "held", firstAt: at(2900), lastAt: at(1), count: 812 },
      { chargeBoxId: "TEST-BENCH-1", remoteAddress: "10.0.4.17:41222", reason: "held", firstAt: at(55), lastAt: at(3), count: 6 },
    ];
  }

  answer({ method, path, query, body, ifMatch }: Asked): Answer | null {
    const [, first = "", second = "", ...deeper] = path.split("/");
    const id = Number(second);
    if (first === "configuration-templates") return this.templates.answer(method, id, deeper[0], body, ifMatch);
    switch (`${method} /${first}${second === "" ? "" : "/id"}${deeper.map((part) => `/${part}`).join("")}`) {
      case "POST /nodes":
        return this.#create(body as NewNode);
      case "PATCH /nodes/id":
        return this.#isStale(id, ifMatch) ? problem(412, "version-mismatch", "Version mismatch") : this.#change(id, body as NodeChange);
      case "DELETE /nodes/id":
        return this.#delete(id);
      case "POST /nodes/id/move":
        return this.#move(id, (body as { parentId: number }).parentId);
      case "POST /stations/id/credential":
        this.#credentials.add(id);
        return ok({ password: (body as { password?: string }).password ?? "kV7p-Qm2x-9ZtR-b4Wd" });
      case "DELETE /stations/id/credential":
        this.#credentials.delete(id);
        return { status: 204 };
      case "GET /stations/id/configuration":
        return ok(this.#configuration(id));
      case "GET /stations/id/configuration/differences":
        return ok(this.templates.differences(this.#edit(id).station, this.#configuration(id)));
      case "POST /stations/id/configuration":
        return { status: 202, body: { items: (body as { keys: WantedKey[] }).keys.map(({ key, value }) => this.#command(id, { name: "changeConfiguration", key, value })) } };
      case "GET /stations/id/messages":
        return ok(this.log.page(query));
      case "GET /stations/id/deviations":
        return ok({ items: this.log.deviations });
      case "DELETE /stations/id/deviations":
        this.log.deviations.length = 0;
        return { status: 204 };
      case "GET /stations/id/commands":
        return ok(page(this.#portal.commands.filter(({ stationId }) => stationId === id).slice(0, Number(query.get("limit") ?? 50))));
      case "POST /stations/id/commands":
        return { status: 202, body: this.#command(id, body as CommandRequest) };
      case "GET /stations/id/local-list":
        return ok({ version: 3, sentAt: "2026-03-20T10:00:00.000Z", stationVersion: 3, toldAt: "2026-03-20T10:00:00.000Z", count: 1, entries: [{ tag: "04A22F1B", status: "accepted", expiresAt: null, parentTag: null }], most: 100, mostAtOnce: 20 });
      case "GET /stations/id/charging-profiles":
        return ok({ items: [] });
      case "GET /reservations":
        return ok(page([]));
      case "GET /command-batches":
        return ok({ items: [] });
      case "GET /unknown-stations":
        return ok(page(this.unknown));
      case "DELETE /unknown-stations/id":
        this.#forget(second);
        return { status: 204 };
      case "GET /settings":
        return ok(this.settings);
      case "PATCH /settings":
        this.settings = { ...this.settings, ...(body as Partial<Settings>), version: this.settings.version + 1 };
        return ok(this.settings);
      default:
        return null;
    }
  }

  /** A node with its details. */
  node(node: NavigatorNode): Node {
    const { id, kind, parentId, name } = node;
    const edit = this.#edit(id);
    const base = {
      id, uuid: `7d3f2b1e-0000-4000-8000-${String(id).padStart(12, "0")}`, kind, parentId, name, description: edit.description, version: edit.version,
      createdAt: "2025-02-03T09:00:00.000Z", path: this.#portal.path(id).map((step) => ({ id: step.id, kind: step.kind, name: step.name })),
    };
    if (kind === "site") {
      return { ...base, site: { address: "Solnavägen 1, 171 45 Solna", latitude: 59.3526, longitude: 18.0065, timeZone: "Europe/Stockholm", contact: "+46 8 123 45 67", openingHours: "", ...edit.site } };
    }
    const ago = (seconds: number) => new Date(this.#portal.now().getTime() - seconds * 1000).toISOString();
    if (kind === "station") {
      const online = node.online === true;
      return {
        ...base,
        station: {
          chargeBoxId: node.chargeBoxId ?? name, public: false, securityProfile: 1, acceptMissingSubprotocol: false, heartbeatIntervalS: null, configurationTemplateId: null, protocol: "ocpp1.6j", commands: knownCommands,
          soapAddress: null, soapAddressPinned: null, soapAddressRange: null, soapCertificate: null, reachability: null, vendor: "ChargeStorm",
          model: "EVA", serialNumber: "CS-0012-3399", chargeBoxSerialNumber: null, firmwareVersion: "ccu_R3.6.13", iccid: "8946071512360089522", imsi: null, meterType: "EM24", meterSerialNumber: "KA0312019",
          registeredAt: "2025-02-03T10:11:12.000Z", lastBootAt: ago(86_400 * 3), connectedAt: online ? ago(7260) : null, lastSeenAt: ago(online ? 12 : 74_000), online,
          remoteAddress: "10.20.4.31:49152", clockSkewMs: -1840, deviations: 3, ...edit.station, hasCredential: this.#credentials.has(id), rebootRequired: this.#rebootRequired.has(id),
        },
      };
    }
    if (kind !== "outlet") return base;
    const session = this.#portal.sessions.find(({ outletId, active }) => outletId === id && active) ?? null;
    const state = node.state ?? "unknown";
    return {
      ...base,
      outlet: {
        number: node.number ?? 1, connectorType: "type2Socket", mode: "rfid", parking: "P 14", ratedCurrentA: 32, phases: 3, status: state === "fault" ? "faulted" : state === "occupied" ? "finishing" : state === "offline" ? "unknown" : state,
        state, errorCode: state === "fault" ? "PowerSwitchFailure" : null, errorText: null, statusAt: ago(3600), session, ...edit.outlet,
      },
    };
  }

  #edit(id: number): Edit {
    return this.#edits.get(id) ?? { version: 1, description: "", site: {}, station: {}, outlet: {} };
  }

  #isStale(id: number, ifMatch: string | null | undefined): boolean {
    return ifMatch !== `"${this.#edit(id).version}"`;
  }

  #create({ kind, parentId, name, site = {}, station, outlet = {} }: NewNode): Answer {
    const chargeBoxId = station?.chargeBoxId;
    if (kind === "station" && [...this.#portal.nodes.values()].some((other) => other.chargeBoxId === chargeBoxId)) {
      return problem(409, "conflict", "Conflict", "Another station has this charge box id already.", "station.chargeBoxId");
    }
    const id = this.#portal.add({
      kind, parentId, name,
      ...(kind === "station" ? { chargeBoxId: chargeBoxId ?? name, online: false, state: "offline" as const } : {}),
      ...(kind === "outlet" ? { number: outlet.number ?? 1, state: "unknown" as const } : {}),
    });
    this.#edits.set(id, { version: 1, description: "", site, station: {}, outlet });
    for (let number = 1; number <= (station?.outlets ?? 0); number++) this.#tell("created", this.#portal.add({ kind: "outlet", parentId: id, name: String(number), number, state: "unknown" }));
    if (chargeBoxId !== undefined) this.#forget(chargeBoxId);
    return { status: 201, body: this.#tell("created", id) };
  }

  #change(id: number, { name, description, site, station, outlet }: NodeChange): Answer {
    const node = this.#portal.nodes.get(id);
    if (node === undefined) return problem(404, "not-found", "Not found");
    const edit = this.#edit(id);
    if (name !== undefined) node.name = name;
    this.#edits.set(id, {
      version: edit.version + 1, description: description ?? edit.description, site: { ...edit.site, ...site }, station: { ...edit.station, ...station }, outlet: { ...edit.outlet, ...outlet },
    });
    return ok(this.#tell("updated", id));
  }

  #delete(id: number): Answer {
    if ([...this.#portal.nodes.values()].some(({ parentId }) => parentId === id)) return problem(409, "has-children", "Has children");
    this.#portal.nodes.delete(id);
    this.#portal.send({ type: "topology", data: { change: "deleted", id, node: null } });
    return { status: 204 };
  }

  #move(id: number, parentId: number): Answer {
    const node = this.#portal.nodes.get(id);
    if (node === undefined) return problem(404, "not-found", "Not found");
    node.parentId = parentId;
    return ok(this.#tell("moved", id));
  }

  #tell(change: "created" | "updated" | "moved", id: number): Node | null {
    const node = this.#portal.nodes.get(id);
    if (node === undefined) return null;
    this.#portal.send({ type: "topology", data: { change, id, node: { ...node } } });
    return this.node(node);
  }

  #forget(chargeBoxId: string): void {
    const index = this.unknown.findIndex((station) => station.chargeBoxId === chargeBoxId);
    if (index >= 0) this.unknown.splice(index, 1);
  }

  #configuration(id: number): StationConfiguration {
    const known = this.#configurations.get(id) ?? { readAt: "2026-11-20T08:14:09.000Z", keys: usualKeys() };
    this.#configurations.set(id, known);
    return known;
  }

  #command(stationId: number, { name, ...parameters }: CommandRequest): Command {
    const command: Command = {
      id: this.#portal.commands.length + 1, stationId, name, parameters, state: "queued", createdAt: this.#portal.now().toISOString(), sentAt: null, answeredAt: null, expiresAt: new Date(this.#portal.now().getTime() + 60_000).toISOString(), latencyMs: null,
      by: "Test Test", action: actions[name] ?? name, sent: null, answer: null, outcome: null,
    };
    this.#portal.commands.unshift(command);
    const advance = (change: Partial<Command>) => {
      Object.assign(command, change);
      this.#portal.send({ type: "command", data: { ...command } });
    };
    setTimeout(() => advance({ state: "sent", sentAt: this.#portal.now().toISOString(), sent: parameters }), answerMs / 3).unref();
    setTimeout(() => {
      const outcome = this.#outcome(stationId, name, parameters);
      const accepted = outcome === "Accepted" || outcome === "RebootRequired" || outcome === "Unlocked";
      advance({ state: accepted ? "accepted" : "rejected", outcome, answeredAt: this.#portal.now().toISOString(), latencyMs: 60 + (command.id * 37) % 90, answer: { status: outcome } });
    }, answerMs).unref();
    return { ...command };
  }

  /** What the station does, and its word for it. */
  #outcome(stationId: number, name: CommandRequest["name"], parameters: Record<string, unknown>): string {
    const outlets = [...this.#portal.nodes.values()].filter(({ parentId, number }) => parentId === stationId && (parameters["outlet"] === 0 || number === parameters["outlet"]));
    const running = this.#portal.sessions.find(({ id, active }) => active && id === parameters["sessionId"]);
    switch (name) {
      case "remoteStart":
        for (const { id } of outlets) this.#portal.start(id);
        return "Accepted";
      case "remoteStop":
        if (running === undefined) return "Rejected";
        this.#portal.end(running);
        return "Accepted";
      case "unlockConnector":
        return outlets.some(({ state }) => state === "fault") ? "UnlockFailed" : "Unlocked";
      case "changeAvailability":
        for (const { id, state } of outlets) if (state !== "charging") this.#portal.setOutlet(id, parameters["operative"] === true ? "available" : "unavailable");
        return "Accepted";
      case "changeConfiguration":
        return this.#configure(stationId, String(parameters["key"]), String(parameters["value"]));
      case "getConfiguration": {
        const readAt = this.#portal.now().toISOString();
        this.#configurations.set(stationId, { ...this.#configuration(stationId), readAt });
        this.#portal.send({ type: "configuration", data: { stationId, readAt } });
        return "Accepted";
      }
      case "resetSoft":
      case "resetHard":
        this.#rebootRequired.delete(stationId);
        this.#portal.setOnline(stationId, false);
        setTimeout(() => this.#portal.setOnline(stationId, true), rebootMs).unref();
        return "Accepted";
      default:
        return name === "dataTransfer" ? "UnknownVendorId" : "Accepted";
    }
  }

  #configure(stationId: number, key: string, value: string): string {
    const { readAt, keys } = this.#configuration(stationId);
    const known = keys.find((candidate) => candidate.key === key);
    if (known === undefined) return "NotSupported";
    if (value.trim() === "") return "Rejected";
    this.#configurations.set(stationId, { readAt, keys: keys.map((candidate) => (candidate === known ? { ...candidate, value } : candidate)) });
    if (!key.startsWith("Max")) return "Accepted";
    this.#rebootRequired.add(stationId);
    return "RebootRequired";
  }
}

const knownCommands: Command["name"][] = [
  "resetSoft", "resetHard", "clearCache", "remoteStart", "remoteStop", "unlockConnector", "changeAvailability", "changeConfiguration", "getConfiguration", "triggerMessage", "dataTransfer",
  "getLocalListVersion", "sendLocalList", "reserveNow", "cancelReservation", "setChargingProfile", "clearChargingProfile", "getCompositeSchedule",
];

const actions: Partial<Record<CommandRequest["name"], string>> = {
  resetSoft: "Reset", resetHard: "Reset", clearCache: "ClearCache", remoteStart: "RemoteStartTransaction", remoteStop: "RemoteStopTransaction", unlockConnector: "UnlockConnector",
  changeAvailability: "ChangeAvailability", changeConfiguration: "ChangeConfiguration", getConfiguration: "GetConfiguration", triggerMessage: "TriggerMessage", dataTransfer: "DataTransfer",
};

function usualKeys(): StationConfiguration["keys"] {
  const writable = {
    AllowOfflineTxForUnknownId: "false", AuthorizationCacheEnabled: "true", AuthorizeRemoteTxRequests: "false", ClockAlignedDataInterval: "900", ConnectionTimeOut: "60", HeartbeatInterval: "240",
    LightIntensity: "80", LocalAuthorizeOffline: "true", LocalPreAuthorize: "false", MaxCurrentPerOutlet: "32", MeterValuesAlignedData: "Energy.Active.Import.Register",
    MeterValuesSampledData: "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC", MeterValueSampleInterval: "60", ResetRetries: "3", StopTransactionOnEVSideDisconnect: "true",
    UnlockConnectorOnEVSideDisconnect: "true", WebSocketPingInterval: "120",
  };
  const secrets = [{ key: "AuthorizationKey", value: "***", readOnly: false, secret: true }];
  const readOnly = { GetConfigurationMaxKeys: "50", NumberOfConnectors: "2", ReserveConnectorZeroSupported: "false", SupportedFeatureProfiles: "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger" };
  const keys = (values: Record<string, string>, locked: boolean) => Object.entries(values).map(([key, value]) => ({ key, value, readOnly: locked, secret: false }));
  return [...keys(writable, false), ...keys(readOnly, true), ...secrets].sort((a, b) => a.key.localeCompare(b.key));
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function page<Item>(items: readonly Item[]) {
  return { items, nextCursor: null, total: { count: items.length, capped: false } };
}
