import { Skeleton } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dashboardEnergyQuery } from "../../api/dashboard";
import type { DashboardEnergy, Period } from "../../api/types";
import { Panel } from "../../components/Panel";
import { ProblemAlert } from "../../components/ProblemAlert";
import { TonePill } from "../../components/StatePill";
import { useFormat } from "../../format/useFormat";
import classes from "./Dashboard.module.css";
import { HourBars, HourLegend } from "./HourBars";
import { useGentleRefresh } from "../../live/useGentleRefresh";

/** Energy of today, this week and this month against the ones before, each up to the same moment. */
export function EnergyPanel({ nodeId }: { nodeId: number }) {
  const { t } = useTranslation("dashboard");
  const { timeZone } = useFormat();
  const query = dashboardEnergyQuery(nodeId, timeZone);
  const { data, dataUpdatedAt, error, refetch } = useQuery(query);
  useGentleRefresh(nodeId, query.queryKey);
  return (
    <Panel title={t("energy.title")} about={t("energy.about")} actions={<HourLegend />}>
      {error !== null && data === undefined ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : data === undefined ? <Waiting /> : <Figures energy={data} atMs={dataUpdatedAt} />}
    </Panel>
  );
}

function Figures({ energy, atMs }: { energy: DashboardEnergy; atMs: number }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const counted = ({ sessions }: Period) => ({ count: sessions, sessions: format.number(sessions) });
  return (
    <>
      <dl className={classes["figures"]}>
        <div className={classes["figure"]}>
          <dt>{t("energy.today", counted(energy.today))}</dt>
          <dd>
            <span>
              <span className={classes["big"]}>{format.energy(energy.today.energyWh, { decimals: 1, unit: false })}</span>
              <span className={classes["unit"]}>{t("energy.unit")}</span>
            </span>
            <Change now={energy.today} before={energy.sameDayLastWeek} />
          </dd>
        </div>
        <div className={classes["figure"]}>
          <dt>{t("energy.week", counted(energy.week))}</dt>
          <dd>
            {format.energy(energy.week.energyWh, { decimals: 0 })}
            <Change now={energy.week} before={energy.previousWeek} />
          </dd>
        </div>
        <div className={classes["figure"]}>
          <dt>{t("energy.month", counted(energy.month))}</dt>
          <dd>
            {format.energy(energy.month.energyWh, { decimals: 0 })}
            <Change now={energy.month} before={energy.previousMonth} />
          </dd>
        </div>
      </dl>
      <HourBars hours={energy.hours} nowMs={atMs} />
    </>
  );
}

/** How much more or less than before, in words on hover; more energy is neither good nor bad, so the colour stays quiet when it falls. */
function Change({ now, before }: { now: Period; before: Period }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  if (before.energyWh === 0) return null;
  const percent = Math.round((100 * (now.energyWh - before.energyWh)) / before.energyWh);
  const Sign = percent > 0 ? IconArrowUpRight : percent < 0 ? IconArrowDownRight : IconEqual;
  return (
    <TonePill tone={percent > 0 ? "available" : "offline"} icon={Sign} title={t("energy.before", { energy: format.energy(before.energyWh, { decimals: 1 }) })}>
      {t("energy.percent", { percent: format.number(Math.abs(percent)), direction: percent < 0 ? "−" : "+" })}
    </TonePill>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton h={44} w="70%" mb="sm" />
      <Skeleton h={104} />
    </>
  );
}
