import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTreeNode, useTreeStructure } from "../live/LiveProvider";
import { useNodePath, useSelectedNodeId } from "../routing/usePlace";
import classes from "./TopBar.module.css";

/** The way from the system down to the selected node. */
export function Breadcrumbs() {
  const { t } = useTranslation("frame");
  const { tree } = useTreeStructure();
  const nodeId = useSelectedNodeId();
  const node = useTreeNode(nodeId);
  const nodePath = useNodePath();
  if (node === undefined) return <div className={classes["crumbs"]} />;
  return (
    <nav aria-label={t("breadcrumbs")} className={classes["crumbs"]}>
      <ol className={classes["crumbs"]}>
        {tree.ancestors(node.id).map(({ id, name }) => (
          <li key={id}>
            <Link to={nodePath(id)} title={name}>
              {name}
            </Link>
          </li>
        ))}
        <li>
          <b aria-current="location" title={node.name}>
            {node.name}
          </b>
        </li>
      </ol>
    </nav>
  );
}
