import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalQuery } from "../../api/portal";
import { rootRoute } from "../../routing/root";
import { strictly } from "../../routing/search";

/** The portal prints a link with this token at its first start. */
type FirstAdministratorSearch = { token?: string };

export const firstAdministratorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/first-administrator",
  validateSearch: strictly(({ token }): FirstAdministratorSearch => (typeof token === "string" ? { token } : {})),
  loader: ({ context }) => context.queryClient.ensureQueryData(portalQuery),
  component: lazyRouteComponent(() => import("./FirstAdministratorPage"), "FirstAdministratorPage"),
});
