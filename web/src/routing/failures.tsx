import { Button, Stack } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/EmptyState";
import { ProblemAlert } from "../components/ProblemAlert";

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
  return (
    <Stack maw={560} mx="auto" my="xl" w="100%" px="md">
      <ProblemAlert error={error} onRetry={retry} />
    </Stack>
  );
}
