import type { components } from "./schema";

type Schemas = components["schemas"];

export type Alarm = Schemas["Alarm"];
export type AlarmDelta = Schemas["AlarmDelta"];
export type AlarmType = Schemas["AlarmType"];
export type Capability = Schemas["Capability"];
export type Command = Schemas["Command"];
export type CommandRequest = Schemas["CommandRequest"];
export type ConfigurationDifferences = Schemas["ConfigurationDifferences"];
export type ConfigurationTemplate = Schemas["ConfigurationTemplate"];
export type CountedDeviation = Schemas["CountedDeviation"];
export type ConfigurationDelta = Schemas["ConfigurationDelta"];
export type Curve = Schemas["Curve"];
export type DashboardEnergy = Schemas["DashboardEnergy"];
export type LoggedMessage = Schemas["LoggedMessage"];
export type Me = Schemas["Me"];
export type MeChange = Schemas["MeChange"];
export type NavigatorNode = Schemas["NavigatorNode"];
export type NewNode = Schemas["NewNode"];
export type Node = Schemas["Node"];
export type NodeChange = Schemas["NodeChange"];
export type NodeKind = Schemas["NodeKind"];
export type OutletDelta = Schemas["OutletDelta"];
export type OutletStatus = Schemas["OutletStatus"];
export type Period = Schemas["Period"];
export type Portal = Schemas["Portal"];
export type Reading = Schemas["Reading"];
export type Role = Schemas["Role"];
export type SearchHit = Schemas["SearchHit"];
export type Session = Schemas["Session"];
export type SessionDelta = Schemas["SessionDelta"];
export type SessionDetail = Schemas["SessionDetail"];
export type SessionTotals = Schemas["SessionTotals"];
export type Settings = Schemas["Settings"];
export type SettingsChange = Schemas["SettingsChange"];
export type State = Schemas["State"];
export type StationDelta = Schemas["StationDelta"];
export type StationConfiguration = Schemas["StationConfiguration"];
export type StatusChange = Schemas["StatusChange"];
export type TopologyDelta = Schemas["TopologyDelta"];
export type TemplateApplication = Schemas["TemplateApplication"];
export type Total = Schemas["Total"];
export type UnknownStation = Schemas["UnknownStation"];
export type WantedKey = Schemas["WantedKey"];

/** One page of a list; `nextCursor` is null at its end. */
export type Page<Item> = { items: Item[]; nextCursor: string | null; total: Total };
