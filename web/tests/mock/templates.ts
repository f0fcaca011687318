import type { ConfigurationDifferences, ConfigurationTemplate, StationConfiguration, WantedKey } from "../../src/api/types";
import { problem, type Answer } from "./answers.ts";

type Written = Partial<Pick<ConfigurationTemplate, "name" | "vendor" | "model" | "keys">>;

/** The templates of configurations in the mock portal. */
export class MockTemplates {
  readonly all: ConfigurationTemplate[] = [
    {
      id: 1, name: "Garage", vendor: "ChargeStorm", model: "EVA", stations: 2, createdAt: "2026-02-03T09:00:00.000Z", version: 1,
      keys: [{ key: "HeartbeatInterval", value: "240" }, { key: "LightIntensity", value: "40" }, { key: "NumberOfConnectors", value: "4" }],
    },
  ];

  answer(method: string, id: number, action: string | undefined, body: unknown, ifMatch: string | null | undefined): Answer | null {
    const template = this.all.find((candidate) => candidate.id === id);
    if (method === "GET" && Number.isNaN(id) === false && id === 0) return { status: 200, body: { items: this.all } };
    if (method === "POST" && action === "apply") return { status: 202, body: { items: (body as { stationIds: number[] }).stationIds.map((stationId) => ({ stationId, outcome: "writing", commandIds: [1] })) } };
    if (method === "POST") return this.#create(body as Written);
    if (template === undefined) return problem(404, "not-found", "Not found");
    if (method === "GET") return { status: 200, body: template };
    if (ifMatch !== `"${template.version}"`) return problem(412, "version-mismatch", "Version mismatch");
    if (method === "DELETE") {
      this.all.splice(this.all.indexOf(template), 1);
      return { status: 204 };
    }
    Object.assign(template, body as Written, { version: template.version + 1 });
    return { status: 200, body: template };
  }

  /** What a station lacks of its template. */
  differences(station: object, { keys }: StationConfiguration): ConfigurationDifferences {
    const template = this.all.find(({ id }) => id === (station as { configurationTemplateId?: number }).configurationTemplateId);
    const difference = ({ key, value }: WantedKey) => {
      const told = keys.find((candidate) => candidate.key === key);
      return told?.value === value ? [] : [{ key, wanted: value, has: told?.value ?? null, told: told !== undefined, readOnly: told?.readOnly ?? false }];
    };
    return { templateId: template?.id ?? null, templateName: template?.name ?? null, items: template?.keys.flatMap(difference) ?? [] };
  }

  #create({ name = "", vendor = null, model = null, keys = [] }: Written): Answer {
    if (this.all.some((other) => other.name === name)) return problem(409, "conflict", "Conflict", "Another template has this name already.", "name");
    const template = { id: this.all.length + 1, name, vendor, model, keys, stations: 0, createdAt: new Date().toISOString(), version: 1 };
    this.all.push(template);
    return { status: 201, body: template };
  }
}
