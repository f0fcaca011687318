import type { NodeKind } from "../../api/types";

export type ConfigurationTab = "general" | "topology" | "control" | "ocpp" | "messages" | "software" | "templates" | "security";

/** The tabs at a kind of node, the first being where the page opens. */
export function tabsOf(kind: NodeKind): readonly ConfigurationTab[] {
  switch (kind) {
    case "station":
      return ["general", "control", "ocpp", "messages", "topology"];
    case "system":
      return ["general", "control", "security", "topology", "software", "templates"];
    case "site":
    case "floor":
      return ["general", "control", "topology"];
    default:
      return ["general", "topology"];
  }
}
