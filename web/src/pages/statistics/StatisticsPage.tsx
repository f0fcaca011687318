import { Button } from "@mantine/core";
import { IconFileSpreadsheet, IconFileTypeCsv, IconFilterOff, IconTableOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import { sessionQuery } from "../../api/sessionFilters";
import { fetchSessions, sessionListKey, sessionTotalsQuery, type SessionListing } from "../../api/sessionList";
import type { Session } from "../../api/types";
import { ColumnMenu, DataTable, parseSort, sortParameter, useColumnLayout, useCursorList } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHead } from "../../components/PageHead";
import { useFormat } from "../../format/useFormat";
import { useTreeNode, useTreeStructure } from "../../live/LiveProvider";
import type { TreeNode } from "../../live/tree";
import { NotFound } from "../../routing/failures";
import { ActivityFilter } from "./ActivityFilter";
import { defaultSort } from "./route";
import { SessionTotals } from "./SessionTotals";
import { SessionWindow } from "./session/SessionWindow";
import classes from "./Statistics.module.css";
import { useExport } from "./useExport";
import { useSessionActions } from "./useSessionActions";
import { useSessionColumns } from "./useSessionColumns";
import { useStatisticsSearch } from "./useStatisticsSearch";

/** Every session at a node, a row each. */
export function StatisticsPage() {
  const { nodeId } = useStatisticsSearch();
  const node = useTreeNode(nodeId);
  return node === undefined ? <NotFound /> : <SessionsOf node={node} />;
}

function SessionsOf({ node }: { node: TreeNode }) {
  const { t, i18n } = useTranslation("statistics");
  const { timeZone } = useFormat();
  const personalData = useMay("viewPersonalData");
  const place = useStatisticsSearch();
  const { search, filters, sort, change, go, clearFilters } = place;

  const listing = useMemo((): SessionListing => ({ node: node.id, sort, query: sessionQuery(filters, timeZone, personalData) }), [node.id, sort, filters, timeZone, personalData]);
  const list = useCursorList<Session>(sessionListKey(listing), (cursor, signal) => fetchSessions(listing, cursor, signal));
  const { data: totals } = useQuery(sessionTotalsQuery(listing));

  const columns = useSessionColumns(place, personalData, useOutletNumbers(node.id));
  const layout = useColumnLayout("sessions", columns);
  const actions = useSessionActions(place, personalData);
  const exportSessions = useExport();
  const exportTo = (kind: "xlsx" | "csv") =>
    exportSessions(kind, { listing, columns: layout.visible.map(({ id }) => id), timeZone, language: i18n.language }, totals);
  const filtered = Object.keys(filters).length > 0;
  const clear = (
    <Button leftSection={<IconFilterOff size={16} aria-hidden />} onClick={clearFilters}>
      {t("clearFilters")}
    </Button>
  );

  return (
    <>
      <PageHead title={t("title")} about={node.name}>
        {filtered && clear}
        <ActivityFilter active={filters.active} onActive={(active) => change({ active })} />
        <ColumnMenu layout={layout} />
        <Button leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={() => exportTo("csv")}>
          {t("export.csv")}
        </Button>
        <Button variant="filled" leftSection={<IconFileSpreadsheet size={16} aria-hidden />} onClick={() => exportTo("xlsx")}>
          {t("export.xlsx")}
        </Button>
      </PageHead>
      <div className={classes["card"]}>
        <DataTable
          label={t("sessions")}
          layout={layout}
          rows={list.rows}
          rowId={({ id }) => id}
          sort={parseSort(sort)}
          onSort={(sorted) => {
            const parameter = sortParameter(sorted);
            change({ sort: parameter === defaultSort ? undefined : parameter });
          }}
          selectedId={search.row}
          onSelect={({ id }) => change({ row: id })}
          onOpen={({ id }) => go({ row: id, session: id })}
          actions={actions}
          onMore={list.onMore}
          error={list.rows === undefined ? list.error : null}
          onRetry={list.refetch}
          empty={
            filtered ? (
              <EmptyState icon={IconFilterOff} title={t("empty.filtered")} hint={t("empty.filteredHint")} action={clear} />
            ) : (
              <EmptyState icon={IconTableOff} title={t("empty.title")} hint={t("empty.hint", { node: node.name })} />
            )
          }
          footer={<SessionTotals listing={listing} />}
        />
      </div>
      <SessionWindow sessionId={search.session} part={search.part} onPart={(part) => change({ part })} onClose={() => change({ session: undefined, part: undefined })} />
    </>
  );
}

/** The outlet numbers that occur at a node, for the choice among them. */
function useOutletNumbers(nodeId: number): readonly number[] {
  const { tree, version } = useTreeStructure();
  return useMemo(() => {
    void version;
    return [...new Set(tree.outletsBelow(nodeId).flatMap(({ number }) => number ?? []))].sort((a, b) => a - b);
  }, [tree, version, nodeId]);
}
