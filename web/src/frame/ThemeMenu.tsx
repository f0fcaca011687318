import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
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
  return (
    <Menu position="bottom-end">
      <Tooltip label={t("theme.title")}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t("theme.title")} visibleFrom="sm">
            <Current size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {schemes.map(({ scheme, icon: Sign }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            leftSection={<Sign size={16} stroke={1.7} aria-hidden />}
            rightSection={scheme === colorScheme && <IconCheck size={14} aria-hidden />}
            onClick={() => {
              setColorScheme(scheme);
              changeMe.mutate({ theme: scheme });
            }}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
