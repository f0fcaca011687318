import { Progress } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { batchQuery, batchResultsKey, fetchBatchResults } from "../../../api/batches";
import type { BatchResult, CommandBatch } from "../../../api/types";
import { DataTable, fixedLayout, useCursorList, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import { useTree } from "../../../live/LiveProvider";
import { pathTo } from "../../../routing/paths";
import { CommandAnswer } from "../control/CommandAnswer";
import classes from "../control/Control.module.css";
import { useCommandWords } from "../control/useCommandWords";

/** What becomes of a command at each station, live. */
export function BatchPanel({ id }: { id: number }) {
  const { t } = useTranslation("configuration");
  const words = useCommandWords();
  const { data: batch } = useQuery(batchQuery(id));
  const list = useCursorList<BatchResult>(batchResultsKey(id), (cursor, signal) => fetchBatchResults(id, cursor, signal));
  const layout = fixedLayout(useColumns());
  return (
    <Panel className={classes["commands"] ?? ""} title={batch === undefined ? t("fleet.results") : words({ name: batch.name, parameters: batch.parameters })} about={batch !== undefined && <About batch={batch} />} flush>
      <DataTable
        label={t("fleet.results")}
        layout={layout}
        rows={list.rows}
        rowId={({ command }) => command.id}
        onMore={list.onMore}
        error={list.rows === undefined ? list.error : null}
        onRetry={list.refetch}
        empty={<EmptyState icon={IconStack2} title={t("fleet.noResults")} />}
      />
    </Panel>
  );
}

function About({ batch: { createdAt, by, stations, open, counts } }: { batch: CommandBatch }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const ended = stations - open;
  return (
    <>
      <div>
        <Instant at={createdAt} style="minute" /> {by}
        {" · "}
        {t("fleet.ended", { ended: format.number(ended), stations: format.number(stations) })}
        {counts.map(({ state, stations: some }) => ` · ${format.number(some)} ${t(`answer.${state}`)}`)}
      </div>
      <Progress value={stations === 0 ? 0 : (ended / stations) * 100} size="sm" mt={6} aria-label={t("fleet.ended", { ended: format.number(ended), stations: format.number(stations) })} />
    </>
  );
}

function useColumns(): readonly TableColumn<BatchResult>[] {
  const { t } = useTranslation("configuration");
  const tree = useTree();
  return useMemo(
    () => [
      {
        id: "station", title: t("fleet.station"), width: 200,
        render: ({ stationName, command: { stationId } }) => (
          <Link className={classes["link"]} to={pathTo("configuration", stationId, "control")}>
            {stationName ?? String(stationId)}
          </Link>
        ),
      },
      { id: "answer", title: t("commands.answer"), width: 220, render: ({ command }) => <CommandAnswer command={command} waits={tree.get(command.stationId)?.online === false} /> },
      { id: "at", title: t("commands.time"), width: 90, render: ({ command: { answeredAt } }) => answeredAt !== null && <Instant at={answeredAt} style="clock" /> },
    ],
    [t, tree],
  );
}
