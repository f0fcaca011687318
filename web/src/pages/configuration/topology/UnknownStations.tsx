import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dismissUnknownStation, unknownStationsQuery } from "../../../api/stations";
import type { UnknownStation } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { Panel } from "../../../components/Panel";
import { problemText } from "../../../components/problemText";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import { useLiveEvents } from "../../../live/LiveProvider";
import classes from "./Topology.module.css";

const headPx = 34;
const rowPx = 33;
const mostRows = 6;

/** Stations that tried to connect and are not configured: added with what is known of them, or dismissed. Nothing where there are none. */
export function UnknownStations({ title, onAdd }: { title: string; onAdd: (chargeBoxId: string) => void }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const { data } = useQuery(unknownStationsQuery);
  const layout = fixedLayout(useColumns(onAdd));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === "alarm" && event.data.alarm.type === "unknownStation")) void queryClient.invalidateQueries({ queryKey: unknownStationsQuery.queryKey });
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel className={classes["unknown"] ?? ""} title={title} about={t("unknown.about")} flush>
      <div style={{ display: "flex", height: headPx + rowPx * Math.min(mostRows, data.items.length) }}>
        <DataTable label={title} layout={layout} rows={data.items} rowId={({ chargeBoxId }) => chargeBoxId} empty={null} />
      </div>
    </Panel>
  );
}

function useColumns(onAdd: (chargeBoxId: string) => void): readonly TableColumn<UnknownStation>[] {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "chargeBoxId", title: t("field.chargeBoxId"), width: 220, render: ({ chargeBoxId }) => <span title={chargeBoxId}>{chargeBoxId}</span> },
      { id: "address", title: t("connection.address"), width: 150, render: ({ remoteAddress }) => remoteAddress },
      { id: "count", title: t("unknown.count"), width: 80, align: "end", render: ({ count }) => format.number(count) },
      { id: "first", title: t("unknown.first"), width: 160, render: ({ firstAt }) => <Instant at={firstAt} style="minute" /> },
      { id: "last", title: t("unknown.last"), width: 160, render: ({ lastAt }) => <Instant at={lastAt} style="minute" /> },
      { id: "actions", title: "", width: 150, align: "end", render: ({ chargeBoxId }) => <Actions chargeBoxId={chargeBoxId} onAdd={() => onAdd(chargeBoxId)} /> },
    ],
    [t, format, onAdd],
  );
}

function Actions({ chargeBoxId, onAdd }: { chargeBoxId: string; onAdd: () => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => dismissUnknownStation(chargeBoxId),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: unknownStationsQuery.queryKey }),
    onError: (error) => notifications.show({ color: "red", message: problemText(error, common).title }),
  });
  return (
    <Group gap={4} justify="end" wrap="nowrap">
      <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} aria-label={t("unknown.addOf", { station: chargeBoxId })} onClick={onAdd}>
        {t("unknown.add")}
      </Button>
      <Tooltip label={t("unknown.dismissHint")}>
        <ActionIcon size="sm" aria-label={t("unknown.dismissOf", { station: chargeBoxId })} loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
