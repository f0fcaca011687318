import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { TreeNode } from "../../live/tree";

/** What a node is called where it stands alone: an outlet is named by its number only, which says nothing by itself. */
export function useNodeName(): (node: TreeNode) => string {
  const { t } = useTranslation("configuration");
  return useCallback(({ kind, name, number }) => (kind === "outlet" && number !== null && name === String(number) ? t("control.outlet", { outlet: number }) : name), [t]);
}
