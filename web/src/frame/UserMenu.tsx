import { ActionIcon, Menu } from "@mantine/core";
import { IconLogout, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me";
import { useLeave } from "./useLeave";

/** The viewer's own: settings and the way out. */
export function UserMenu() {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const leave = useLeave();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("user.title")} title={t("user.title")}>
          <IconUserCircle size={19} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflow: "hidden", textOverflow: "ellipsis" }}>{me?.email}</Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} stroke={1.7} aria-hidden />}>
          {t("user.settings")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} aria-hidden />} onClick={() => void leave()}>
          {t("user.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
