import { IconAdjustmentsHorizontal, IconLayoutDashboard, IconTable, type Icon } from "@tabler/icons-react";
import { sessionFilterNames } from "../api/sessionFilters";
import { tabsOf } from "../pages/configuration/tabs";
import type { Capability, NodeKind } from "../api/types";

/** A page of the menu. Its address is `/{name}/{nodeId}`, so that menu and node change independently. */
export type MenuPage = {
  /** As in the address; its title is `frame:page.{name}`. */
  name: PageName;
  icon: Icon;
  /** Shown only to those who may do this; null for everyone who is signed in. */
  capability: Capability | null;
  /** The tabs at a kind of node, the first being where the page opens; none when the page has no tabs. */
  tabs?: (kind: NodeKind) => readonly string[];
  /** Search parameters which say the same about another node, and stay when the node changes. */
  keptSearch?: readonly string[];
};

export type PageName = "dashboard" | "statistics" | "configuration";

/** The menu from top to bottom. Only pages that exist stand here. */
export const menuPages: readonly MenuPage[] = [
  { name: "dashboard", icon: IconLayoutDashboard, capability: null },
  { name: "statistics", icon: IconTable, capability: "viewSessions", keptSearch: [...sessionFilterNames, "sort"] },
  { name: "configuration", icon: IconAdjustmentsHorizontal, capability: "configureStations", tabs: tabsOf },
];
