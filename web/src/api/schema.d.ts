/**
 * The API's paths and shapes as settled in docs/API-DESIGN.md, written by hand in the form that `openapi-typescript` writes,
 * until the server's document is there: `npm run generate` then replaces this file.
 */

type Json<T> = { content: { "application/json": T } };
type Refused = { content: { "application/problem+json": components["schemas"]["Problem"] } };
type Operation<Parameters, Body, Answer, Status extends number> = {
  parameters: Parameters & { cookie?: never };
  responses: { [S in Status]: Answer extends undefined ? { content?: never } : Json<Answer> } & { 400: Refused };
} & ([Body] extends [undefined] ? { requestBody?: never } : { requestBody: Json<Body> });
type Nothing = { query?: never; path?: never; header?: never };
type ById = { path: { id: number }; query?: never; header?: never };
type ByIdAndVersion = { path: { id: number }; query?: never; header: { "If-Match": string } };
type Query<Q> = { query?: Q; path?: never; header?: never };
type Get<Parameters, Answer> = { get: Operation<Parameters, undefined, Answer, 200> };
type Post<Parameters, Body, Answer, Status extends number> = { post: Operation<Parameters, Body, Answer, Status> };
type Patch<Body, Answer> = { patch: Operation<ByIdAndVersion, Body, Answer, 200> };
type Remove<Parameters> = { delete: Operation<Parameters, undefined, undefined, 204> };
type S = components["schemas"];

type Paging = { limit?: number; cursor?: string; sort?: string; node?: number };
type SessionFilters = {
  "startedAt.from"?: string; "startedAt.to"?: string; "endedAt.from"?: string; "endedAt.to"?: string;
  "receivedAt.from"?: string; "receivedAt.to"?: string;
  "durationS.min"?: number; "durationS.max"?: number; "energyWh.min"?: number; "energyWh.max"?: number;
  "meterEndWh.min"?: number; "meterEndWh.max"?: number;
  "nodeIdentity.contains"?: string; "site.contains"?: string; "floor.contains"?: string; "station.contains"?: string;
  "email.contains"?: string; "tag.contains"?: string; "stopReason.contains"?: string;
  outlet?: string; authentication?: string; sessionId?: number; active?: boolean;
};
type SessionExport = { node?: number; sort?: string; columns?: string; timeZone?: string; language?: "en" | "nb" | "sv" } & SessionFilters;
type List<Item> = { items: Item[]; nextCursor: string | null; total: S["Total"] };

