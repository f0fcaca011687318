import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deleteNode, nodeQuery } from "../../../api/nodes";
import type { NodeKind } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { useFormat } from "../../../format/useFormat";
import { useTree } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";
import { pathTo } from "../../../routing/paths";
import { useNodeName } from "../useNodeName";
import { whatStandsBelow } from "./columns";
import { useAfterDeletion } from "./useAfterChange";

/** Deletes a node once asked, or says what stands in the way and leads there. */
export function DeleteDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const tree = useTree();
  const below = whatStandsBelow(tree, node.id);
  return below === null ? <Deletion node={node} onClose={onClose} /> : <Blocked node={node} below={below} onClose={onClose} />;
}

function Deletion({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const after = useAfterDeletion();
  const nodeName = useNodeName();
  const remove = useMutation({
    mutationFn: async () => {
      const { version } = await queryClient.fetchQuery({ ...nodeQuery(node.id), staleTime: 0 });
      await deleteNode(node.id, version);
    },
    onSuccess: () => {
      onClose();
      after(node.id, node.parentId);
    },
  });
  return (
    <ConfirmDialog opened title={t("delete.title", { node: nodeName(node) })} confirm={t("topology.delete")} danger pending={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={onClose}>
      {t(`delete.${node.kind}` as "delete.station")}
    </ConfirmDialog>
  );
}

const kindsTold = ["floor", "station", "gridController", "outlet"] as const satisfies readonly NodeKind[];

function Blocked({ node, below, onClose }: { node: TreeNode; below: Partial<Record<NodeKind, number>>; onClose: () => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const format = useFormat();
  const tree = useTree();
  const navigate = useNavigate();
  const [first] = tree.children(node.id);
  return (
    <Modal opened onClose={onClose} title={t("delete.blocked", { node: node.name })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <Stack>
        <Text>{t("delete.blockedText")}</Text>
        <List>
          {kindsTold.map((kind) => {
            const count = below[kind];
            return count !== undefined && <List.Item key={kind}>{t(`counted.${kind}`, { count, figure: format.number(count) })}</List.Item>;
          })}
        </List>
        <Text c="dimmed">{node.kind === "station" ? t("delete.blockedStation") : t("delete.blockedHint")}</Text>
        <Group justify="end" gap="xs">
          <Button onClick={onClose}>{common("action.close")}</Button>
          {first !== undefined && (
            <Button
              variant="filled"
              onClick={() => {
                onClose();
                void navigate({ to: pathTo("configuration", first, "topology") });
              }}
            >
              {t("delete.showFirst")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
