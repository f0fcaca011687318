import { Anchor } from "@mantine/core";
import { IconDownload, IconFileZip, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../access/capability";
import { deleteUpload, uploadPath, uploadsQuery } from "../../../../api/files";
import type { Upload } from "../../../../api/types";
import { ConfirmDialog } from "../../../../components/ConfirmDialog";
import { DataTable, fixedLayout, type TableColumn } from "../../../../components/DataTable";
import { EmptyState } from "../../../../components/EmptyState";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { useFormat } from "../../../../format/useFormat";
import { useLiveEvents } from "../../../../live/LiveProvider";
import classes from "./Files.module.css";

/** What the station has delivered: downloaded or deleted. */
export function UploadedFiles({ stationId }: { stationId: number }) {
  const { t } = useTranslation("software");
  const format = useFormat();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(uploadsQuery(stationId));
  const mayDelete = useMay("controlStations");
  const [doomed, setDoomed] = useState<Upload | null>(null);
  const reread = () => queryClient.invalidateQueries({ queryKey: uploadsQuery(stationId).queryKey });
  useLiveEvents((events) => {
    if (events.some((event) => event.type === "transfer" && event.data.stationId === stationId && event.data.kind !== "firmware")) void reread();
  });
  const remove = useMutation({
    mutationFn: ({ id }: Upload) => deleteUpload(stationId, id),
    onSuccess: () => {
      setDoomed(null);
      return reread();
    },
  });
  const layout = fixedLayout(useColumns(stationId));
  const title = t("uploads.title");
  return (
    <Panel className={classes["list"] ?? ""} title={title} about={data === undefined ? false : t("uploads.used", { used: format.bytes(data.usedBytes), quota: format.bytes(data.quotaBytes) })} flush>
      <DataTable
        label={title}
        layout={layout}
        rows={data?.items}
        rowId={({ id }) => id}
        error={data === undefined ? error : null}
        onRetry={() => void refetch()}
        actions={(upload) => [
          { id: "download", title: t("image.download"), icon: IconDownload, onChoose: () => window.location.assign(uploadPath(stationId, upload.id)) },
          { id: "delete", title: t("delete"), icon: IconTrash, danger: true, divided: true, disabled: !mayDelete, onChoose: () => setDoomed(upload) },
        ]}
        empty={<EmptyState icon={IconFileZip} title={t("uploads.none")} hint={t("uploads.noneHint")} />}
      />
      <ConfirmDialog
        opened={doomed !== null}
        title={t("uploads.delete")}
        confirm={t("delete")}
        danger
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => doomed !== null && remove.mutate(doomed)}
        onClose={() => setDoomed(null)}
      >
        {t("uploads.deleteText", { name: doomed?.name ?? "" })}
      </ConfirmDialog>
    </Panel>
  );
}

function useColumns(stationId: number): readonly TableColumn<Upload>[] {
  const { t } = useTranslation("software");
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "name",
        title: t("image.name"),
        width: 250,
        render: ({ id, name }) => (
          <Anchor href={uploadPath(stationId, id)} download={name} title={name} size="sm">
            {name}
          </Anchor>
        ),
      },
      { id: "size", title: t("image.size"), width: 90, align: "end", render: ({ sizeBytes }) => format.bytes(sizeBytes) },
      { id: "received", title: t("uploads.received"), width: 150, render: ({ receivedAt }) => <Instant at={receivedAt} style="minute" /> },
    ],
    [t, format, stationId],
  );
}
