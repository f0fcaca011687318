import { Center, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { sessionCurveQuery } from "../../../api/sessionDetail";
import type { Curve, SessionDetail } from "../../../api/types";
import { Chart } from "../../../components/Chart";
import type { ChartOption } from "../../../components/EChart";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { useFormat } from "../../../format/useFormat";
import type { ChartColours } from "../../../theme/chartColours";

const heightPx = 260;

/** Power as an area and energy as a line over the time of a session, with the car's state of charge where it told; zoomed by dragging below. */
export function PowerCurve({ session }: { session: SessionDetail }) {
  const { t } = useTranslation("statistics");
  const { data, error, refetch } = useQuery(sessionCurveQuery(session.id));
  const option = useCurveOption(data);
  if (error !== null && data === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={heightPx} style={{ flex: "none" }} />;
  if (data.points.length < 2) {
    return (
      <Center h={96} style={{ flex: "none" }}>
        <Text c="dimmed">{session.active ? t("curve.notYet") : t("curve.none")}</Text>
      </Center>
    );
  }
  return (
    <div style={{ flex: "none" }}>
      <Chart label={t("curve.label", { id: session.id })} height={heightPx} option={option} />
    </div>
  );
}

function useCurveOption(curve: Curve | undefined): (colours: ChartColours) => ChartOption {
  const { t } = useTranslation("statistics");
  const format = useFormat();
  return useCallback(
    (colours) => {
      const points = curve?.points ?? [];
      const series = (value: (point: Curve["points"][number]) => number | null) => points.map((point): [number, number | null] => [Date.parse(point.at), value(point)]);
      const lastsMs = Date.parse(points.at(-1)?.at ?? "") - Date.parse(points[0]?.at ?? "");
      // Close together, minutes would repeat themselves.
      const tick = (at: number) => format.instant(new Date(at), lastsMs < 15 * 60_000 ? "clock" : "timeOfDay");
      const hasCharge = points.some(({ socPercent }) => socPercent !== null);
      const said = (index: number, value: number) => (index === 0 ? format.power(value * 1000) : index === 1 ? format.energy(value * 1000) : `${format.number(value)} %`);
      const axis = { type: "value" as const, splitLine: { show: false }, axisLabel: { color: colours.muted } };
      return {
        grid: { left: 44, right: hasCharge ? 92 : 48, top: 32, bottom: 58 },
        legend: { top: 0, left: 0, textStyle: { color: colours.muted }, icon: "roundRect", itemWidth: 12, itemHeight: 8 },
        tooltip: {
          trigger: "axis",
          backgroundColor: colours.surface,
          borderColor: colours.lineStrong,
          textStyle: { color: colours.text },
          formatter: (given) => {
            const shown = (Array.isArray(given) ? given : [given]) as { seriesIndex?: number; seriesName?: string; marker?: unknown; value: unknown }[];
            const [at] = (shown[0]?.value ?? []) as [number];
            const lines = shown.map(({ seriesIndex = 0, seriesName = "", marker, value }) => {
              const figure = (value as [number, number | null])[1];
              return figure === null ? "" : `<br/>${String(marker)} ${seriesName} <b>${said(seriesIndex, figure)}</b>`;
            });
            return `${format.instant(new Date(at))}${lines.join("")}`;
          },
        },
        xAxis: {
          type: "time",
          axisLine: { lineStyle: { color: colours.lineStrong } },
          axisLabel: { color: colours.muted, hideOverlap: true, formatter: tick },
        },
        yAxis: [
          { ...axis, min: 0, splitLine: { show: true, lineStyle: { color: colours.line } } },
          { ...axis, min: 0 },
          ...(hasCharge ? [{ ...axis, min: 0, max: 100, offset: 44 }] : []),
        ],
        dataZoom: [
          { type: "inside", zoomOnMouseWheel: "ctrl" },
          {
            type: "slider", height: 22, bottom: 6, borderColor: colours.line, fillerColor: colours.chargingSoft, handleStyle: { color: colours.charging }, moveHandleSize: 0,
            dataBackground: { lineStyle: { color: colours.lineStrong }, areaStyle: { color: colours.line } }, textStyle: { color: colours.muted },
            labelFormatter: tick,
          },
        ],
        series: [
          {
            name: t("curve.power"), type: "line", step: "end", showSymbol: false, lineStyle: { width: 1.5, color: colours.charging }, itemStyle: { color: colours.charging },
            areaStyle: { color: colours.charging, opacity: 0.16 }, data: series(({ powerW }) => (powerW === null ? null : powerW / 1000)),
          },
          {
            name: t("curve.energy"), type: "line", yAxisIndex: 1, showSymbol: false, connectNulls: true, lineStyle: { width: 2, color: colours.available }, itemStyle: { color: colours.available },
            data: series(({ energyWh }) => (energyWh === null ? null : energyWh / 1000)),
          },
          ...(hasCharge
            ? [{
                name: t("curve.charge"), type: "line" as const, yAxisIndex: 2, showSymbol: false, connectNulls: true,
                lineStyle: { width: 1.5, type: "dashed" as const, color: colours.warning }, itemStyle: { color: colours.warning }, data: series(({ socPercent }) => socPercent),
              }]
            : []),
        ],
      };
    },
    [curve, format, t],
  );
}
