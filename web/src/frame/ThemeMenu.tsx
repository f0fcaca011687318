import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useChangeMe } from "../api/me";

const schemes = [
  { scheme: "light", icon: IconSun },
  { scheme: "dark", icon: IconMoon },
  { scheme: "auto", icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the machine is set. */
export function ThemeMenu() {
  const { t } = useTranslation("frame");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeMe = useChangeMe();
  const Current = schemes.find(({ scheme }) => scheme === colorScheme)?.icon ?? IconSun;
  const choose = (value: string) => {
    const theme = schemes.find(({ scheme }) => scheme === value)?.scheme;
    if (theme === undefined) return;
    setColorScheme(theme);
    changeMe.mutate({ theme });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("theme.title")} title={t("theme.title")} visibleFrom="sm">
          <Current size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={choose}>
          {schemes.map(({ scheme }) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`theme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
