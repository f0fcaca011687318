import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "./problemText";

/** Says what went wrong and, where it can be tried again, offers to. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = problemText(error, t);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={title} role="alert">
      <Group justify="space-between" align="end" gap="sm">
        {detail !== null && <Text>{detail}</Text>}
        {onRetry !== undefined && (
          <Button onClick={onRetry} ml="auto">
            {t("action.retry")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
