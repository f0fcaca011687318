import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";
import { meQuery } from "../api/me";
import { portalQuery } from "../api/portal";
import { Problem } from "../api/problem";
import { AppFrame } from "../frame/AppFrame";
import { isLanguage } from "../i18n/languages";
import { speak } from "../i18n/i18n";
import { FramePending } from "../frame/FramePending";
import type { RouterContext } from "./context";
import { NotFound, RouteFailed } from "./failures";
import { pathTo } from "./paths";

export const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound, errorComponent: RouteFailed });

/** Everything for which one must be signed in: who is, and the tree, are there before a page begins to load. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  beforeLoad: async ({ context: { queryClient, live }, location }) => {
    try {
      const [me] = await Promise.all([queryClient.ensureQueryData(meQuery), queryClient.ensureQueryData(portalQuery), live.start()]);
      if (isLanguage(me.language)) await speak(me.language);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { to: location.href } });
    }
  },
  component: AppFrame,
  pendingComponent: FramePending,
  errorComponent: RouteFailed,
});

/** The portal's bare address opens the dashboard of all one may see. */
export const indexRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/",
  beforeLoad: ({ context: { live } }) => {
    const { rootId } = live.tree;
    if (rootId !== null) throw redirect({ to: pathTo("dashboard", rootId), replace: true });
  },
});
