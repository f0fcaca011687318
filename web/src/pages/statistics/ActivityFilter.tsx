import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";

type ActivityFilterProps = { active: boolean | undefined; onActive: (active: boolean | undefined) => void };

/** Chooses between all sessions, those that run and those that have ended. */
export function ActivityFilter({ active, onActive }: ActivityFilterProps) {
  const { t } = useTranslation("statistics");
  const value = active === undefined ? "all" : active ? "active" : "ended";
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("activity.title")}
      value={value}
      data={(["all", "active", "ended"] as const).map((choice) => ({ value: choice, label: t(`activity.${choice}`) }))}
      onChange={(choice) => onActive(choice === "all" ? undefined : choice === "active")}
    />
  );
}
