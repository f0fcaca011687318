import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { portalQuery } from "../api/portal";
import classes from "./PageHead.module.css";

/** A page's title with its actions to the right; also what the browser's tab says. */
export function PageHead({ title, about, children }: { title: string; about?: string; children?: ReactNode }) {
  const { data: portal } = useQuery(portalQuery);
  useDocumentTitle([about, title, portal?.name].filter((part) => part !== undefined).join(" · "));
  return (
    <header className={classes["head"]}>
      <h1 className={classes["title"]}>{title}</h1>
      <div className={classes["actions"]}>{children}</div>
    </header>
  );
}
