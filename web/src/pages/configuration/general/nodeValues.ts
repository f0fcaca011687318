import type { Node, NodeChange } from "../../../api/types";
import type { Values, Versioned } from "./useEditForm";

const siteFields = ["address", "latitude", "longitude", "timeZone", "contact", "openingHours"] as const;
const stationFields = ["chargeBoxId", "public", "securityProfile", "acceptMissingSubprotocol", "heartbeatIntervalS", "soapAddressPinned", "soapAddressRange", "soapCertificate"] as const;
const outletFields = ["number", "connectorType", "mode", "parking", "ratedCurrentA", "phases"] as const;
const sections = { site: siteFields, station: stationFields, outlet: outletFields } as const;

/** What can be edited of a node, section by section laid side by side: no two sections share a field's name. */
export function nodeValues(node: Node): Versioned {
  const values: Record<string, Values[string]> = { name: node.name, description: node.description };
  for (const [section, fields] of Object.entries(sections)) {
    const part = node[section as keyof typeof sections] as Record<string, Values[string]> | null | undefined;
    if (part != null) for (const field of fields) values[field] = part[field] ?? null;
  }
  return { version: node.version, values };
}

/** The changed fields as the API takes them, each in its section. */
export function nodeChange(changes: Values): NodeChange {
  const change: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(changes)) {
    const section = Object.entries(sections).find(([, fields]) => (fields as readonly string[]).includes(field))?.[0];
    if (section === undefined) change[field] = value;
    else change[section] = { ...(change[section] as object | undefined), [field]: value };
  }
  return change;
}
