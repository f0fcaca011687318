import { Alert, Button, Code, CopyButton, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { nodeQuery } from "../../../api/nodes";
import { removeCredential, setCredential } from "../../../api/stations";
import type { Node } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { fieldProblem, isFieldProblem } from "../../../components/fieldProblem";
import { Panel } from "../../../components/Panel";
import { ProblemAlert } from "../../../components/ProblemAlert";
import classes from "./General.module.css";

type CredentialPanelProps = { stationId: number; station: NonNullable<Node["station"]>; mayEdit: boolean };

/** The password with which a station proves who it is: made or set, shown this once, or taken away. */
export function CredentialPanel({ stationId, station, mayEdit }: CredentialPanelProps) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const [setting, setSetting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const reread = () => queryClient.invalidateQueries({ queryKey: nodeQuery(stationId).queryKey });
  const set = useMutation({ mutationFn: (password: string | undefined) => setCredential(stationId, password), onSuccess: reread });
  const remove = useMutation({
    mutationFn: () => removeCredential(stationId),
    onSuccess: async () => {
      setRemoving(false);
      await reread();
    },
  });
  return (
    <Panel title={t("credential.title")} about={station.hasCredential ? t("credential.isSet") : t("credential.isNotSet")}>
      <Stack gap="sm" mt="xs">
        {set.data !== undefined && <Shown password={set.data.password} />}
        {set.error !== null && !isFieldProblem(set.error, ["password"]) && <ProblemAlert error={set.error} />}
        <Group gap="xs">
          <Button disabled={!mayEdit} loading={set.isPending} onClick={() => set.mutate(undefined)}>
            {t("credential.generate")}
          </Button>
          <Button disabled={!mayEdit} onClick={() => setSetting(true)}>
            {t("credential.set")}
          </Button>
          {station.hasCredential && (
            <Button color="red" variant="light" disabled={!mayEdit} onClick={() => setRemoving(true)}>
              {t("credential.remove")}
            </Button>
          )}
        </Group>
      </Stack>
      {setting && <SetDialog error={set.error} onClose={() => setSetting(false)} onSet={(password) => set.mutate(password, { onSuccess: () => setSetting(false) })} />}
      <ConfirmDialog opened={removing} title={t("credential.removeTitle")} confirm={t("credential.remove")} danger pending={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={() => setRemoving(false)}>
        {t("credential.removeText")}
      </ConfirmDialog>
    </Panel>
  );
}

function Shown({ password }: { password: string }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  return (
    <Alert className={classes["shown"] ?? ""} icon={<IconKey />} title={t("credential.once")}>
      <Group gap="xs">
        <Code>{password}</Code>
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? common("copied") : common("copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

function SetDialog({ error, onClose, onSet }: { error: unknown; onClose: () => void; onSet: (password: string) => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    // A dialog is a form of its own, though React sees it within the page's.
    event.preventDefault();
    event.stopPropagation();
    onSet(password);
  };
  return (
    <Modal opened onClose={onClose} title={t("credential.set")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("credential.setText")}</Text>
          <PasswordInput
            label={t("credential.password")}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": common("password.show") }}
            value={password}
            error={fieldProblem(error, "password", common)}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
            required
          />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={password === ""}>
              {common("action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
