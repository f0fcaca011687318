import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../../access/capability";
import { nodeQuery } from "../../../api/nodes";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { useRereadOnTopology } from "./useRereadOnTopology";
import type { TreeNode } from "../../../live/tree";
import { NodeForm } from "./NodeForm";
import { SettingsForm } from "./SettingsForm";

/** What a node is; at the system, how the portal behaves. */
export function GeneralTab({ node: { id, kind } }: { node: TreeNode }) {
  const editsSettings = useMay("editSettings");
  const { data: node, error, refetch } = useQuery(nodeQuery(id));
  useRereadOnTopology(id);
  if (error !== null && node === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (node === undefined) return <Skeleton h={280} maw={640} />;
  return (
    <>
      <NodeForm node={node} />
      {kind === "system" && editsSettings && <SettingsForm />}
    </>
  );
}
