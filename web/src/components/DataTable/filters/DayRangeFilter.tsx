import { Button, Group, Stack } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import "dayjs/locale/nb";
import "dayjs/locale/sv";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayRangeName, dayRangeNames, namedDayRanges, type DayRange } from "../../../format/day";
import { useFormat } from "../../../format/useFormat";
import { FilterPopover } from "./FilterPopover";

type DayRangeFilterProps = { label: string; value: DayRange; onValue: (range: DayRange) => void };

/** Keeps the rows of certain days in the viewer's zone, the first and the last included. */
export function DayRangeFilter({ label, value, onValue }: DayRangeFilterProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormat();
  const { from, to } = value;
  const name = dayRangeName(value, new Date(), timeZone);
  const said = from === undefined && to === undefined ? null : name !== undefined ? t(`day.${name}`) : from === to ? (from ?? "") : `${from ?? "…"} – ${to ?? "…"}`;
  return (
    <FilterPopover label={label} value={said} placeholder={t("filter.any")} onClear={() => onValue({})}>
      {(close) => (
        <DayRangePicker
          value={value}
          onValue={(range) => {
            onValue(range);
            close();
          }}
        />
      )}
    </FilterPopover>
  );
}

function DayRangePicker({ value, onValue }: Omit<DayRangeFilterProps, "label">) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useFormat();
  const named = namedDayRanges(new Date(), timeZone);
  const [picked, setPicked] = useState<[string | null, string | null]>([value.from ?? null, value.to ?? null]);
  return (
    <Group align="start" gap="md" wrap="wrap-reverse">
      <Stack gap={4} miw={130}>
        {dayRangeNames.map((name) => (
          <Button key={name} size="compact-sm" variant="subtle" color="gray" justify="start" onClick={() => onValue(named[name])}>
            {t(`day.${name}`)}
          </Button>
        ))}
      </Stack>
      <DatePicker
        type="range"
        allowSingleDateInRange
        locale={i18n.language}
        size="sm"
        firstDayOfWeek={1}
        value={picked}
        onChange={(range) => {
          setPicked(range);
          const [from, to] = range;
          if (from !== null && to !== null) onValue({ from, to });
        }}
        ariaLabels={{ previousMonth: t("day.previousMonth"), nextMonth: t("day.nextMonth") }}
      />
    </Group>
  );
}
