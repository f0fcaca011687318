import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "./problemText";

/** Says what went wrong and, where it can be tried again, offers to. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = problemText(error, t);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} role="alert" py="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600} c="var(--on-fault-soft)">
            {title}
          </Text>
          {detail !== null && <Text>{detail}</Text>}
        </div>
        {onRetry !== undefined && <Button onClick={onRetry}>{t("action.retry")}</Button>}
      </Group>
    </Alert>
  );
}
