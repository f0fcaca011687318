import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PageName } from "../routing/pages";
import { pathTo } from "../routing/paths";
import classes from "./NodeLink.module.css";

type NodeLinkProps = { nodeId: number | null; page: PageName; tab?: string; onClick?: () => void; children: ReactNode };

/** A node's name, leading to a page about it; plain text where there is no such node any more. */
export function NodeLink({ nodeId, page, tab, onClick, children }: NodeLinkProps) {
  if (nodeId === null) return <span>{children}</span>;
  return (
    <Link className={classes["link"]} to={pathTo(page, nodeId, tab)} onClick={onClick}>
      {children}
    </Link>
  );
}
