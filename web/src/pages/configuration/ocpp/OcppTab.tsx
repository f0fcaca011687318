import { Alert, Button, Group, Loader, Tooltip } from "@mantine/core";
import { IconDeviceFloppy, IconKey, IconPlus, IconRefresh, IconReload } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { nodeQuery } from "../../../api/nodes";
import { stationConfigurationQuery } from "../../../api/stations";
import { differencesQuery } from "../../../api/templates";
import { DataTable, fixedLayout } from "../../../components/DataTable";
import { TextFilter } from "../../../components/DataTable/filters";
import { EmptyState } from "../../../components/EmptyState";
import { useFormat } from "../../../format/useFormat";
import { useLiveEvents } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";
import { CommandConfirmation, type AskedCommand } from "../control/CommandConfirmation";
import { useControl, type Control } from "../control/useControl";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { AddKeyDialog } from "./AddKeyDialog";
import classes from "./Ocpp.module.css";
import { TemplateBar } from "./TemplateBar";
import { useKeyColumns } from "./useKeyColumns";
import { useKeyEdits } from "./useKeyEdits";

/** The configuration keys a station has, as last read from it, changed one by one. */
export function OcppTab({ station }: { station: TreeNode }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const control = useControl(station);
  const query = stationConfigurationQuery(station.id);
  const node = nodeQuery(station.id);
  const { data: configuration, error, refetch } = useQuery(query);
  const { data: details } = useQuery(node);
  const edits = useKeyEdits(station.id, configuration?.keys);
  const [adding, setAdding] = useState(false);
  const format = useFormat();

  useLiveEvents((events) => {
    const read = events.some((event) => event.type === "configuration" && event.data.stationId === station.id);
    const changed = events.some((event) => event.type === "command" && event.data.stationId === station.id && event.data.name === "changeConfiguration" && event.data.state === "accepted");
    if (read || changed) {
      void queryClient.invalidateQueries({ queryKey: query.queryKey });
      void queryClient.invalidateQueries({ queryKey: differencesQuery(station.id).queryKey });
    }
    if (changed) void queryClient.invalidateQueries({ queryKey: node.queryKey });
  });

  const differences = differencesQuery(station.id);
  const { data: found } = useQuery(differences);
  const wanted = useMemo(() => new Map(found?.items.map(({ key, wanted: value }) => [key, value])), [found]);
  const [filter, setFilter] = useKeyFilter();
  const rows = useMemo(() => configuration?.keys.filter(({ key }) => key.toLowerCase().includes(filter.toLowerCase())), [configuration, filter]);
  const layout = fixedLayout(useKeyColumns(edits, wanted, control.refusal !== null, <TextFilter label={t("ocpp.key")} value={filter === "" ? undefined : filter} onValue={(words) => setFilter(words ?? "")} />));
  const reading = control.isRunning("getConfiguration");
  const read = () => control.send({ name: "getConfiguration" });

  return (
    <>
      {control.refusal !== null && <Alert color="gray">{control.refusal}</Alert>}
      {details?.station?.rebootRequired === true && <RebootRequired control={control} />}
      <div className={classes["card"]}>
        <div className={classes["tools"]}>
          <ReadAt at={configuration?.readAt ?? null} reading={reading} />
          <Group gap="xs" ml="auto">
            {edits.changes.length > 0 && (
              <Button variant="filled" leftSection={<IconDeviceFloppy size={16} aria-hidden />} disabled={control.refusal !== null} loading={edits.isSavingAll} onClick={edits.saveAll}>
                {t("ocpp.uploadAll", { count: edits.changes.length, figure: format.number(edits.changes.length) })}
              </Button>
            )}
            <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={control.refusal !== null} onClick={() => setAdding(true)}>
              {t("ocpp.add")}
            </Button>
            <Button leftSection={<IconRefresh size={16} aria-hidden />} disabled={control.refusal !== null} loading={reading} onClick={read}>
              {t("ocpp.read")}
            </Button>
          </Group>
        </div>
        {details !== undefined && <TemplateBar node={details} keys={configuration?.keys ?? []} disabled={control.refusal !== null} />}
        <DataTable
          label={t("ocpp.title")}
          layout={layout}
          rows={rows}
          rowId={({ key }) => key}
          error={configuration === undefined ? error : null}
          onRetry={() => void refetch()}
          empty={
            filter === "" ? (
              <EmptyState icon={IconKey} title={t("ocpp.none")} hint={t("ocpp.noneHint")} action={<Button disabled={control.refusal !== null} loading={reading} onClick={read}>{t("ocpp.read")}</Button>} />
            ) : (
              <EmptyState icon={IconKey} title={t("ocpp.noneFiltered", { words: filter })} />
            )
          }
        />
      </div>
      {adding && <AddKeyDialog known={configuration?.keys.map(({ key }) => key) ?? []} onClose={() => setAdding(false)} onAdd={edits.save} />}
    </>
  );
}

/** The filter stands in the address. */
function useKeyFilter(): [string, (words: string) => void] {
  const { key = "" } = configurationRoute.useSearch();
  const navigate = useNavigate();
  return [key, (words) => void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, key: words === "" ? undefined : words }), replace: true })];
}

function ReadAt({ at, reading }: { at: string | null; reading: boolean }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  return (
    <span className={classes["readAt"]} role="status">
      {reading ? (
        <>
          <Loader size={14} /> {t("ocpp.reading")}
        </>
      ) : at === null ? (
        t("ocpp.neverRead")
      ) : (
        <Tooltip label={new Date(at).toISOString()}>
          <span>{t("ocpp.readAt", { at: format.instant(at) })}</span>
        </Tooltip>
      )}
    </span>
  );
}

function RebootRequired({ control }: { control: Control }) {
  const { t } = useTranslation("configuration");
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  return (
    <Alert className={classes["warning"] ?? ""} icon={<IconReload />} title={t("ocpp.rebootRequired")}>
      <Group justify="space-between">
        {t("ocpp.rebootRequiredHint")}
        <Button
          disabled={control.refusal !== null}
          loading={control.isRunning("resetSoft")}
          onClick={() => setAsked({ request: { name: "resetSoft" }, title: t("confirm.resetSoft"), text: t("confirm.resetSoftText"), confirm: t("control.reboot") })}
        >
          {t("control.reboot")}
        </Button>
      </Group>
      <CommandConfirmation asked={asked} onClose={() => setAsked(null)} onConfirm={control.send} />
    </Alert>
  );
}
