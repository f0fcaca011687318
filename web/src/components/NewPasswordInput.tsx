import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import classes from "./NewPasswordInput.module.css";
import { passwordRules } from "./password";

type NewPasswordInputProps = Omit<PasswordInputProps, "value" | "onChange"> & { value: string; onValue: (password: string) => void };

/** A field for a new password that shows, while it is typed, which rules it already keeps. */
export function NewPasswordInput({ value, onValue, ...input }: NewPasswordInputProps) {
  const { t } = useTranslation();
  const rulesId = useId();
  return (
    <div>
      <PasswordInput
        {...input}
        value={value}
        autoComplete="new-password"
        aria-describedby={rulesId}
        visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      <ul id={rulesId} className={classes["rules"]}>
        {passwordRules.map(({ name, holds }) => {
          const kept = holds(value);
          const Sign = kept ? IconCheck : IconCircle;
          return (
            <li key={name} data-kept={kept || undefined}>
              <Sign size={13} stroke={kept ? 2.6 : 1.8} role="img" aria-label={kept ? t("password.kept") : t("password.notKept")} />
              {t(`password.rule.${name}`)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
