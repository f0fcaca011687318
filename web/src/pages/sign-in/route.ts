import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalQuery } from "../../api/portal";
import { rootRoute } from "../../routing/root";
import { strictly } from "../../routing/search";

/** Where to go after signing in: only ever a path of this portal. */
type SignInSearch = { to?: string };

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: strictly(({ to }): SignInSearch => (typeof to === "string" && /^\/(?![/\\])/.test(to) ? { to } : {})),
  loader: ({ context }) => context.queryClient.ensureQueryData(portalQuery),
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});
