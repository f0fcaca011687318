import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { onSignedOut } from "./api/client";
import { meQuery } from "./api/me";
import { Problem } from "./api/problem";
import { startI18n, speak } from "./i18n/i18n";
import { isLanguage, preferredLanguage } from "./i18n/languages";
import { Live } from "./live/live";
import { patchesFor } from "./live/patches";
import { makeRouter } from "./routing/router";

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: (data, query) => {
      // Wherever the person signs in, the page speaks the language they chose.
      if (query.queryHash !== JSON.stringify(meQuery.queryKey)) return;
      const { language } = data as { language: string | null };
      if (isLanguage(language) && language !== document.documentElement.lang) void speak(language);
    },
  }),
  defaultOptions: {
    queries: {
      // What was refused will be refused again; what did not arrive may.
      retry: (failures, error) => failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

const live = new Live({ queryClient, patches: patchesFor, onGoodbye: leave });
const router = makeRouter({ queryClient, live });

/** Signed out somewhere else, or access lost: nothing of what was shown stays. */
function leave(): void {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in" || pathname === "/first-administrator") return;
  live.stop();
  queryClient.clear();
  void router.navigate({ to: "/sign-in", search: { to: href } });
}
onSignedOut(leave);

const root = document.getElementById("root");
if (root === null) throw new Error("failed to start: index.html has no element with the id root");

await startI18n(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} live={live} router={router} />
  </StrictMode>,
);
