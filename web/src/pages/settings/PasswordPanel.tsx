import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useChangePassword } from "../../api/me";
import { fieldProblem, isFieldProblem, newPasswordProblem } from "../../components/fieldProblem";
import { NewPasswordInput } from "../../components/NewPasswordInput";
import { isAcceptable } from "../../components/password";
import { Panel } from "../../components/Panel";
import { ProblemAlert } from "../../components/ProblemAlert";

/** A new password in place of the current one. */
export function PasswordPanel() {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const changePassword = useChangePassword();
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changePassword.mutate(
      { current, new: wanted },
      {
        onSuccess: () => {
          setCurrent("");
          setWanted("");
          notifications.show({ message: t("password.changed") });
        },
      },
    );
  };
  return (
    <Panel title={t("password.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm" mt="xs">
          {changePassword.error !== null && !isFieldProblem(changePassword.error, ["current", "new"]) && <ProblemAlert error={changePassword.error} />}
          <PasswordInput
            label={t("password.current")}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": common("password.show") }}
            value={current}
            aria-invalid={isFieldProblem(changePassword.error, ["current"])}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={fieldProblem(changePassword.error, "current", common)}
          />
          <NewPasswordInput label={t("password.new")} value={wanted} onValue={setWanted} error={newPasswordProblem(changePassword.error, "new", wanted, common)} />
          <Text size="xs" c="dimmed">
            {t("password.hint")}
          </Text>
          <Group justify="end">
            <Button type="submit" variant="filled" disabled={current === "" || !isAcceptable(wanted)} loading={changePassword.isPending}>
              {t("password.change")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
