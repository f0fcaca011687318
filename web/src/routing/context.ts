import type { QueryClient } from "@tanstack/react-query";
import type { Live } from "../live/live";

/** What routes are given to load with. */
export type RouterContext = { queryClient: QueryClient; live: Live };
