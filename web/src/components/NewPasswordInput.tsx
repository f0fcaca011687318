import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { IconCheck, IconCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./NewPasswordInput.module.css";
import { passwordRules } from "./password";

type NewPasswordInputProps = Omit<PasswordInputProps, "value" | "onChange"> & { value: string; onValue: (password: string) => void };

/** A field for a new password that shows, while it is typed, which rules it already keeps. */
export function NewPasswordInput({ value, onValue, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...input}
      value={value}
      autoComplete="new-password"
      aria-invalid={input.error !== undefined}
      description={passwordRules.map(({ name, holds }) => (
        <Rule key={name} kept={holds(value)}>
          {t(`password.rule.${name}`)}
        </Rule>
      ))}
      descriptionProps={{ className: classes["rules"] ?? "" }}
      inputWrapperOrder={["label", "input", "error", "description"]}
      visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

function Rule({ kept, children }: { kept: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const Sign = kept ? IconCheck : IconCircle;
  return (
    <span className={classes["rule"]} data-kept={kept || undefined}>
      <Sign size={13} stroke={kept ? 2.6 : 1.8} role="img" aria-label={kept ? t("password.kept") : t("password.notKept")} />
      {children}
    </span>
  );
}
