import { NumberInput, PasswordInput, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { factOf } from "./keyFacts";
import type { ConfigurationKey } from "./useKeyEdits";

type KeyFieldProps = { row: ConfigurationKey; value: string; disabled: boolean; onType: (value: string) => void; onSave: () => void; onDiscard: () => void };

/** The field of a key's value: a switch, a figure with its unit, a secret that is never shown, or text. */
export function KeyField({ row, value, disabled, onType, onSave, onDiscard }: KeyFieldProps) {
  const { t } = useTranslation("configuration");
  const fact = factOf(row.key, value);
  const shared = {
    "aria-label": row.key,
    disabled,
    onKeyDown: (event: { key: string }) => {
      if (event.key === "Enter") onSave();
      if (event.key === "Escape") onDiscard();
    },
  };
  if (row.secret) return <PasswordInput {...shared} size="xs" placeholder={t("ocpp.secret")} value={value === row.value ? "" : value} maxLength={500} autoComplete="off" onChange={(event) => onType(event.currentTarget.value)} />;
  if (fact?.input === "switch") {
    const isOn = value.trim().toLowerCase() === "true";
    return <Switch aria-label={row.key} disabled={disabled} label={isOn ? t("ocpp.on") : t("ocpp.off")} checked={isOn} onChange={(event) => onType(String(event.currentTarget.checked))} />;
  }
  if (fact?.input === "figure") {
    return <NumberInput {...shared} value={value} {...(fact.unit === "" ? {} : { suffix: ` ${fact.unit}` })} allowDecimal={false} hideControls onChange={(entered) => onType(String(entered))} />;
  }
  return <TextInput {...shared} value={value} maxLength={500} onChange={(event) => onType(event.currentTarget.value)} />;
}
