import { useId, type ReactNode } from "react";
import classes from "./Panel.module.css";

type PanelProps = {
  title: string;
  /** A quiet line under the title. */
  about?: ReactNode;
  actions?: ReactNode;
  /** Lets the content, such as a table, reach the panel's edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A card with a heading: the unit a page is composed of. */
export function Panel({ title, about, actions, flush = false, className, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`${classes["panel"]} ${className ?? ""}`} aria-labelledby={titleId}>
      <div className={classes["head"]}>
        <div>
          <h2 id={titleId} className={classes["title"]}>
            {title}
          </h2>
          {about !== undefined && <div className={classes["about"]}>{about}</div>}
        </div>
        <div className={classes["actions"]}>{actions}</div>
      </div>
      <div className={classes["body"]} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
