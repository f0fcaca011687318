import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/me";
import { portalQuery } from "../../api/portal";
import { signIn } from "../../api/signIn";
import { Entrance } from "../../components/entrance/Entrance";
import { ProblemAlert } from "../../components/ProblemAlert";
import { signInRoute } from "./route";

/** E-mail address and password; a refusal says neither which of the two was wrong nor whether the account exists. */
export function SignInPage() {
  const { t } = useTranslation("signIn");
  const { t: common } = useTranslation();
  const { to = "/" } = signInRoute.useSearch();
  const { data: portal } = useSuspenseQuery(portalQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const passwordField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      // Read anew rather than taken from the answer, so that language and theme follow as on any other visit.
      queryClient.removeQueries({ queryKey: meQuery.queryKey });
      await router.navigate({ href: to, replace: true });
    },
    onError: () => {
      setPassword("");
      passwordField.current?.focus();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signingIn.mutate({ email: email.trim(), password });
  };

  return (
    <Entrance title={t("title")} about={t("about")}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {portal.needsFirstAdministrator && (
            <Alert variant="light" color="gray" icon={<IconInfoCircle />} title={t("noAdministrator.title")}>
              {t("noAdministrator.hint")}
            </Alert>
          )}
          {signingIn.error !== null && <ProblemAlert error={signingIn.error} />}
          <TextInput
            type="email"
            name="email"
            label={t("email")}
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            ref={passwordField}
            name="password"
            label={t("password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": common("password.show") }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" size="md" fullWidth loading={signingIn.isPending}>
            {t("signIn")}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
