import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ContextMenuProvider } from "mantine-contextmenu";
import { FormatProvider } from "./format/useFormat";
import type { Live } from "./live/live";
import { LiveProvider } from "./live/LiveProvider";
import type { makeRouter } from "./routing/router";
import { cssVariablesResolver, theme } from "./theme/theme";

type AppProps = { queryClient: QueryClient; live: Live; router: ReturnType<typeof makeRouter> };

/** What stands around everything, signed in or not. */
export function App({ queryClient, live, router }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <FormatProvider>
          <LiveProvider live={live}>
            <ContextMenuProvider borderRadius="md" shadow="raised">
              <Notifications position="bottom-right" />
              <RouterProvider router={router} />
            </ContextMenuProvider>
          </LiveProvider>
        </FormatProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
