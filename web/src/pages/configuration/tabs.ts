import type { NodeKind } from "../../api/types";

export type ConfigurationTab = "general" | "topology" | "control" | "ocpp";

/** The tabs at a kind of node, the first being where the page opens. */
export function tabsOf(kind: NodeKind): readonly ConfigurationTab[] {
  return kind === "station" ? ["general", "control", "ocpp", "topology"] : ["general", "topology"];
}
