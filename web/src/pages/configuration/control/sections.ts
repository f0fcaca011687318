import type { ComponentType } from "react";
import type { Command, Node } from "../../../api/types";
import type { TreeNode } from "../../../live/tree";
import { CertificatesSection } from "./certificates/CertificatesSection";
import { SmartChargingSection } from "./charging/SmartChargingSection";
import { LogsSection } from "./files/LogsSection";
import { SoftwareSection } from "./files/SoftwareSection";
import { OutletsSection } from "./outlets/OutletsSection";
import { ReservationsSection } from "./reservations/ReservationsSection";
import { SecuritySection } from "./security/SecuritySection";
import { LocalListSection } from "./tags/LocalListSection";
import type { Control } from "./useControl";

export type SectionProps = { station: TreeNode; node: Node | undefined; control: Control };

/** A group of what can be asked of a station; its name is `configuration:section.{key}`. */
export type Section = {
  /** As in the address. */
  key: "outlets" | "tags" | "reservations" | "charging" | "certificates" | "security" | "software" | "logs";
  component: ComponentType<SectionProps>;
  /** Whether a station has it, by the commands that its version knows. */
  shownFor: (knows: (name: Command["name"]) => boolean) => boolean;
};

/** The groups of the Control tab, in their order. Only what exists stands here. */
export const sections: readonly Section[] = [
  { key: "outlets", component: OutletsSection, shownFor: () => true },
  { key: "tags", component: LocalListSection, shownFor: (knows) => knows("sendLocalList") },
  { key: "reservations", component: ReservationsSection, shownFor: (knows) => knows("reserveNow") },
  { key: "charging", component: SmartChargingSection, shownFor: (knows) => knows("setChargingProfile") },
  { key: "certificates", component: CertificatesSection, shownFor: (knows) => knows("installCertificate") },
  { key: "security", component: SecuritySection, shownFor: (knows) => knows("installCertificate") },
  { key: "software", component: SoftwareSection, shownFor: (knows) => knows("updateFirmware") },
  { key: "logs", component: LogsSection, shownFor: (knows) => knows("getDiagnostics") },
];

/** The groups that a station has. Before it is known what the station is, only the first. */
export function sectionsOf(node: Node | undefined): readonly Section[] {
  const known = new Set<string>(node?.station?.commands);
  return node === undefined ? sections.slice(0, 1) : sections.filter(({ shownFor }) => shownFor((name) => known.has(name)));
}
