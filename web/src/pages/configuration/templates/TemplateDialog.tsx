import { ActionIcon, Button, Group, Modal, Stack, Table, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { changeTemplate, createTemplate, templatesQuery, type TemplateContent } from "../../../api/templates";
import type { ConfigurationTemplate } from "../../../api/types";
import { fieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { Problem } from "../../../api/problem";

type TemplateDialogProps = {
  content: TemplateContent;
  /** The template that is changed; null for a new one. */
  template: ConfigurationTemplate | null;
  mayEdit: boolean;
  onClose: () => void;
};

/** A template's name, for which stations it is, and its keys. */
export function TemplateDialog({ content, template, mayEdit, onClose }: TemplateDialogProps) {
  const { t } = useTranslation("templates");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const [entered, setEntered] = useState(content);
  const { name, vendor, model, keys } = entered;
  const save = useMutation({
    mutationFn: () => (template === null ? createTemplate(entered) : changeTemplate(template.id, template.version, entered)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });
      onClose();
    },
  });
  const problem = (field: string) => fieldProblem(save.error, field, common);
  const isAtField = save.error instanceof Problem && save.error.field !== null;
  const setKey = (place: number, change: Partial<(typeof keys)[number]>) => setEntered({ ...entered, keys: keys.map((key, index) => (index === place ? { ...key, ...change } : key)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <Modal opened onClose={onClose} size="48rem" title={template === null ? t("createTitle") : t("editTitle", { name: template.name })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack>
            <TextInput label={t("name")} value={name} maxLength={100} required data-autofocus error={problem("name")} onChange={(event) => setEntered({ ...entered, name: event.currentTarget.value })} />
            <Group grow align="start">
              <TextInput label={t("vendor")} value={vendor ?? ""} maxLength={100} error={problem("vendor")} onChange={(event) => setEntered({ ...entered, vendor: event.currentTarget.value || null })} />
              <TextInput label={t("model")} value={model ?? ""} maxLength={100} error={problem("model")} onChange={(event) => setEntered({ ...entered, model: event.currentTarget.value || null })} />
            </Group>
            <Table verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("key")}</Table.Th>
                  <Table.Th>{t("value")}</Table.Th>
                  <Table.Th w={40} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {keys.map(({ key, value }, place) => (
                  <Table.Tr key={place}>
                    <Table.Td>
                      <TextInput size="xs" aria-label={t("keyOf", { place: place + 1 })} value={key} maxLength={50} required error={problem(`keys[${place}].key`)} onChange={(event) => setKey(place, { key: event.currentTarget.value })} />
                    </Table.Td>
                    <Table.Td>
                      <TextInput size="xs" aria-label={t("valueOf", { place: place + 1 })} value={value} maxLength={500} error={problem(`keys[${place}].value`)} onChange={(event) => setKey(place, { value: event.currentTarget.value })} />
                    </Table.Td>
                    <Table.Td>
                      <ActionIcon size="sm" aria-label={t("removeKey", { key: key || place + 1 })} onClick={() => setEntered({ ...entered, keys: keys.filter((_, index) => index !== place) })}>
                        <IconX size={14} aria-hidden />
                      </ActionIcon>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Group>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntered({ ...entered, keys: [...keys, { key: "", value: "" }] })}>
                {t("addKey")}
              </Button>
            </Group>
            {save.error !== null && !isAtField && <ProblemAlert error={save.error} />}
          </Stack>
        </fieldset>
        <Group justify="end" gap="xs" mt="md">
          <Button onClick={onClose}>{mayEdit ? common("action.cancel") : common("action.close")}</Button>
          {mayEdit && (
            <Button type="submit" variant="filled" loading={save.isPending}>
              {common("action.save")}
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  );
}
