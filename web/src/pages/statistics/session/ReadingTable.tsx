import { IconGauge } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sessionReadingsQuery } from "../../../api/sessionDetail";
import type { Reading } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";

type SampleRow = Reading["samples"][number] & { key: string; at: string };

/** Every sample of every meter reading, the newest first. */
export function ReadingTable({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation("statistics");
  const { data, error, refetch } = useQuery(sessionReadingsQuery(sessionId));
  const layout = fixedLayout(useColumns());
  const rows = useMemo(() => data?.items.toReversed().flatMap(rowsOf), [data]);
  return (
    <DataTable
      label={t("part.readings")}
      layout={layout}
      rows={rows}
      rowId={({ key }) => key}
      error={rows === undefined ? error : null}
      onRetry={() => void refetch()}
      empty={<EmptyState icon={IconGauge} title={t("readings.none")} hint={t("readings.noneHint")} />}
    />
  );
}

function rowsOf({ at, receivedAt, samples }: Reading): SampleRow[] {
  return samples.map((sample, index) => ({ ...sample, at, key: `${at} ${receivedAt} ${index}` }));
}

function useColumns(): readonly TableColumn<SampleRow>[] {
  const { t } = useTranslation("statistics");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "at", title: t("readings.time"), width: 170, render: ({ at }) => <Instant at={at} /> },
      { id: "measurand", title: t("readings.measurand"), width: 220, render: ({ measurand }) => measurand },
      {
        id: "value",
        title: t("readings.value"),
        width: 110,
        align: "end",
        render: ({ value, signed }) => (signed ? t("readings.signed") : value === null ? "–" : format.number(value, Number.isInteger(value) ? 0 : 2)),
      },
      { id: "unit", title: t("readings.unit"), width: 80, render: ({ unit }) => unit },
      { id: "phase", title: t("readings.phase"), width: 80, render: ({ phase }) => phase },
      { id: "location", title: t("readings.location"), width: 90, render: ({ location }) => location },
      { id: "context", title: t("readings.context"), width: 150, render: ({ context }) => context },
      { id: "original", title: t("readings.original"), width: 130, render: ({ original, originalUnit }) => <span title={original}>{originalUnit === null ? original : `${original} ${originalUnit}`}</span> },
    ],
    [t, format],
  );
}
