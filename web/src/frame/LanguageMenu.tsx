import { ActionIcon, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "../api/me";
import { speak } from "../i18n/i18n";
import { isLanguage, languages } from "../i18n/languages";

/** Changes the language of everything, here and wherever the viewer signs in next. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation("frame");
  const changeMe = useChangeMe();
  const choose = (language: string) => {
    if (!isLanguage(language)) return;
    void speak(language);
    changeMe.mutate({ language });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("language")} title={t("language")} visibleFrom="sm">
          <IconLanguage size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={i18n.language} onChange={choose}>
          {languages.map(({ code, name }) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
