import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ContextMenuProvider } from "mantine-contextmenu";
import type { Assembled } from "./assemble";
import { FormatProvider } from "./format/useFormat";
import { LiveProvider } from "./live/LiveProvider";
import { cssVariablesResolver, theme } from "./theme/theme";

/** What stands around everything, signed in or not. */
export function App({ queryClient, live, router }: Omit<Assembled, "dispose">) {
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