export interface paths {
  "/api/v1/portal": Get<Nothing, S["Portal"]>;
  "/api/v1/first-administrator": Post<Nothing, S["FirstAdministrator"], undefined, 204>;
  "/api/v1/sign-in": Post<Nothing, S["SignIn"], S["Me"], 200>;
  "/api/v1/sign-out": Post<Nothing, undefined, undefined, 204>;
  "/api/v1/me": Get<Nothing, S["Me"]> & { patch: Operation<Nothing, S["MeChange"], S["Me"], 200> };
  "/api/v1/me/password": Post<Nothing, S["PasswordChange"], undefined, 204>;
  "/api/v1/me/preferences/{key}": Get<{ path: { key: string }; query?: never; header?: never }, unknown> & {
    put: Operation<{ path: { key: string }; query?: never; header?: never }, unknown, undefined, 204>;
  };
  "/api/v1/navigator": Get<Nothing, S["Navigator"]>;
  "/api/v1/nodes": Post<Nothing, S["NewNode"], S["Node"], 201>;
  "/api/v1/nodes/{id}": Get<ById, S["Node"]> & Patch<S["NodeChange"], S["Node"]> & Remove<ByIdAndVersion>;
  "/api/v1/nodes/{id}/move": Post<ById, { parentId: number }, S["Node"], 200>;
  "/api/v1/stations/{id}/credential": Post<ById, { password?: string }, { password: string }, 200> & Remove<ById>;
  "/api/v1/stations/{id}/configuration": Get<ById, S["StationConfiguration"]>;
  "/api/v1/stations/{id}/commands": Get<{ path: { id: number }; query?: Paging; header?: never }, List<S["Command"]>> &
    Post<{ path: { id: number }; query?: { wait?: number }; header?: never }, S["CommandRequest"], S["Command"], 202>;
  "/api/v1/commands/{id}": Get<ById, S["Command"]>;
  "/api/v1/stations/{id}/messages": Get<{ path: { id: number }; query?: { from?: string; to?: string; limit?: number; cursor?: string }; header?: never }, List<S["LoggedMessage"]>>;
  "/api/v1/unknown-stations": Get<Nothing, List<S["UnknownStation"]>>;
  "/api/v1/unknown-stations/{chargeBoxId}": Remove<{ path: { chargeBoxId: string }; query?: never; header?: never }>;
  "/api/v1/sessions": Get<Query<Paging & SessionFilters>, List<S["Session"]>>;
  "/api/v1/sessions/totals": Get<Query<{ node?: number } & SessionFilters>, S["SessionTotals"]>;
  "/api/v1/sessions/export.xlsx": Get<Query<SessionExport>, unknown>;
  "/api/v1/sessions/export.csv": Get<Query<SessionExport>, unknown>;
  "/api/v1/sessions/{id}": Get<ById, S["SessionDetail"]>;
  "/api/v1/sessions/{id}/curve": Get<ById, S["Curve"]>;
  "/api/v1/sessions/{id}/readings": Get<ById, { items: S["Reading"][] }>;
  "/api/v1/sessions/{id}/statuses": Get<ById, { items: S["StatusChange"][] }>;
  "/api/v1/sessions/{id}/messages": Get<ById, { items: S["LoggedMessage"][] }>;
  "/api/v1/settings": Get<Nothing, S["Settings"]> & {
    patch: Operation<{ query?: never; path?: never; header: { "If-Match": string } }, S["SettingsChange"], S["Settings"], 200>;
  };
  "/api/v1/dashboard/energy": Get<{ query: { node?: number; timeZone: string }; path?: never; header?: never }, S["DashboardEnergy"]>;
  "/api/v1/alarms": Get<Query<Paging & { active?: boolean }>, List<S["Alarm"]>>;
  "/api/v1/alarms/{id}/clear": Post<ById, undefined, S["Alarm"], 200>;
  "/api/v1/search": Get<{ query: { q: string }; path?: never; header?: never }, { items: S["SearchHit"][] }>;
}

