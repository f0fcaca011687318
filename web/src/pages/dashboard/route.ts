import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { State } from "../../api/types";
import { states } from "../../live/aggregate";
import { appRoute } from "../../routing/root";
import { strictly } from "../../routing/search";

/** `state` lists the outlets that are in it. */
type DashboardSearch = { state?: State };

export const dashboardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/dashboard/$nodeId",
  params: { parse: ({ nodeId }) => ({ nodeId: Number(nodeId) }), stringify: ({ nodeId }) => ({ nodeId: String(nodeId) }) },
  validateSearch: strictly((search): DashboardSearch => {
    const state = states.find((candidate) => candidate === search["state"]);
    return state === undefined ? {} : { state };
  }),
  component: lazyRouteComponent(() => import("./DashboardPage"), "DashboardPage"),
});
