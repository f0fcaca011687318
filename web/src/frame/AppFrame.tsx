import { Drawer } from "@mantine/core";
import { useDisclosure, useHotkeys, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./AppFrame.module.css";
import { ConnectionBanner } from "./ConnectionBanner";
import { SidePanel } from "./SidePanel";
import sideClasses from "./SidePanel.module.css";
import { SideSplitter, widthWithin } from "./SideSplitter";
import { TopBar } from "./TopBar";
import { useOwnTheme } from "./useOwnTheme";

/** Its code is fetched when it is first asked for. */
const SearchDialog = lazy(() => import("./search/SearchDialog"));

/** What stands around every page: the panel with menu and navigator, the bar above, and the notice when deltas stop coming. */
export function AppFrame() {
  const { t } = useTranslation("frame");
  useOwnTheme();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  const [collapsed, setCollapsed] = useLocalStorage({ key: "side.collapsed", defaultValue: false, getInitialValueInEffect: false });
  const [storedWidth, setWidth] = useLocalStorage({ key: "side.width", defaultValue: 288, getInitialValueInEffect: false });
  const [drawerOpened, drawer] = useDisclosure(false);
  const [searching, search] = useDisclosure(false);
  const [searched, setSearched] = useState(false);
  const openSearch = () => {
    setSearched(true);
    search.open();
  };
  useHotkeys([["mod+K", openSearch]], []);
  const width = widthWithin(storedWidth);

  return (
    <div className={classes["frame"]} data-collapsed={collapsed || undefined} style={{ ["--side-width" as string]: `${width}px` }}>
      <a className={classes["skip"]} href="#page">
        {t("skipToPage")}
      </a>
      {narrow ? (
        <Drawer.Root
          opened={drawerOpened}
          onClose={drawer.close}
          size="min(20rem, 88vw)"
          padding={0}
          classNames={{ content: sideClasses["drawer"], body: sideClasses["drawerBody"] }}
        >
          <Drawer.Overlay />
          <Drawer.Content aria-label={t("menu.title")}>
            <Drawer.Body>
              <SidePanel onGone={drawer.close} />
            </Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      ) : (
        !collapsed && (
          <aside className={sideClasses["side"]}>
            <SidePanel />
            <SideSplitter width={width} onWidth={setWidth} />
          </aside>
        )
      )}
      <div className={classes["main"]}>
        <TopBar
          sideShown={narrow ? drawerOpened : !collapsed}
          onToggleSide={narrow ? drawer.toggle : () => setCollapsed((before) => !before)}
          narrow={narrow}
          onSearch={openSearch}
        />
        <ConnectionBanner />
        <main id="page" className={classes["page"]} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {searched && (
        <Suspense>
          <SearchDialog opened={searching} onClose={search.close} />
        </Suspense>
      )}
    </div>
  );
}
