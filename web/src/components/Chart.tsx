import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { ChartProps } from "./EChart";

const EChart = lazy(() => import("./EChart"));

/** A diagram. The library behind it is large, and is fetched when the first one is shown. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<Skeleton h={props.height} radius="sm" />}>
      <EChart {...props} />
    </Suspense>
  );
}
