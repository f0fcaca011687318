import { IconActivity } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sessionStatusesQuery } from "../../../api/sessionDetail";
import type { StatusChange } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { OutletStatusPill } from "../../../components/OutletStatusPill";
import { Instant } from "../../../components/Quantity";

/** What the outlet went through during a session, the newest first. */
export function StatusTable({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation("statistics");
  const { data, error, refetch } = useQuery(sessionStatusesQuery(sessionId));
  const layout = fixedLayout(useColumns());
  const rows = useMemo(() => data?.items.toReversed(), [data]);
  return (
    <DataTable
      label={t("part.statuses")}
      layout={layout}
      rows={rows}
      rowId={({ at, receivedAt, outlet, status }) => `${at} ${receivedAt} ${outlet} ${status}`}
      error={rows === undefined ? error : null}
      onRetry={() => void refetch()}
      empty={<EmptyState icon={IconActivity} title={t("statuses.none")} hint={t("statuses.noneHint")} />}
    />
  );
}

function useColumns(): readonly TableColumn<StatusChange>[] {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  return useMemo(
    () => [
      { id: "at", title: t("readings.time"), width: 170, render: ({ at }) => <Instant at={at} /> },
      { id: "outlet", title: t("column.outlet"), width: 80, align: "end", render: ({ outlet }) => (outlet === 0 ? t("column.station") : outlet) },
      { id: "status", title: t("statuses.status"), width: 160, render: ({ status }) => <OutletStatusPill status={status} /> },
      {
        id: "error",
        title: t("statuses.error"),
        width: 220,
        render: ({ errorCode }) => errorCode !== null && errorCode !== "NoError" && common(`alarm.code.${errorCode}` as "alarm.code.InternalError", { defaultValue: errorCode }),
      },
      { id: "text", title: t("statuses.text"), width: 220, render: ({ errorText }) => <span title={errorText ?? undefined}>{errorText}</span> },
      { id: "received", title: t("statuses.received"), width: 190, render: ({ receivedAt, late }) => (
        <>
          <Instant at={receivedAt} />
          {late && ` (${t("statuses.late")})`}
        </>
      ) },
    ],
    [t, common],
  );
}
