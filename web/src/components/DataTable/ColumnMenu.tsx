import { ActionIcon, Button, Checkbox, Divider, Group, Popover, Stack } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnLayout } from "./useColumnLayout";

/** The button beside a table with which its columns are shown, hidden and put in another order. */
export function ColumnMenu<Row>({ layout }: { layout: ColumnLayout<Row> }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button leftSection={<IconColumns3 size={16} aria-hidden />}>{t("table.columns")}</Button>
      </Popover.Target>
      <Popover.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Stack gap={4} role="group" aria-label={t("table.columns")}>
          {layout.all.map((column, index) => {
            const previous = layout.all[index - 1];
            const next = layout.all[index + 1];
            return (
              <Group key={column.id} gap={2} wrap="nowrap">
                <Checkbox
                  size="xs"
                  flex={1}
                  pr="md"
                  label={column.title}
                  checked={layout.isVisible(column.id)}
                  disabled={column.fixed}
                  onChange={(event) => layout.setVisible(column.id, event.currentTarget.checked)}
                />
                <Move label={t("table.earlier", { column: column.title })} move={previous && (() => layout.move(column.id, "before", previous.id))}>
                  <IconArrowUp size={14} aria-hidden />
                </Move>
                <Move label={t("table.later", { column: column.title })} move={next && (() => layout.move(column.id, "after", next.id))}>
                  <IconArrowDown size={14} aria-hidden />
                </Move>
              </Group>
            );
          })}
        </Stack>
        <Divider my="xs" />
        <Button size="compact-sm" variant="subtle" color="gray" disabled={!layout.isArranged} onClick={layout.reset}>
          {t("table.resetColumns")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** It keeps the focus at an end of the list, where it can do nothing, so that the keyboard does not lose its place. */
function Move({ label, move, children }: { label: string; move: (() => void) | undefined; children: ReactNode }) {
  return (
    <ActionIcon size="sm" aria-label={label} data-disabled={move === undefined || undefined} aria-disabled={move === undefined} onClick={move}>
      {children}
    </ActionIcon>
  );
}
