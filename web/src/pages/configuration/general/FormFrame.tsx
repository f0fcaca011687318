import { Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { problemFields } from "./fields";
import classes from "./General.module.css";
import type { EditForm, FieldValue } from "./useEditForm";

type FormFrameProps = { form: EditForm; fields: readonly string[]; fieldTitle: (field: string) => string; mayEdit: boolean; children: ReactNode };

/** What stands around a form: saving and discarding once something was changed, a question before it is left so, and the choice when two people changed the same. */
export function FormFrame({ form, fields, fieldTitle, mayEdit, children }: FormFrameProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const { isDirty, isSaving, error, save, discard } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDirty) save();
  };
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <fieldset className={classes["fields"]} disabled={!mayEdit || isSaving}>
        {children}
      </fieldset>
      {error != null && !isFieldProblem(error, problemFields(fields)) && <ProblemAlert error={error} />}
      {isDirty && (
        <div className={classes["bar"]} role="status">
          <Text c="dimmed">{t("form.unsaved")}</Text>
          <Group gap="xs">
            <Button onClick={discard} disabled={isSaving}>
              {t("form.discard")}
            </Button>
            <Button type="submit" variant="filled" loading={isSaving}>
              {common("action.save")}
            </Button>
          </Group>
        </div>
      )}
      <LeaveGuard isDirty={isDirty && !isSaving} />
      <ClashDialog form={form} fieldTitle={fieldTitle} />
    </form>
  );
}

function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation("configuration");
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname, enableBeforeUnload: isDirty, withResolver: true });
  return (
    <ConfirmDialog opened={status === "blocked"} title={t("form.leaveTitle")} confirm={t("form.leave")} danger onConfirm={() => proceed?.()} onClose={() => reset?.()}>
      {t("form.leaveText")}
    </ConfirmDialog>
  );
}

function ClashDialog({ form: { clash, keepMine, takeTheirs, isSaving }, fieldTitle }: { form: EditForm; fieldTitle: (field: string) => string }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const said = (value: FieldValue) => (value === null || value === "" ? "–" : typeof value === "boolean" ? (value ? common("yes") : common("no")) : value);
  return (
    <Modal opened={clash !== null} onClose={takeTheirs} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false} title={t("clash.title")} size="lg">
      <Stack>
        <Text>{t("clash.text")}</Text>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("clash.field")}</Table.Th>
              <Table.Th>{t("clash.mine")}</Table.Th>
              <Table.Th>{t("clash.theirs")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clash?.map(({ field, mine, theirs }) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldTitle(field)}</Table.Td>
                <Table.Td>{said(mine)}</Table.Td>
                <Table.Td>{said(theirs)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="end" gap="xs">
          <Button onClick={takeTheirs}>{t("clash.takeTheirs")}</Button>
          <Button variant="filled" loading={isSaving} onClick={keepMine}>
            {t("clash.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
