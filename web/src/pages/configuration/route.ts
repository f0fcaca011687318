import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readMessageFilters, type MessageFilters } from "../../api/messages";
import { appRoute } from "../../routing/root";
import { strictly } from "../../routing/search";

export type ConfigurationSearch = {
  /** The command whose exchange is shown. */
  command?: number;
  /** Which group of the Control tab is shown. */
  section?: string;
  /** The command for many stations whose results are shown. */
  batch?: number;
  /** The firmware campaign that is shown. */
  campaign?: number;
  /** Which configuration keys are listed. */
  key?: string;
  /** The message of the log that is open. */
  message?: string;
} & MessageFilters;

export const configurationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/configuration/$nodeId/{-$tab}",
  params: {
    parse: ({ nodeId, tab }) => ({ nodeId: Number(nodeId), ...(tab === undefined ? {} : { tab }) }),
    stringify: ({ nodeId, tab }) => ({ nodeId: String(nodeId), ...(tab === undefined ? {} : { tab }) }),
  },
  validateSearch: strictly(({ command, section, batch, key, message, campaign, ...rest }: Record<string, unknown>): ConfigurationSearch => ({
    ...readMessageFilters(rest),
    ...(typeof message === "string" && /^\d+\.\d+$/.test(message) ? { message } : {}),
    ...(Number.isSafeInteger(Number(command)) && Number(command) > 0 ? { command: Number(command) } : {}),
    ...(typeof section === "string" && section !== "" ? { section } : {}),
    ...(Number.isSafeInteger(Number(batch)) && Number(batch) > 0 ? { batch: Number(batch) } : {}),
    ...(Number.isSafeInteger(Number(campaign)) && Number(campaign) > 0 ? { campaign: Number(campaign) } : {}),
    ...(typeof key === "string" && key !== "" ? { key } : {}),
  })),
  component: lazyRouteComponent(() => import("./ConfigurationPage"), "ConfigurationPage"),
});
