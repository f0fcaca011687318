import { IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { batchesQuery } from "../../../api/batches";
import type { CommandBatch } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import type { TreeNode } from "../../../live/tree";
import classes from "../control/Control.module.css";
import { useCommandWords } from "../control/useCommandWords";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { BatchPanel } from "./BatchPanel";
import { FleetForm } from "./FleetForm";

/** One command for many stations, and what became of each such; it goes on when the page is left. */
export function FleetTab({ node }: { node: TreeNode }) {
  const { t } = useTranslation("configuration");
  const { batch: chosen } = configurationRoute.useSearch();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(batchesQuery);
  const layout = fixedLayout(useColumns());
  const shown = chosen ?? data?.items[0]?.id;
  const choose = (batch: CommandBatch) => void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, batch: batch.id }), replace: true });
  return (
    <div className={classes["columns"]}>
      <div className={classes["cards"]}>
        <Panel title={t("fleet.title")} about={t("fleet.about")}>
          <FleetForm node={node} onGiven={choose} />
        </Panel>
        <Panel className={classes["listed"] ?? ""} title={t("fleet.recent")} about={t("fleet.recentAbout")} flush>
          <DataTable
            label={t("fleet.recent")}
            layout={layout}
            rows={data?.items}
            rowId={({ id }) => id}
            selectedId={shown}
            onSelect={choose}
            error={data === undefined ? error : null}
            onRetry={() => void refetch()}
            empty={<EmptyState icon={IconStack2} title={t("fleet.none")} hint={t("fleet.noneHint")} />}
          />
        </Panel>
      </div>
      {shown !== undefined && <BatchPanel key={shown} id={shown} />}
    </div>
  );
}

function useColumns(): readonly TableColumn<CommandBatch>[] {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const words = useCommandWords();
  return useMemo(
    () => [
      { id: "at", title: t("commands.time"), width: 150, render: ({ createdAt }) => <Instant at={createdAt} style="minute" /> },
      { id: "command", title: t("commands.command"), width: 170, render: ({ name, parameters }) => words({ name, parameters }) },
      { id: "stations", title: t("fleet.stations"), width: 80, align: "end", render: ({ stations }) => format.number(stations) },
      { id: "by", title: t("commands.by"), width: 120, render: ({ by }) => by },
    ],
    [t, format, words],
  );
}
