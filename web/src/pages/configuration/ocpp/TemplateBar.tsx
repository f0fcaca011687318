import { Button, Group, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDeviceFloppy, IconFileExport, IconTemplate } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { changeNode, nodeQuery } from "../../../api/nodes";
import { applyTemplate, differencesQuery, templatesQuery } from "../../../api/templates";
import type { Node } from "../../../api/types";
import { problemText } from "../../../components/problemText";
import { saveFile } from "../../../components/saveFile";
import { useFormat } from "../../../format/useFormat";
import { TemplateDialog } from "../templates/TemplateDialog";
import { templateJson } from "../templates/templateFile";
import classes from "./Ocpp.module.css";
import type { ConfigurationKey } from "./useKeyEdits";

type TemplateBarProps = { node: Node; keys: readonly ConfigurationKey[]; disabled: boolean };

/** Which template the station follows, how far it is from it, and taking its configuration out as one. */
export function TemplateBar({ node, keys, disabled }: TemplateBarProps) {
  const { t } = useTranslation("templates");
  const { t: common } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const configures = useMay("configureStations");
  const edits = useMay("editTemplates");
  const { data: templates } = useQuery(templatesQuery);
  const differences = differencesQuery(node.id);
  const { data: found } = useQuery(differences);
  const [making, setMaking] = useState(false);
  const templateId = node.station?.configurationTemplateId ?? null;
  const refused = (error: unknown) => {
    const { title, detail } = problemText(error, common);
    notifications.show({ color: "red", title, message: detail ?? "", autoClose: false });
  };
  const choose = useMutation({
    mutationFn: (id: number | null) => changeNode(node.id, node.version, { station: { configurationTemplateId: id } }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(nodeQuery(node.id).queryKey, changed);
      await Promise.all([queryClient.invalidateQueries({ queryKey: differences.queryKey }), queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey })]);
    },
    onError: refused,
  });
  const apply = useMutation({ mutationFn: (id: number) => applyTemplate(id, [node.id]), onError: refused });
  const writable = found?.items.filter(({ readOnly }) => !readOnly).length ?? 0;
  const plain = keys.flatMap(({ key, value, readOnly, secret }) => (readOnly || secret || value === null ? [] : [{ key, value }]));
  const content = { name: node.name, vendor: node.station?.vendor ?? null, model: node.station?.model ?? null, keys: plain };

  return (
    <div className={classes["tools"]}>
      <IconTemplate size={16} aria-hidden />
      <Select
        aria-label={t("ofStation")}
        placeholder={t("noTemplate")}
        data={templates?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
        value={templateId === null ? null : String(templateId)}
        disabled={!configures || choose.isPending}
        clearable
        searchable
        onChange={(value) => choose.mutate(value === null ? null : Number(value))}
      />
      {templateId !== null && found !== undefined && (
        <span role="status" className={found.items.length > 0 ? classes["differs"] : undefined}>
          {found.items.length === 0 ? t("same") : t("differs", { count: found.items.length, figure: format.number(found.items.length) })}
        </span>
      )}
      <Group gap="xs" ml="auto">
        {templateId !== null && (
          <Button disabled={disabled || !configures || writable === 0} loading={apply.isPending} onClick={() => apply.mutate(templateId)}>
            {t("apply")}
          </Button>
        )}
        {edits && (
          <Button leftSection={<IconDeviceFloppy size={16} aria-hidden />} disabled={plain.length === 0} onClick={() => setMaking(true)}>
            {t("saveAs")}
          </Button>
        )}
        <Button leftSection={<IconFileExport size={16} aria-hidden />} disabled={plain.length === 0} onClick={() => saveFile(new Blob([templateJson(content)], { type: "application/json" }), `${node.name}.json`)}>
          {t("export")}
        </Button>
      </Group>
      {making && <TemplateDialog content={content} template={null} mayEdit onClose={() => setMaking(false)} />}
    </div>
  );
}
