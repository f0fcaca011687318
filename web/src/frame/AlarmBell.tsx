import { ActionIcon, Indicator, Popover, ScrollArea, Text, Tooltip } from "@mantine/core";
import { IconBell, IconBellCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { activeAlarmsQuery } from "../api/alarms";
import { AlarmList } from "../components/alarms/AlarmList";
import { EmptyState } from "../components/EmptyState";
import { ProblemAlert } from "../components/ProblemAlert";

/** How many alarms are active, live; opened, which. */
export function AlarmBell() {
  const { t } = useTranslation("frame");
  const [opened, setOpened] = useState(false);
  const { data, error, refetch } = useQuery(activeAlarmsQuery(null));
  const count = data?.total.count ?? 0;
  const label = count === 0 ? t("alarms.none") : t("alarms.count", { count });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width="min(30rem, calc(100vw - 1rem))" trapFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <Indicator label={count > 99 ? "99+" : count} size={16} offset={7} color="var(--badge)" disabled={count === 0} styles={{ indicator: { color: "#fff", fontSize: 10, fontWeight: 600, padding: "0 4px" } }}>
            <ActionIcon size="lg" aria-label={label} aria-expanded={opened} aria-haspopup="dialog" onClick={() => setOpened((before) => !before)}>
              <IconBell size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("alarms.title")}>
        <Text fw={600} px="md" py="sm">
          {t("alarms.title")}
        </Text>
        {error !== null && data === undefined ? (
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        ) : count === 0 ? (
          <EmptyState icon={IconBellCheck} title={t("alarms.none")} hint={t("alarms.noneHint")} />
        ) : (
          <ScrollArea.Autosize mah="min(26rem, 60vh)">
            <AlarmList alarms={data?.items ?? []} onGone={() => setOpened(false)} />
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
