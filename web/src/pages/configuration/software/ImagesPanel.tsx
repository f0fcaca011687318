import { Anchor, Button } from "@mantine/core";
import { IconCpu, IconDownload, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { deleteImage, imagePath, imagesQuery } from "../../../api/files";
import type { Image } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import classes from "./Software.module.css";
import { UploadDialog } from "./UploadDialog";

/** The firmware images: uploaded, downloaded, deleted. */
export function ImagesPanel() {
  const { t } = useTranslation("software");
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(imagesQuery);
  const mayEdit = useMay("configureStations");
  const [uploading, setUploading] = useState(false);
  const [doomed, setDoomed] = useState<Image | null>(null);
  const remove = useMutation({
    mutationFn: ({ id }: Image) => deleteImage(id),
    onSuccess: () => {
      setDoomed(null);
      return queryClient.invalidateQueries({ queryKey: imagesQuery.queryKey });
    },
  });
  const layout = fixedLayout(useColumns());
  const title = t("images.title");
  const upload = (
    <Button leftSection={<IconUpload size={14} aria-hidden />} disabled={!mayEdit} onClick={() => setUploading(true)}>
      {t("images.upload")}
    </Button>
  );
  const close = () => {
    setDoomed(null);
    remove.reset();
  };
  return (
    <Panel className={classes["panel"] ?? ""} title={title} about={t("images.about")} actions={upload} flush>
      <DataTable
        label={title}
        layout={layout}
        rows={data?.items}
        rowId={({ id }) => id}
        error={data === undefined ? error : null}
        onRetry={() => void refetch()}
        actions={(image) => [
          { id: "download", title: t("image.download"), icon: IconDownload, disabled: !mayEdit, onChoose: () => window.location.assign(imagePath(image.id)) },
          { id: "delete", title: t("delete"), icon: IconTrash, danger: true, divided: true, disabled: !mayEdit, onChoose: () => setDoomed(image) },
        ]}
        empty={<EmptyState icon={IconCpu} title={t("images.none")} hint={t("images.noneHint")} />}
      />
      {uploading && <UploadDialog onClose={() => setUploading(false)} />}
      <ConfirmDialog opened={doomed !== null} title={t("images.delete")} confirm={t("delete")} danger pending={remove.isPending} error={remove.error} onConfirm={() => doomed !== null && remove.mutate(doomed)} onClose={close}>
        {t("images.deleteText", { name: doomed?.name ?? "", version: doomed?.version ?? "" })}
      </ConfirmDialog>
    </Panel>
  );
}

function useColumns(): readonly TableColumn<Image>[] {
  const { t } = useTranslation("software");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "version", title: t("image.version"), width: 90, render: ({ version }) => version },
      {
        id: "name",
        title: t("image.name"),
        width: 230,
        render: ({ id, name }) => (
          <Anchor href={imagePath(id)} download={name} title={name} size="sm">
            {name}
          </Anchor>
        ),
      },
      { id: "vendor", title: t("image.vendor"), width: 105, render: ({ vendor }) => (vendor === "" ? t("image.any") : vendor) },
      { id: "model", title: t("image.model"), width: 105, render: ({ model }) => (model === "" ? t("image.any") : model) },
      { id: "size", title: t("image.size"), width: 90, align: "end", render: ({ sizeBytes }) => format.bytes(sizeBytes) },
      { id: "sha256", title: t("image.checksum"), width: 120, render: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}</code> },
      { id: "signed", title: t("image.signature"), width: 90, render: ({ signed }) => (signed ? t("image.signed") : t("image.unsigned")) },
      { id: "uploaded", title: t("image.uploaded"), width: 150, render: ({ uploadedAt }) => <Instant at={uploadedAt} style="minute" /> },
      { id: "by", title: t("transfer.by"), width: 150, render: ({ uploadedBy }) => <span title={uploadedBy}>{uploadedBy}</span> },
    ],
    [t, format],
  );
}
