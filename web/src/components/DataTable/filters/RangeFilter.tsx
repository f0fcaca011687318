import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../format/useFormat";
import { FilterPopover } from "./FilterPopover";

/** Both ends are included; an end that is left out is open. */
export type Range = { min?: number | undefined; max?: number | undefined };

type RangeFilterProps = {
  label: string;
  /** Shown behind the figures: kWh, min. */
  unit: string;
  value: Range;
  decimals?: number;
  onValue: (range: Range) => void;
};

/** Keeps the rows whose figure lies between two ends. */
export function RangeFilter({ label, unit, value, decimals = 0, onValue }: RangeFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { min, max } = value;
  const figure = (end: number) => format.number(end, Number.isInteger(end) ? 0 : decimals);
  const said =
    min !== undefined && max !== undefined ? `${figure(min)} – ${figure(max)}` : min !== undefined ? `≥ ${figure(min)}` : max !== undefined ? `≤ ${figure(max)}` : null;
  return (
    <FilterPopover label={label} value={said === null ? null : `${said} ${unit}`} placeholder={t("filter.range")} onClear={() => onValue({})}>
      {(close) => <RangeForm unit={unit} value={value} decimals={decimals} onValue={onValue} onClose={close} />}
    </FilterPopover>
  );
}

function RangeForm({ unit, value, decimals, onValue, onClose }: Omit<Required<RangeFilterProps>, "label"> & { onClose: () => void }) {
  const { t } = useTranslation();
  const [min, setMin] = useState<number | string>(value.min ?? "");
  const [max, setMax] = useState<number | string>(value.max ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A portal's popover stands inside the table for React, whose rows listen too.
    event.stopPropagation();
    onValue({ min: typeof min === "number" ? min : undefined, max: typeof max === "number" ? max : undefined });
    onClose();
  };
  const shared = { w: 120, min: 0, decimalScale: decimals, suffix: ` ${unit}`, hideControls: true };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="xs" wrap="nowrap">
          <NumberInput {...shared} label={t("filter.min")} value={min} onChange={setMin} data-autofocus />
          <NumberInput {...shared} label={t("filter.max")} value={max} onChange={setMax} />
        </Group>
        <Button type="submit" variant="filled">
          {t("filter.apply")}
        </Button>
      </Stack>
    </form>
  );
}
