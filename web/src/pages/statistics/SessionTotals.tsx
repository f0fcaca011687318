import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionTotalsQuery, type SessionListing } from "../../api/sessionList";
import { problemText } from "../../components/problemText";
import { useFormat } from "../../format/useFormat";
import { useGentleRefresh } from "../../live/useGentleRefresh";
import classes from "./Statistics.module.css";

/** The table's foot: how many sessions are listed, their energy, and what one is on average. */
export function SessionTotals({ listing: { node, query } }: { listing: SessionListing }) {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  const format = useFormat();
  const totals = sessionTotalsQuery({ node, query });
  const { data, error, isPlaceholderData, refetch } = useQuery(totals);
  useGentleRefresh(node, totals.queryKey);

  if (error !== null && data === undefined) {
    return (
      <>
        {problemText(error, common).title}
        <Button size="compact-sm" onClick={() => void refetch()}>
          {common("action.retry")}
        </Button>
      </>
    );
  }
  if (data === undefined) return <span>{t("totals.adding")}</span>;
  const { count, capped, energyWh, durationS } = data;
  const sessions = capped ? t("totals.atLeast", { figure: format.number(count) }) : format.number(count);
  return (
    <div className={classes["totals"]} data-stale={isPlaceholderData || undefined} role="status">
      <span>
        <b>{sessions}</b> {t("totals.sessions", { count })}
      </span>
      <span title={capped ? t("totals.cappedHint", { figure: format.number(count) }) : undefined}>
        <b>{format.energy(energyWh, { decimals: 1, unit: false })}</b> {"kWh"}
      </span>
      {count > 0 && <span>{t("totals.average", { energy: format.energy(energyWh / count, { decimals: 1 }), duration: format.duration(durationS / count, "minute") })}</span>}
    </div>
  );
}
