import { useTranslation } from "react-i18next";
import { useTreeStructure } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";

/** A station's outlets to choose from; with a name for it, also the station as a whole, or any of them, as `0`. */
export function useOutletChoices(station: TreeNode, zero?: string): { value: string; label: string }[] {
  const { t } = useTranslation("configuration");
  const { tree } = useTreeStructure();
  const numbers = tree.children(station.id).flatMap((id) => tree.get(id)?.number ?? []);
  const outlets = numbers.map((outlet) => ({ value: String(outlet), label: t("control.outlet", { outlet }) }));
  return zero === undefined ? outlets : [{ value: "0", label: zero }, ...outlets];
}
