import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "../../api/me";
import type { Me } from "../../api/types";
import { fieldProblem, isFieldProblem } from "../../components/fieldProblem";
import { Panel } from "../../components/Panel";
import { ProblemAlert } from "../../components/ProblemAlert";

/** The person's name; the address they sign in with is an administrator's to change. */
export function NamePanel({ me }: { me: Me }) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const changeMe = useChangeMe();
  const [firstName, setFirstName] = useState(me.firstName);
  const [lastName, setLastName] = useState(me.lastName);
  const unchanged = firstName === me.firstName && lastName === me.lastName;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changeMe.mutate({ firstName, lastName }, { onSuccess: () => notifications.show({ message: t("saved") }) });
  };
  return (
    <Panel title={t("name.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm" mt="xs">
          {changeMe.error !== null && !isFieldProblem(changeMe.error, ["firstName", "lastName"]) && <ProblemAlert error={changeMe.error} />}
          <TextInput
            label={t("name.first")}
            autoComplete="given-name"
            value={firstName}
            onChange={(event) => setFirstName(event.currentTarget.value)}
            error={fieldProblem(changeMe.error, "firstName", common)}
          />
          <TextInput
            label={t("name.last")}
            autoComplete="family-name"
            value={lastName}
            onChange={(event) => setLastName(event.currentTarget.value)}
            error={fieldProblem(changeMe.error, "lastName", common)}
          />
          <TextInput label={t("name.email")} description={t("name.emailHint")} value={me.email} readOnly />
          <Group justify="end">
            <Button type="submit" variant="filled" disabled={unchanged} loading={changeMe.isPending}>
              {common("action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
