import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../routing/root";

export type ConfigurationSearch = {
  /** The command whose exchange is shown. */
  command?: number;
  /** Which group of the Control tab is shown. */
  section?: string;
  /** Which configuration keys are listed. */
  key?: string;
};

export const configurationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/configuration/$nodeId/{-$tab}",
  params: {
    parse: ({ nodeId, tab }) => ({ nodeId: Number(nodeId), ...(tab === undefined ? {} : { tab }) }),
    stringify: ({ nodeId, tab }) => ({ nodeId: String(nodeId), ...(tab === undefined ? {} : { tab }) }),
  },
  validateSearch: ({ command, section, key }: Record<string, unknown>): ConfigurationSearch => ({
    ...(Number.isSafeInteger(Number(command)) && Number(command) > 0 ? { command: Number(command) } : {}),
    ...(typeof section === "string" && section !== "" ? { section } : {}),
    ...(typeof key === "string" && key !== "" ? { key } : {}),
  }),
  component: lazyRouteComponent(() => import("./ConfigurationPage"), "ConfigurationPage"),
});
