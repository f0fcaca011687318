import { useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, type ComposeOption, type EChartsType, use as register } from "echarts/core";
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { AriaComponentOption, DataZoomComponentOption, GridComponentOption, LegendComponentOption, MarkLineComponentOption, TooltipComponentOption } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";
import { chartColours, type ChartColours } from "../theme/chartColours";

register([BarChart, LineChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | AriaComponentOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

export type ChartProps = {
  /** Says in words what the diagram shows, for those who cannot see it. */
  label: string;
  height: number | string;
  /** The diagram in the colours of the scheme it is drawn in. */
  option: (colours: ChartColours) => ChartOption;
};

export default function EChart({ label, height, option }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const scheme = useComputedColorScheme("light");
  const still = useReducedMotion();
  // The scheme is no argument: the colours are read from the page as it stands, and must be read anew when it changes.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const drawn = useMemo(() => option(chartColours()), [option, scheme]);

  useEffect(() => {
    if (element.current === null) return undefined;
    const instance = init(element.current);
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const { text, font } = chartColours();
    chart.current?.setOption({ animation: !still, animationDuration: 300, textStyle: { color: text, fontFamily: font }, ...drawn }, { notMerge: true });
  }, [drawn, still]);

  return <div ref={element} role="img" aria-label={label} style={{ width: "100%", height }} />;
}
