import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../routing/root";

export const dashboardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/dashboard/$nodeId",
  params: { parse: ({ nodeId }) => ({ nodeId: Number(nodeId) }), stringify: ({ nodeId }) => ({ nodeId: String(nodeId) }) },
  component: lazyRouteComponent(() => import("./DashboardPage"), "DashboardPage"),
});
