import type { Node } from "../../api/types";

type Outlet = NonNullable<Node["outlet"]>;

/** The kinds of socket and plug, the most usual first. */
export const connectorTypes = ["type2Socket", "type2Cable", "schuko", "type1", "ccs", "chademo", "other"] as const satisfies readonly Outlet["connectorType"][];
/** Who may charge. */
export const outletModes = ["rfid", "open"] as const satisfies readonly Outlet["mode"][];
