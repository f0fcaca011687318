import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { portalQuery } from "../../api/portal";
import { speak } from "../../i18n/i18n";
import { languages } from "../../i18n/languages";
import icon from "../../theme/icon.svg";
import classes from "./Entrance.module.css";

/** What stands around the pages before one is signed in: whose portal it is, in which language, and one card. */
export function Entrance({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const { t, i18n } = useTranslation("signIn");
  const { data: portal } = useSuspenseQuery(portalQuery);
  useDocumentTitle(`${title} · ${portal.name}`);
  return (
    <div className={classes["ground"]}>
      <div className={classes["bar"]} role="group" aria-label={t("language")}>
        {languages.map(({ code, name }) => (
          <button key={code} type="button" lang={code} className={classes["language"]} aria-pressed={i18n.language === code} onClick={() => void speak(code)}>
            {name}
          </button>
        ))}
      </div>
      <main className={classes["middle"]}>
        <div className={classes["brand"]}>
          <img src={icon} alt="" />
          {portal.name}
        </div>
        <div className={classes["card"]}>
          <h1 className={classes["title"]}>{title}</h1>
          <p className={classes["about"]}>{about}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
