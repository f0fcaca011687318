import { Center, Stack, Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: Icon;
  title: string;
  /** What to do next. */
  hint?: ReactNode;
  /** The button that does it. */
  action?: ReactNode;
};

/** Stands where there is nothing to show, and says what to do about it. */
export function EmptyState({ icon: Sign, title, hint, action }: EmptyStateProps) {
  return (
    <Center flex={1} p="lg" mih={120}>
      <Stack align="center" gap={6} maw={380}>
        <Sign size={26} stroke={1.4} color="var(--faint)" aria-hidden />
        <Text fw={600} ta="center">
          {title}
        </Text>
        {hint !== undefined && (
          <Text c="dimmed" ta="center" component="div" style={{ textWrap: "balance" }}>
            {hint}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}
