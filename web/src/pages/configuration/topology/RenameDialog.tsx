import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { changeNode, nodeQuery } from "../../../api/nodes";
import { fieldProblem, isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import type { TreeNode } from "../../../live/tree";
import { useNodeName } from "../useNodeName";
import { useAfterChange } from "./useAfterChange";

/** Gives a node another name. */
export function RenameDialog({ node, onClose }: { node: TreeNode; onClose: () => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const after = useAfterChange();
  const nodeName = useNodeName();
  const [name, setName] = useState(node.name);
  const rename = useMutation({
    mutationFn: async () => {
      const { version } = await queryClient.fetchQuery({ ...nodeQuery(node.id), staleTime: 0 });
      return changeNode(node.id, version, { name: name.trim() });
    },
    onSuccess: (changed) => {
      after("updated", changed);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t("rename.title", { node: nodeName(node) })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("field.name")} value={name} maxLength={100} error={fieldProblem(rename.error, "name", common)} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
          {rename.error !== null && !isFieldProblem(rename.error, ["name"]) && <ProblemAlert error={rename.error} />}
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={rename.isPending} disabled={name.trim() === ""}>
              {common("action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
