import type { ReactNode } from "react";
import { useChangeTint } from "../live/useChangeTint";
import classes from "./Tinted.module.css";

/** A live figure in a table cell, tinted for a moment when it changes; `of` is whose figure it is. */
export function Tinted({ value, of, children }: { value: unknown; of: unknown; children: ReactNode }) {
  const element = useChangeTint<HTMLSpanElement>(value, of);
  return (
    <span ref={element} className={classes["tinted"]}>
      {children}
    </span>
  );
}
