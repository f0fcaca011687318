import { ActionIcon, Kbd } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconMenu2, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../access/capability";
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
  const seesAlarms = useMay("viewAlarms");
  const SideSign = narrow ? IconMenu2 : sideShown ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const sideLabel = sideShown ? t("hideSide") : t("showSide");
  return (
    <header className={classes["bar"]}>
      <ActionIcon size="lg" aria-label={sideLabel} title={sideLabel} aria-expanded={sideShown} onClick={onToggleSide}>
        <SideSign size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
      <Breadcrumbs />
      <button type="button" className={classes["search"]} onClick={onSearch}>
        <IconSearch size={15} aria-hidden />
        <span>{t("search.placeholder")}</span>
        <Kbd size="xs">{t("search.shortcut")}</Kbd>
      </button>
      <ActionIcon className={classes["searchIcon"]} size="lg" aria-label={t("search.title")} onClick={onSearch}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
      {seesAlarms && <AlarmBell />}
      <LanguageMenu />
      <ThemeMenu />
      <UserMenu />
    </header>
  );
}
