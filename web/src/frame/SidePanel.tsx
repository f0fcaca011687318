import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/me";
import { portalQuery } from "../api/portal";
import icon from "../theme/icon.svg";
import { MainMenu } from "./MainMenu";
import { Navigator } from "./navigator/Navigator";
import classes from "./SidePanel.module.css";

/** The dark panel: whose portal, who is signed in, the menu and the navigator. `onGone` runs when the viewer has gone somewhere. */
export function SidePanel({ onGone }: { onGone?: () => void }) {
  const { data: portal } = useQuery(portalQuery);
  const gone = onGone === undefined ? {} : { onGone };
  return (
    <>
      <div className={classes["brand"]}>
        <img src={icon} alt="" />
        <span>{portal?.name}</span>
      </div>
      <SignedIn />
      <MainMenu {...gone} />
      <Navigator {...gone} />
    </>
  );
}

function SignedIn() {
  const { t } = useTranslation();
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  if (me === undefined) return null;
  const name = `${me.firstName} ${me.lastName}`.trim();
  return (
    <div className={classes["me"]}>
      <div className={classes["avatar"]} aria-hidden>
        {`${me.firstName.charAt(0)}${me.lastName.charAt(0)}`.toUpperCase()}
      </div>
      <div className={classes["who"]}>
        <b title={me.email}>{name === "" ? me.email : name}</b>
        <small>{t(`role.${me.role}`)}</small>
      </div>
    </div>
  );
}
