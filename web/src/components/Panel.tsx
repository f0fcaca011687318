import { useId, type ReactNode } from "react";
import classes from "./Panel.module.css";

type PanelProps = {
  title: string;
  /** What stands beside the title, such as a pill. */
  beside?: ReactNode;
  /** A quiet line under the title. */
  about?: ReactNode;
  actions?: ReactNode;
  /** Lets the content, such as a table, reach the panel's edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A card with a heading: the unit a page is composed of. */
export function Panel({ title, beside, about, actions, flush = false, className, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`${classes["panel"]} ${className ?? ""}`} aria-labelledby={titleId}>
      <div className={classes["head"]}>
        <div className={classes["heading"]}>
          <div className={classes["titleLine"]}>
            <h2 id={titleId} className={classes["title"]}>
              {title}
            </h2>
            {beside}
          </div>
          {about !== undefined && about !== false && <div className={classes["about"]}>{about}</div>}
        </div>
        <div className={classes["actions"]}>{actions}</div>
      </div>
      <div className={classes["body"]} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
