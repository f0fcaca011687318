import { Button, Group, Switch } from "@mantine/core";
import { IconAlertTriangle, IconDownload, IconFilterOff, IconMessages, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { deviationsQuery, readMessageFilters, type MessageFilters } from "../../../api/messages";
import { ColumnMenu, DataTable, useColumnLayout } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { useFormat } from "../../../format/useFormat";
import type { TreeNode } from "../../../live/tree";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { DeviationsDrawer } from "./DeviationsDrawer";
import { ExchangeWindow } from "./ExchangeWindow";
import { ExportDialog } from "./ExportDialog";
import classes from "./Messages.module.css";
import { useMessageColumns } from "./useMessageColumns";
import { useMessageLog } from "./useMessageLog";

/** The station's protocol log: live, filtered, and each message with its answer. */
export function MessagesTab({ station }: { station: TreeNode }) {
  const { t } = useTranslation("messages");
  const { search, filters, change, clear } = useLogSearch();
  const [paused, setPaused] = useState(false);
  const [exporting, setExporting] = useState(false);
  const [counting, setCounting] = useState(false);
  const log = useMessageLog(station.id, filters, paused);
  const layout = useColumnLayout("messages", useMessageColumns(filters, change));
  const filtered = Object.keys(filters).length > 0;
  const clearButton = (
    <Button leftSection={<IconFilterOff size={16} aria-hidden />} onClick={clear}>
      {t("clearFilters")}
    </Button>
  );

  return (
    <>
      <div className={classes["card"]}>
        <div className={classes["tools"]}>
          <LiveState paused={paused} isLive={log.isLive} bounded={filters.to !== undefined} />
          <Button leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />} onClick={() => setPaused(!paused)}>
            {paused ? t("resume") : t("pause")}
          </Button>
          <Switch label={t("onlyErrors")} checked={filters.errors === true} onChange={(event) => change({ errors: event.currentTarget.checked || undefined })} />
          <Switch label={t("onlyDeviations")} checked={filters.deviations === true} onChange={(event) => change({ deviations: event.currentTarget.checked || undefined })} />
          <Group gap="xs" ml="auto">
            {filtered && clearButton}
            <DeviationsButton stationId={station.id} onOpen={() => setCounting(true)} />
            <ColumnMenu layout={layout} />
            <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={() => setExporting(true)}>
              {t("export.open")}
            </Button>
          </Group>
        </div>
        <DataTable
          label={t("title")}
          layout={layout}
          rows={log.rows}
          rowId={({ id }) => id}
          selectedId={search.message}
          onSelect={({ id }) => change({ message: id })}
          onOpen={({ id }) => change({ message: id })}
          onMore={log.onMore}
          error={log.rows === undefined ? log.error : null}
          onRetry={log.reread}
          empty={
            filtered ? <EmptyState icon={IconFilterOff} title={t("empty.filtered")} hint={t("empty.filteredHint")} action={clearButton} /> : <EmptyState icon={IconMessages} title={t("empty.title")} hint={t("empty.hint")} />
          }
        />
      </div>
      <ExchangeWindow stationId={station.id} messageId={search.message} onClose={() => change({ message: undefined })} />
      {exporting && <ExportDialog stationId={station.id} from={filters.from} to={filters.to} onClose={() => setExporting(false)} />}
      <DeviationsDrawer stationId={station.id} opened={counting} onClose={() => setCounting(false)} />
    </>
  );
}

function LiveState({ paused, isLive, bounded }: { paused: boolean; isLive: boolean; bounded: boolean }) {
  const { t } = useTranslation("messages");
  const state = paused ? "paused" : bounded ? "past" : isLive ? "live" : "connecting";
  return (
    <span className={classes["live"]} data-state={state} role="status">
      <span className={classes["dot"]} aria-hidden />
      {t(`live.${state}`)}
    </span>
  );
}

function DeviationsButton({ stationId, onOpen }: { stationId: number; onOpen: () => void }) {
  const { t } = useTranslation("messages");
  const format = useFormat();
  const { data: deviations } = useQuery(deviationsQuery(stationId));
  const count = deviations?.length ?? 0;
  return (
    <Button leftSection={<IconAlertTriangle size={16} aria-hidden />} onClick={onOpen}>
      {count === 0 ? t("deviations.open") : t("deviations.openCounted", { figure: format.number(count) })}
    </Button>
  );
}

type Change = { [Key in keyof ConfigurationSearch]?: ConfigurationSearch[Key] | undefined };

/** Filters and the open message stand in the address. */
function useLogSearch() {
  const search = configurationRoute.useSearch();
  const navigate = useNavigate();
  const filters = useMemo(() => readMessageFilters(search), [search]);
  const key = JSON.stringify(filters);
  const stable = useMemo(() => JSON.parse(key) as MessageFilters, [key]);
  const change = useCallback((part: Change) => void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, ...part }), replace: true }), [navigate]);
  const clear = useCallback(() => void navigate({ to: ".", search: {}, replace: true }), [navigate]);
  return { search, filters: stable, change, clear };
}
