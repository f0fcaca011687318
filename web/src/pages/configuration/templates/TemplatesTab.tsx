import { Button, FileButton, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconFileExport, IconPencil, IconPlus, IconTemplate, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { deleteTemplate, templatesQuery, type TemplateContent } from "../../../api/templates";
import type { ConfigurationTemplate } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { DataTable, fixedLayout, type RowAction, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { saveFile } from "../../../components/saveFile";
import { useFormat } from "../../../format/useFormat";
import classes from "../ocpp/Ocpp.module.css";
import { TemplateDialog } from "./TemplateDialog";
import { readTemplateFile, templateCsv, templateJson } from "./templateFile";

type Doing = { what: "edit"; content: TemplateContent; template: ConfigurationTemplate | null } | { what: "delete"; template: ConfigurationTemplate };

/** The templates of stations' configurations: made, changed, taken out and brought in as files. */
export function TemplatesTab() {
  const { t } = useTranslation("templates");
  const edits = useMay("editTemplates");
  const { data: templates, error, refetch } = useQuery(templatesQuery);
  const [doing, setDoing] = useState<Doing | null>(null);
  const layout = fixedLayout(useTemplateColumns());
  const open = (template: ConfigurationTemplate) => setDoing({ what: "edit", content: template, template });
  const take = async (file: File | null) => {
    if (file === null) return;
    const content = readTemplateFile(file.name, await file.text());
    if (content === null) notifications.show({ color: "red", title: t("notRead"), message: t("notReadHint"), autoClose: false });
    else setDoing({ what: "edit", content, template: null });
  };
  const actions = (template: ConfigurationTemplate): RowAction[] => [
    { id: "edit", title: edits ? t("edit") : t("show"), icon: IconPencil, onChoose: () => open(template) },
    { id: "json", title: t("exportJson"), icon: IconFileExport, divided: true, onChoose: () => saveFile(new Blob([templateJson(template)], { type: "application/json" }), `${template.name}.json`) },
    { id: "csv", title: t("exportCsv"), icon: IconFileExport, onChoose: () => saveFile(new Blob([templateCsv(template.keys)], { type: "text/csv" }), `${template.name}.csv`) },
    ...(edits ? [{ id: "delete", title: t("delete"), icon: IconTrash, danger: true, divided: true, onChoose: () => setDoing({ what: "delete", template }) }] : []),
  ];

  return (
    <>
      <div className={classes["card"]}>
        <div className={classes["tools"]}>
          {t("about")}
          {edits && (
            <Group gap="xs" ml="auto">
              <FileButton onChange={(file) => void take(file)} accept=".json,.csv,application/json,text/csv">
                {(props) => (
                  <Button {...props} leftSection={<IconUpload size={16} aria-hidden />}>
                    {t("import")}
                  </Button>
                )}
              </FileButton>
              <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDoing({ what: "edit", content: { name: "", vendor: null, model: null, keys: [] }, template: null })}>
                {t("create")}
              </Button>
            </Group>
          )}
        </div>
        <DataTable
          label={t("title")}
          layout={layout}
          rows={templates}
          rowId={({ id }) => id}
          onOpen={open}
          actions={actions}
          error={templates === undefined ? error : null}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={IconTemplate} title={t("none")} hint={t("noneHint")} />}
        />
      </div>
      {doing?.what === "edit" && <TemplateDialog content={doing.content} template={doing.template} mayEdit={edits} onClose={() => setDoing(null)} />}
      {doing?.what === "delete" && <DeleteTemplate template={doing.template} onClose={() => setDoing(null)} />}
    </>
  );
}

function useTemplateColumns(): readonly TableColumn<ConfigurationTemplate>[] {
  const { t } = useTranslation("templates");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "name", title: t("name"), width: 260, render: ({ name }) => name },
      { id: "vendor", title: t("vendor"), width: 160, render: ({ vendor }) => vendor ?? "–" },
      { id: "model", title: t("model"), width: 160, render: ({ model }) => model ?? "–" },
      { id: "keys", title: t("keys"), width: 90, align: "end", render: ({ keys }) => format.number(keys.length) },
      { id: "stations", title: t("stations"), width: 90, align: "end", render: ({ stations }) => format.number(stations) },
    ],
    [t, format],
  );
}

function DeleteTemplate({ template, onClose }: { template: ConfigurationTemplate; onClose: () => void }) {
  const { t } = useTranslation("templates");
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteTemplate(template.id, template.version),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });
      onClose();
    },
  });
  return (
    <ConfirmDialog opened title={t("deleteTitle", { name: template.name })} confirm={t("delete")} danger pending={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={onClose}>
      {t("deleteText")}
    </ConfirmDialog>
  );
}
