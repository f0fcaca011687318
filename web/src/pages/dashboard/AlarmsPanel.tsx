import { Button } from "@mantine/core";
import { IconBellCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import { activeAlarmsQuery } from "../../api/alarms";
import type { Alarm } from "../../api/types";
import { AlarmPill } from "../../components/alarms/AlarmPill";
import { useClearWithUndo } from "../../components/alarms/useClearWithUndo";
import { DataTable, fixedLayout, type TableColumn } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { NodeLink } from "../../components/NodeLink";
import { OutletName } from "../../components/OutletName";
import { Panel } from "../../components/Panel";
import { Instant } from "../../components/Quantity";
import { Tinted } from "../../components/Tinted";
import { useFormat } from "../../format/useFormat";
import classes from "./Dashboard.module.css";

/** The alarms active at a node, each to be cleared by whoever has seen to it. */
export function AlarmsPanel({ nodeId }: { nodeId: number }) {
  const { t } = useTranslation("dashboard");
  const { data, error, refetch } = useQuery(activeAlarmsQuery(nodeId));
  const clear = useClearWithUndo();
  const columns = useColumns(clear);
  const count = data?.total.count;
  return (
    <Panel className={classes["listPanel"] ?? ""} title={t("alarms.title")} about={count === undefined || count === 0 ? t("alarms.about") : t("alarms.count", { count })} flush>
      <DataTable
        label={t("alarms.title")}
        layout={fixedLayout(columns)}
                rows={data?.items}
        rowId={({ id }) => id}
        error={data === undefined ? error : null}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={IconBellCheck} title={t("alarms.none")} hint={t("alarms.noneHint")} />}
      />
    </Panel>
  );
}

function clearColumn(label: string, clear: (alarm: Alarm) => void): TableColumn<Alarm> {
  return {
    id: "clear",
    title: label,
    titleHidden: true,
    width: 82,
    align: "end",
    render: (alarm) => (
      <Button size="compact-xs" onClick={() => clear(alarm)}>
        {label}
      </Button>
    ),
  };
}

function useColumns(clear: (alarm: Alarm) => void): readonly TableColumn<Alarm>[] {
  const mayClear = useMay("clearAlarms");
  const { t } = useTranslation("dashboard");
  const { t: common } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      { id: "created", title: t("alarms.created"), width: 142, render: ({ createdAt }) => <Instant at={createdAt} style="minute" /> },
      {
        id: "node",
        title: t("alarms.node"),
        width: 104,
        render: (alarm) => (
          <NodeLink nodeId={alarm.nodeId} page="dashboard">
            <OutletName station={alarm.nodeName} outlet={alarm.outlet} />
          </NodeLink>
        ),
      },
      {
        id: "alarm",
        title: t("alarms.alarm"),
        width: 236,
        render: (alarm) => (
          <Tinted value={alarm.count} of={alarm.id}>
            <div className={classes["alarm"]}>
              <AlarmPill alarm={alarm} />
              {alarm.count > 1 && <span title={common("alarm.times", { count: alarm.count })}>{t("alarms.times", { count: alarm.count, times: format.number(alarm.count) })}</span>}
            </div>
          </Tinted>
        ),
      },
      ...(mayClear ? [clearColumn(common("alarm.clear"), clear)] : []),
    ],
    [t, common, format, clear, mayClear],
  );
}
