import { Drawer } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { State } from "../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { NodeLink } from "../../components/NodeLink";
import { OutletName } from "../../components/OutletName";
import { StatePill } from "../../components/StatePill";
import { useFormat } from "../../format/useFormat";
import { useTree } from "../../live/LiveProvider";
import { stateOf, type NavigatorTree, type TreeNode } from "../../live/tree";
import { dashboardRoute } from "./route";

/** The outlets below a node that are in the state the address asks for, live. */
export function OutletsDrawer({ node }: { node: TreeNode }) {
  const { t } = useTranslation("dashboard");
  const { t: common } = useTranslation();
  const { state } = dashboardRoute.useSearch();
  const navigate = useNavigate({ from: "/dashboard/$nodeId" });
  const format = useFormat();
  return (
    <Drawer
      position="right"
      size="min(40rem, 100vw)"
      opened={state !== undefined}
      onClose={() => void navigate({ search: {} })}
      closeButtonProps={{ "aria-label": common("action.close") }}
      title={state !== undefined && t("outlets.title", { state: common(`state.${state}`), count: node.below.byState[state], outlets: format.number(node.below.byState[state]), node: node.name })}
      styles={{ content: { display: "flex", flexDirection: "column" }, body: { display: "flex", flex: 1, minHeight: 0, padding: 0 }, title: { fontWeight: 600 } }}
    >
      {state !== undefined && <OutletTable node={node} state={state} />}
    </Drawer>
  );
}

function OutletTable({ node, state }: { node: TreeNode; state: State }) {
  const { t } = useTranslation("dashboard");
  const tree = useTree();
  const columns = useColumns(tree);
  // Whatever changes below a node changes the node's own record: that is when to look again.
  const rows = useMemo(() => tree.outletsBelow(node.id).filter((outlet) => stateOf(outlet) === state), [tree, node, state]);
  return (
    <DataTable
      label={t("outlets.label")}
      layout={fixedLayout(columns)}
            rows={rows}
      rowId={({ id }) => id}
      empty={<EmptyState icon={IconPlug} title={t("outlets.none")} />}
    />
  );
}

function useColumns(tree: NavigatorTree): readonly TableColumn<TreeNode>[] {
  const { t } = useTranslation("dashboard");
  const { t: common } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const station = (outlet: TreeNode) => (outlet.parentId === null ? undefined : tree.get(outlet.parentId));
    return [
      {
        id: "outlet",
        title: t("outlets.outlet"),
        width: 190,
        render: (outlet) => (
          <NodeLink nodeId={outlet.id} page="dashboard">
            <OutletName station={station(outlet)?.name ?? ""} outlet={outlet.number} />
          </NodeLink>
        ),
      },
      { id: "where", title: t("outlets.where"), width: 230, render: (outlet) => tree.ancestors(outlet.parentId ?? outlet.id).slice(1).map(({ name }) => name).join(" › ") },
      {
        id: "state",
        title: t("outlets.state"),
        width: 170,
        render: (outlet) => (
          <StatePill state={stateOf(outlet)}>
            {stateOf(outlet) === "charging" ? `${common("state.charging")} ${format.power(outlet.below.powerW)}` : undefined}
          </StatePill>
        ),
      },
    ];
  }, [t, common, format, tree]);
}
