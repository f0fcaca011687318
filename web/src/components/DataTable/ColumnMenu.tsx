import { Button, Checkbox, Divider, Popover, Stack } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ColumnLayout } from "./useColumnLayout";

/** The button beside a table with which its columns are shown and hidden. */
export function ColumnMenu<Row>({ layout }: { layout: ColumnLayout<Row> }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button leftSection={<IconColumns3 size={16} aria-hidden />}>{t("table.columns")}</Button>
      </Popover.Target>
      <Popover.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Stack gap={8} role="group" aria-label={t("table.columns")}>
          {layout.all.map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.title}
              checked={layout.isVisible(column.id)}
              disabled={column.fixed}
              onChange={(event) => layout.setVisible(column.id, event.currentTarget.checked)}
            />
          ))}
        </Stack>
        <Divider my="xs" />
        <Button size="compact-sm" variant="subtle" color="gray" disabled={!layout.isArranged} onClick={layout.reset}>
          {t("table.resetColumns")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
