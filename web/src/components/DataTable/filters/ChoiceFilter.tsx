import { Checkbox, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FilterPopover } from "./FilterPopover";

type ChoiceFilterProps<Value extends string> = {
  label: string;
  choices: readonly { value: Value; title: string }[];
  /** None chosen is the same as all. */
  value: readonly Value[];
  onValue: (chosen: Value[]) => void;
};

/** Keeps the rows that are one of those chosen. */
export function ChoiceFilter<Value extends string>({ label, choices, value, onValue }: ChoiceFilterProps<Value>) {
  const { t } = useTranslation();
  const chosen = choices.filter((choice) => value.includes(choice.value));
  return (
    <FilterPopover label={label} value={chosen.length === 0 ? null : chosen.map(({ title }) => title).join(", ")} placeholder={t("filter.any")} onClear={() => onValue([])}>
      {() => (
        <Stack gap={8} role="group" aria-label={label}>
          {choices.map((choice) => (
            <Checkbox
              key={choice.value}
              size="xs"
              label={choice.title}
              checked={value.includes(choice.value)}
              onChange={(event) => onValue(event.currentTarget.checked ? [...value, choice.value] : value.filter((other) => other !== choice.value))}
            />
          ))}
        </Stack>
      )}
    </FilterPopover>
  );
}
