import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import type { NodeKind } from "../../../api/types";
import { useTreeStructure } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";
import { topologyColumns, type TopologyColumn } from "./columns";
import { CreateDialog } from "./CreateDialog";
import { DeleteDialog } from "./DeleteDialog";
import { MoveDialog } from "./MoveDialog";
import { NodeColumn } from "./NodeColumn";
import { RenameDialog } from "./RenameDialog";
import classes from "./Topology.module.css";
import { UnknownStations } from "./UnknownStations";

/** What is being done to the tree. */
type Doing =
  | { what: "create"; kind: NodeKind; parent: TreeNode | undefined; chargeBoxId?: string }
  | { what: "rename" | "move" | "delete"; node: TreeNode };

/** The tree as four columns: what is selected in one opens the next. */
export function TopologyTab({ node }: { node: TreeNode }) {
  const { t } = useTranslation("configuration");
  const { tree } = useTreeStructure();
  const editsSystem = useMay("editSystem");
  const editsTopology = useMay("editTopology");
  const configures = useMay("configureStations");
  const [doing, setDoing] = useState<Doing | null>(null);
  const columns = topologyColumns(tree, node.id);
  const close = () => setDoing(null);

  const rights = ({ name }: TopologyColumn) => {
    const places = name === "sites" ? editsSystem : editsTopology;
    return { places, renames: name === "stations" || name === "outlets" ? configures : editsTopology };
  };
  const parent = columns.find(({ name }) => name === "stations")?.parent;

  return (
    <>
      <div className={classes["columns"]}>
        {columns.map((column) => (
          <NodeColumn
            key={column.name}
            column={column}
            {...rights(column)}
            onCreate={(kind) => setDoing({ what: "create", kind, parent: column.parent })}
            onRename={(chosen) => setDoing({ what: "rename", node: chosen })}
            onMove={(chosen) => setDoing({ what: "move", node: chosen })}
            onDelete={(chosen) => setDoing({ what: "delete", node: chosen })}
          />
        ))}
      </div>
      {editsSystem && <UnknownStations title={t("unknown.title")} onAdd={(chargeBoxId) => setDoing({ what: "create", kind: "station", parent, chargeBoxId })} />}
      {doing?.what === "create" && <CreateDialog kind={doing.kind} parent={doing.parent} chargeBoxId={doing.chargeBoxId} onClose={close} />}
      {doing?.what === "rename" && <RenameDialog node={doing.node} onClose={close} />}
      {doing?.what === "move" && <MoveDialog node={doing.node} onClose={close} />}
      {doing?.what === "delete" && <DeleteDialog node={doing.node} onClose={close} />}
    </>
  );
}
