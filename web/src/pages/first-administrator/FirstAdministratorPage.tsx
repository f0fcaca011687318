import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { portalQuery } from "../../api/portal";
import { makeFirstAdministrator } from "../../api/signIn";
import { Entrance } from "../../components/entrance/Entrance";
import { fieldProblem, isFieldProblem, newPasswordProblem } from "../../components/fieldProblem";
import { NewPasswordInput } from "../../components/NewPasswordInput";
import { isAcceptable } from "../../components/password";
import { ProblemAlert } from "../../components/ProblemAlert";
import { firstAdministratorRoute } from "./route";

const fields = ["email", "password", "firstName", "lastName"] as const;

/** Where the link that a new portal prints leads: the first person gets an account here, and nobody after them. */
export function FirstAdministratorPage() {
  const { t } = useTranslation("signIn");
  const { token } = firstAdministratorRoute.useSearch();
  const { data: portal } = useSuspenseQuery(portalQuery);
  return (
    <Entrance title={t("first.title")} about={t("first.about")}>
      {!portal.needsFirstAdministrator ? <Instead title={t("first.done")} hint={t("first.doneHint")} /> : token === undefined ? <Instead title={t("first.noToken")} hint={t("first.noTokenHint")} /> : <FirstAdministratorForm token={token} />}
    </Entrance>
  );
}

function Instead({ title, hint }: { title: string; hint: string }) {
  const { t } = useTranslation("signIn");
  return (
    <Stack>
      <Alert variant="light" color="gray" icon={<IconInfoCircle />} title={title}>
        {hint}
      </Alert>
      <Button component={Link} to="/sign-in" fullWidth>
        {t("toSignIn")}
      </Button>
    </Stack>
  );
}

function FirstAdministratorForm({ token }: { token: string }) {
  const { t } = useTranslation("signIn");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [person, setPerson] = useState({ firstName: "", lastName: "", email: "", password: "" });
  const set = (field: (typeof fields)[number]) => (value: string) => setPerson((before) => ({ ...before, [field]: value }));

  const making = useMutation({
    mutationFn: makeFirstAdministrator,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: portalQuery.queryKey });
      await router.navigate({ to: "/", replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isAcceptable(person.password)) making.mutate({ token, ...person, email: person.email.trim() });
  };
  const text = (field: "firstName" | "lastName" | "email") => ({
    name: field,
    required: true,
    withAsterisk: false,
    value: person[field],
    onChange: (event: { currentTarget: HTMLInputElement }) => set(field)(event.currentTarget.value),
    error: fieldProblem(making.error, field, common),
  });

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {making.error !== null && !isFieldProblem(making.error, fields) && <ProblemAlert error={making.error} />}
        <Group grow align="start" gap="sm">
          <TextInput {...text("firstName")} label={t("first.firstName")} autoComplete="given-name" autoFocus />
          <TextInput {...text("lastName")} label={t("first.lastName")} autoComplete="family-name" />
        </Group>
        <TextInput {...text("email")} type="email" label={t("email")} autoComplete="username" />
        <NewPasswordInput
          name="password"
          label={t("password")}
          required
          withAsterisk={false}
          value={person.password}
          onValue={set("password")}
          error={newPasswordProblem(making.error, "password", person.password, common)}
        />
        <Button type="submit" variant="filled" size="md" fullWidth loading={making.isPending} disabled={!isAcceptable(person.password)}>
          {t("first.make")}
        </Button>
      </Stack>
    </form>
  );
}
