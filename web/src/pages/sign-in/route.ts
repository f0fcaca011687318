import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalQuery } from "../../api/portal";
import { rootRoute } from "../../routing/root";

/** Where to go after signing in: only ever a path of this portal. */
type SignInSearch = { to?: string };

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ to }: Record<string, unknown>): SignInSearch => (typeof to === "string" && /^\/(?![/\\])/.test(to) ? { to } : {}),
  loader: ({ context }) => context.queryClient.ensureQueryData(portalQuery),
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});
