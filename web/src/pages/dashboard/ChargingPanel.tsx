import { IconBatteryCharging, IconChargingPile, IconEye } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { runningSessionsQuery } from "../../api/sessions";
import type { Session } from "../../api/types";
import { DataTable, fixedLayout, type RowAction, type TableColumn } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { NodeLink } from "../../components/NodeLink";
import { OutletName } from "../../components/OutletName";
import { Panel } from "../../components/Panel";
import { Energy, Instant, Power } from "../../components/Quantity";
import { Tinted } from "../../components/Tinted";
import { Who } from "../../components/Who";
import { isSameDay } from "../../format/instant";
import { useFormat } from "../../format/useFormat";
import type { TreeNode } from "../../live/tree";
import { pathTo, runningSessionsPath, sessionPath } from "../../routing/paths";
import classes from "./Dashboard.module.css";

/** The sessions running at a node, with power and energy as the meters report them. */
export function ChargingPanel({ node }: { node: TreeNode }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(runningSessionsQuery(node.id));
  const columns = useColumns();
  const rows = data?.items;
  const running = node.below.byState.charging;
  const showSession = (session: Session) => void navigate({ to: sessionPath(node.id, session.id) });
  const actions = (session: Session): RowAction[] => [
    { id: "session", title: t("charging.showSession"), icon: IconEye, shortcut: "↵", onChoose: () => showSession(session) },
    { id: "station", title: t("charging.showStation", { station: session.stationName }), icon: IconChargingPile, onChoose: () => void navigate({ to: pathTo("dashboard", session.stationId) }) },
  ];
  return (
    <Panel
      className={classes["listPanel"] ?? ""}
      title={t("charging.title")}
      about={running === 0 ? t("charging.about") : t("charging.aboutPower", { outlets: format.number(running), power: format.power(node.below.powerW) })}
      flush
    >
      <DataTable
        label={t("charging.title")}
        layout={fixedLayout(columns)}
                rows={rows}
        rowId={({ id }) => id}
        actions={actions}
        onOpen={showSession}
        error={rows === undefined ? error : null}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={IconBatteryCharging} title={t("charging.none")} hint={t("charging.noneHint")} />}
        {...(rows !== undefined && running > rows.length && rows.length > 0 ? { footer: <ShowAll nodeId={node.id} shown={rows.length} running={running} /> } : {})}
      />
    </Panel>
  );
}

function ShowAll({ nodeId, shown, running }: { nodeId: number; shown: number; running: number }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  return (
    <>
      {t("charging.shown", { shown: format.number(shown), running: format.number(running) })}
      <Link className={classes["more"]} to={runningSessionsPath(nodeId)}>
        {t("charging.showAll")}
      </Link>
    </>
  );
}

function useColumns(): readonly TableColumn<Session>[] {
  const { t } = useTranslation("dashboard");
  const { timeZone } = useFormat();
  return useMemo(
    () => [
      {
        id: "outlet",
        title: t("charging.outlet"),
        width: 118,
        render: (session) => (
          <NodeLink nodeId={session.outletId ?? session.stationId} page="dashboard">
            <OutletName station={session.stationName} outlet={session.outlet} />
          </NodeLink>
        ),
      },
      {
        id: "since",
        title: t("charging.since"),
        width: 58,
        render: ({ startedAt }) => <Instant at={startedAt} style={isSameDay(startedAt, new Date(), timeZone) ? "timeOfDay" : "minute"} />,
      },
      {
        id: "power",
        title: t("charging.power"),
        width: 86,
        align: "end",
        render: ({ id, powerW }) => (
          <Tinted value={powerW} of={id}>
            {powerW === null ? "–" : <Power w={powerW} />}
          </Tinted>
        ),
      },
      {
        id: "energy",
        title: t("charging.energy"),
        width: 92,
        align: "end",
        render: ({ id, energyWh }) => (
          <Tinted value={energyWh} of={id}>
            <Energy wh={energyWh} />
          </Tinted>
        ),
      },
      { id: "who", title: t("charging.who"), width: 110, render: (session) => <Who session={session} /> },
    ],
    [t, timeZone],
  );
}