export interface components {
  schemas: {
    Problem: { type: string; title: string; status: number; detail?: string | null; field?: string | null };
    Total: { count: number; capped: boolean };
    Portal: { name: string; defaultLanguage: string; needsFirstAdministrator: boolean };
    FirstAdministrator: { token: string; email: string; password: string; firstName: string; lastName: string };
    SignIn: { email: string; password: string };
    Capability:
      | "viewNodes" | "viewSessions" | "viewPersonalData" | "viewAlarms" | "clearAlarms" | "viewEventLog" | "viewMessages" | "editSystem" | "editTopology"
      | "configureStations" | "controlStations" | "viewUsers" | "editUsers" | "viewTags" | "editTags" | "editSettings" | "ownAccount";
    Role: "administrator" | "siteAdministrator" | "support" | "driver";
    Me: {
      id: number; email: string; firstName: string; lastName: string; role: S["Role"]; language: string | null; timeZone: string | null;
      theme: "light" | "dark" | "auto"; capabilities: S["Capability"][]; siteIds: number[];
    };
    MeChange: { firstName?: string; lastName?: string; language?: string; timeZone?: string; theme?: "light" | "dark" | "auto" };
    PasswordChange: { current: string; new: string };
    NodeKind: "system" | "site" | "floor" | "station" | "gridController" | "outlet";
    State: "available" | "occupied" | "charging" | "reserved" | "unavailable" | "fault" | "offline" | "unknown";
    OutletStatus:
      | "available" | "preparing" | "charging" | "suspendedEv" | "suspendedEvse" | "finishing" | "reserved" | "unavailable" | "faulted" | "unknown";
    NavigatorNode: {
      id: number; kind: S["NodeKind"]; parentId: number | null; name: string; chargeBoxId?: string | null; number?: number | null;
      state?: S["State"] | null; powerW?: number | null; online?: boolean | null;
    };
    Navigator: { items: S["NavigatorNode"][]; eventId: number };
    Node: {
      id: number; uuid: string; kind: S["NodeKind"]; parentId: number | null; name: string; description: string; version: number; createdAt: string;
      path: { id: number; kind: S["NodeKind"]; name: string }[];
      site?: S["Site"] | null; station?: S["Station"] | null; outlet?: S["Outlet"] | null;
    };
    Site: { address: string; latitude: number | null; longitude: number | null; timeZone: string; contact: string; openingHours: string };
    Station: {
      chargeBoxId: string; public: boolean; securityProfile: 0 | 1 | 2; hasCredential: boolean; acceptMissingSubprotocol: boolean;
      protocol: string | null; heartbeatIntervalS: number | null; vendor: string | null; model: string | null; serialNumber: string | null;
      chargeBoxSerialNumber: string | null; firmwareVersion: string | null; iccid: string | null; imsi: string | null; meterType: string | null;
      meterSerialNumber: string | null; registeredAt: string | null; lastBootAt: string | null; connectedAt: string | null; lastSeenAt: string | null;
      online: boolean; remoteAddress: string | null; clockSkewMs: number | null; deviations: number; rebootRequired: boolean;
    };
    Outlet: {
      number: number; connectorType: S["ConnectorType"]; mode: "open" | "rfid"; parking: string; ratedCurrentA: number; phases: 1 | 2 | 3;
      status: S["OutletStatus"]; state: S["State"]; errorCode: string | null; errorText: string | null; statusAt: string | null; session: S["Session"] | null;
    };
    ConnectorType: "schuko" | "type1" | "type2Socket" | "type2Cable" | "ccs" | "chademo" | "other";
    SiteChange: Partial<S["Site"]>;
    StationChange: Partial<Pick<S["Station"], "chargeBoxId" | "public" | "securityProfile" | "acceptMissingSubprotocol" | "heartbeatIntervalS">>;
    OutletChange: Partial<Pick<S["Outlet"], "number" | "connectorType" | "mode" | "parking" | "ratedCurrentA" | "phases">>;
    NewNode: {
      kind: S["NodeKind"]; parentId: number; name: string; description?: string;
      site?: S["SiteChange"]; station?: S["StationChange"] & { outlets?: number }; outlet?: S["OutletChange"];
    };
    NodeChange: { name?: string; description?: string; site?: S["SiteChange"]; station?: S["StationChange"]; outlet?: S["OutletChange"] };
    StationConfiguration: { readAt: string | null; keys: { key: string; value: string | null; readOnly: boolean }[] };
    Settings: {
      portalName: string; defaultLanguage: string; timeZone: string; unknownStations: "reject" | "hold" | "accept"; heartbeatIntervalS: number;
      meterValueIntervalS: number; unknownTags: "reject" | "accept"; oneSessionPerTag: boolean; messageLogDays: number; version: number;
    };
    SettingsChange: Partial<Omit<S["Settings"], "version">>;
    UnknownStation: { chargeBoxId: string; remoteAddress: string | null; reason: string; firstAt: string; lastAt: string; count: number };
    Authentication: "anonymous" | "rfid" | "app" | "remote" | "plugAndCharge" | "externalService";
    SessionFlag: "endedWithoutStop" | "orphan" | "implausibleEnergy" | "registerJump" | "oddClock" | "deliveredLate" | "refusedTag";
    Session: {
      id: number; startedAt: string; endedAt: string | null; durationS: number; active: boolean; nodeIdentity: string; siteId: number | null;
      stationId: number; outletId: number | null; siteName: string; floorName: string | null; stationName: string; outlet: number; energyWh: number;
      meterStartWh: number | null; meterEndWh: number | null; powerW: number | null; authentication: S["Authentication"]; receivedAt: string;
      userId: number | null; email: string | null; tag: string | null; stopReason: string | null; flags: S["SessionFlag"][];
    };
    SessionTotals: { count: number; capped: boolean; energyWh: number; durationS: number };
    SessionDetail: S["Session"] & { startStatus: string; startedAtText: string | null; endedAtText: string | null; readings: number };
    Curve: { points: { at: string; powerW: number | null; energyWh: number | null; currentA: number | null; socPercent: number | null }[] };
    Reading: {
      at: string; receivedAt: string;
      samples: {
        measurand: string; value: number | null; unit: string; phase: string | null; location: string | null; context: string | null; original: string;
        originalUnit: string | null; signed: boolean;
      }[];
    };
    StatusChange: {
      at: string; receivedAt: string; outlet: number; status: S["OutletStatus"]; errorCode: string | null; errorText: string | null; late: boolean;
    };
    LoggedMessage: {
      at: string; direction: "fromStation" | "toStation"; kind: "call" | "result" | "error"; action: string; messageId: string; text: string;
      latencyMs: number | null; deviations: number;
    };
    Period: { energyWh: number; sessions: number };
    DashboardEnergy: {
      today: S["Period"]; sameDayLastWeek: S["Period"]; week: S["Period"]; previousWeek: S["Period"]; month: S["Period"]; previousMonth: S["Period"];
      hours: { start: string; energyWh: number; previousEnergyWh: number }[];
    };
    AlarmType:
      | "notRegistered" | "noNetworkContact" | "hardwareFailure" | "hardwareConfigurationFailure" | "fuse" | "temperature" | "unknownStation"
      | "security" | "reconnectStorm" | "configurationLoop";
    Alarm: {
      id: number; type: S["AlarmType"]; nodeId: number | null; nodeName: string; outlet: number | null; code: string | null; text: string | null;
      createdAt: string; lastAt: string; count: number; clearedAt: string | null; clearedBy: string | null;
    };
    CommandRequest:
      | { name: "resetSoft" } | { name: "resetHard" } | { name: "clearCache" }
      | { name: "remoteStart"; outlet?: number; tag: string }
      | { name: "remoteStop"; sessionId: number }
      | { name: "unlockConnector"; outlet: number }
      | { name: "changeAvailability"; outlet: number; operative: boolean }
      | { name: "changeConfiguration"; key: string; value: string }
      | { name: "getConfiguration"; keys?: string[] }
      | { name: "triggerMessage"; message: S["TriggeredMessage"]; outlet?: number }
      | { name: "dataTransfer"; vendorId: string; messageId?: string; data?: string };
    TriggeredMessage:
      | "bootNotification" | "heartbeat" | "meterValues" | "statusNotification" | "diagnosticsStatusNotification" | "firmwareStatusNotification";
    Command: {
      id: number; stationId: number; name: S["CommandRequest"]["name"]; parameters: Record<string, unknown>;
      state: "queued" | "sent" | "accepted" | "rejected" | "failed" | "timedOut"; createdAt: string; sentAt: string | null; answeredAt: string | null;
      latencyMs: number | null; by: string; action: string | null; sent: unknown; answer: unknown; outcome: string | null;
    };
    SearchHit: {
      kind: "site" | "floor" | "station" | "outlet" | "user" | "tag" | "session"; id: number; title: string; subtitle: string; nodeId: number | null;
    };
  };
}
