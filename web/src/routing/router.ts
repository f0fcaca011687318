import { createRouter } from "@tanstack/react-router";
import { PagePending } from "../frame/FramePending";
import { configurationRoute } from "../pages/configuration/route";
import { dashboardRoute } from "../pages/dashboard/route";
import { firstAdministratorRoute } from "../pages/first-administrator/route";
import { settingsRoute } from "../pages/settings/route";
import { signInRoute } from "../pages/sign-in/route";
import { statisticsRoute } from "../pages/statistics/route";
import type { RouterContext } from "./context";
import { parseSearch, stringifySearch } from "./search";
import { appRoute, indexRoute, rootRoute } from "./root";

// A further page adds its route here, and its line of the menu in `pages.ts`.
const routeTree = rootRoute.addChildren([
  signInRoute,
  firstAdministratorRoute,
  appRoute.addChildren([indexRoute, dashboardRoute, statisticsRoute, configurationRoute, settingsRoute]),
]);

export function makeRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    // What a page loads is the query cache's to keep.
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 150,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
