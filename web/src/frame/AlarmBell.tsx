import { ActionIcon, Indicator, Popover, ScrollArea, Text } from "@mantine/core";
import { IconBell, IconBellCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { activeAlarmsQuery } from "../api/alarms";
import { AlarmList } from "../components/alarms/AlarmList";
import { EmptyState } from "../components/EmptyState";
import { ProblemAlert } from "../components/ProblemAlert";

const badge = { color: "#fff", fontSize: 10, fontWeight: 600, padding: "0 4px", pointerEvents: "none" } as const;

/** How many alarms are active, live; opened, which. */
export function AlarmBell() {
  const { t } = useTranslation("frame");
  const [opened, setOpened] = useState(false);
  const { data, error, refetch } = useQuery(activeAlarmsQuery(null));
  const count = data?.total.count ?? 0;
  const label = count === 0 ? t("alarms.none") : t("alarms.count", { count });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width="min(30rem, calc(100vw - 1rem))" trapFocus>
      <Indicator label={count > 99 ? "99+" : count} size={16} offset={7} color="var(--badge)" disabled={count === 0} styles={{ indicator: badge }}>
        <Popover.Target>
          <ActionIcon size="lg" aria-label={label} title={label} onClick={() => setOpened((before) => !before)}>
            <IconBell size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <Text fw={600} px="md" py="sm" component="h2">
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
