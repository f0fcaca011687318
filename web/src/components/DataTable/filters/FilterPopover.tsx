import { CloseButton, Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Filter.module.css";

type FilterPopoverProps = {
  /** What is filtered, for those who hear it: the column's title. */
  label: string;
  /** What is set, in words; null when nothing is. */
  value: string | null;
  placeholder: string;
  onClear: () => void;
  children: (close: () => void) => ReactNode;
};

/** A filter that opens: shows what is set, is cleared by its cross, and holds its controls in a popover. */
export function FilterPopover({ label, value, placeholder, onClear, children }: FilterPopoverProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes["place"]}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal>
        <Popover.Target>
          <button
            type="button"
            className={classes["button"]}
            data-set={value !== null || undefined}
            aria-label={t("filter.of", { column: label, value: value ?? placeholder })}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened((before) => !before)}
          >
            <span>{value ?? placeholder}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p="sm" aria-label={label}>
          {children(() => setOpened(false))}
        </Popover.Dropdown>
      </Popover>
      {value !== null && <CloseButton className={classes["clear"]} size="xs" aria-label={t("filter.clear", { column: label })} onClick={onClear} />}
    </div>
  );
}
