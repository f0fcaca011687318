import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/me";
import { PageHead } from "../../components/PageHead";
import { LanguagePanel } from "./LanguagePanel";
import { NamePanel } from "./NamePanel";
import { PasswordPanel } from "./PasswordPanel";
import classes from "./Settings.module.css";

/** What a person may set for themselves. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return null;
  return (
    <>
      <PageHead title={t("title")} />
      <div className={classes["panels"]}>
        <NamePanel me={me} />
        <LanguagePanel me={me} />
        <PasswordPanel />
      </div>
    </>
  );
}
