import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me";
import { menuPages } from "../routing/pages";
import { pathTo } from "../routing/paths";
import { usePlace, useSelectedNodeId } from "../routing/usePlace";
import classes from "./SidePanel.module.css";

/** The pages the viewer may use, about the node that is selected. */
export function MainMenu({ onGone }: { onGone?: () => void }) {
  const { t } = useTranslation("frame");
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const place = usePlace();
  const nodeId = useSelectedNodeId();
  if (me === undefined || nodeId === null) return null;
  const allowed = menuPages.filter(({ capability }) => capability === null || me.capabilities.includes(capability));
  return (
    <nav aria-label={t("menu.title")}>
      <ul className={classes["menu"]}>
        {allowed.map(({ name, icon: Sign }) => (
          <li key={name}>
            <Link to={pathTo(name, nodeId)} aria-current={place?.page === name ? "page" : undefined} onClick={onGone}>
              <Sign size={16} stroke={1.7} aria-hidden />
              {t(`page.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
