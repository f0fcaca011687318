import { ActionIcon, Kbd, Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconMenu2, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AlarmBell } from "./AlarmBell";
import { Breadcrumbs } from "./Breadcrumbs";
import { LanguageMenu } from "./LanguageMenu";
import { ThemeMenu } from "./ThemeMenu";
import classes from "./TopBar.module.css";
import { UserMenu } from "./UserMenu";

type TopBarProps = { sideShown: boolean; onToggleSide: () => void; narrow: boolean; onSearch: () => void };

/** The bar above every page: where one is, search, alarms, and what the viewer may set for themselves. */
export function TopBar({ sideShown, onToggleSide, narrow, onSearch }: TopBarProps) {
  const { t } = useTranslation("frame");
  const SideSign = narrow ? IconMenu2 : sideShown ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const sideLabel = sideShown ? t("hideSide") : t("showSide");
  return (
    <header className={classes["bar"]}>
      <Tooltip label={sideLabel}>
        <ActionIcon size="lg" aria-label={sideLabel} aria-expanded={sideShown} onClick={onToggleSide}>
          <SideSign size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Breadcrumbs />
      <button type="button" className={classes["search"]} onClick={onSearch}>
        <IconSearch size={15} aria-hidden />
        <span>{t("search.placeholder")}</span>
        <Kbd size="xs">{t("search.shortcut")}</Kbd>
      </button>
      <ActionIcon className={classes["searchIcon"]} size="lg" aria-label={t("search.title")} onClick={onSearch}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
      <AlarmBell />
      <LanguageMenu />
      <ThemeMenu />
      <UserMenu />
    </header>
  );
}
