import { Button, Center, Stack } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/problem";
import { EmptyState } from "../components/EmptyState";
import { ProblemAlert } from "../components/ProblemAlert";

/** How often a portal that is away is tried again by itself. */
const againMs = 5000;

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconMapQuestion}
      title={t("notFound.title")}
      hint={t("notFound.hint")}
      action={
        <Button component={Link} to="/" mt="xs">
          {t("notFound.home")}
        </Button>
      }
    />
  );
}

/** A page that could not be loaded, or broke while it was shown: the rest of the frame goes on. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const away = error instanceof Problem && error.is("unreachable");
  useInterval(retry, againMs, { autoInvoke: away });
  return (
    <Center flex={1} mih="60vh" p="md">
      <Stack maw={560} w="100%">
        <ProblemAlert error={error} onRetry={retry} />
      </Stack>
    </Center>
  );
}
