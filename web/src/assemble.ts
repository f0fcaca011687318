import { QueryClient } from "@tanstack/react-query";
import { onSignedOut } from "./api/client";
import { meQuery } from "./api/me";
import { Problem } from "./api/problem";
import { Live } from "./live/live";
import { patchesFor } from "./live/patches";
import type { Source } from "./live/stream";
import { makeRouter } from "./routing/router";

export type Assembled = {
  queryClient: QueryClient;
  live: Live;
  router: ReturnType<typeof makeRouter>;
  /** Ends the connection and lets go of the address, for a page in which the app is one of several things, such as a test. */
  dispose: () => void;
};

/** Puts the app's parts together: the cache of answers, the live store, the router, and the way out when the portal says that nobody is signed in. */
export function assemble(connect?: (url: string) => Source): Assembled {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        // What was refused will be refused again; what did not arrive may.
        retry: (failures, error) => failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
  const live = new Live({ queryClient, patches: patchesFor, onGoodbye: leave, ...(connect === undefined ? {} : { connect }) });
  const router = makeRouter({ queryClient, live });
  const forget = onSignedOut(leave);
  const dispose = () => {
    forget();
    live.stop();
    router.history.destroy();
    queryClient.clear();
  };
  return { queryClient, live, router, dispose };

  /** Signed out somewhere else, or access lost: nothing of what was shown stays. */
  function leave(): void {
    // While nobody has been, the routes themselves show the way in.
    if (queryClient.getQueryData(meQuery.queryKey) === undefined) return;
    const { href } = router.state.location;
    live.stop();
    queryClient.clear();
    void router.navigate({ to: "/sign-in", search: { to: href } });
  }
}
