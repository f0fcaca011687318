import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { moveNode } from "../../../api/nodes";
import { ProblemAlert } from "../../../components/ProblemAlert";
import type { TreeNode } from "../../../live/tree";
import { PlacePicker } from "./PlacePicker";
import { useAfterChange } from "./useAfterChange";

/** Moves a station or a grid controller to another place in the tree. */
export function MoveDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const after = useAfterChange();
  const [place, setPlace] = useState(node.parentId ?? undefined);
  const move = useMutation({
    mutationFn: (parentId: number) => moveNode(node.id, parentId),
    onSuccess: (moved) => {
      after("moved", moved);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (place !== undefined) move.mutate(place);
  };
  return (
    <Modal opened onClose={onClose} title={t("move.title", { node: node.name })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("move.text")}</Text>
          <PlacePicker label={t("move.to")} kind={node.kind} value={place} onValue={setPlace} />
          {move.error !== null && <ProblemAlert error={move.error} />}
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={move.isPending} disabled={place === undefined || place === node.parentId}>
              {t("topology.move")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
