import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "../api/me";
import { speak } from "../i18n/i18n";
import { languages } from "../i18n/languages";

/** Changes the language of everything, here and wherever the viewer signs in next. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation("frame");
  const changeMe = useChangeMe();
  return (
    <Menu position="bottom-end">
      <Tooltip label={t("language")}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t("language")} visibleFrom="sm">
            <IconLanguage size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {languages.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            role="menuitemradio"
            aria-checked={i18n.language === code}
            rightSection={i18n.language === code && <IconCheck size={14} aria-hidden />}
            onClick={() => {
              void speak(code);
              changeMe.mutate({ language: code });
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
