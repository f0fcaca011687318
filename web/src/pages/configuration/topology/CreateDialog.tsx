import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { createNode } from "../../../api/nodes";
import { unknownStationsQuery } from "../../../api/stations";
import type { NodeKind } from "../../../api/types";
import { isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { machineTimeZone } from "../../../format/timeZone";
import { useTree } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";
import { DraftFields, draftFieldNames } from "./DraftFields";
import { draftProblems, newNode, type NewNodeDraft } from "./newNode";
import { useAfterChange } from "./useAfterChange";

type CreateDialogProps = { kind: NodeKind; parent: TreeNode | undefined; chargeBoxId?: string | undefined; onClose: () => void };

/** Creates a node; what is wrong is said at its field, before anything is sent and after. */
export function CreateDialog({ kind, parent, chargeBoxId = "", onClose }: CreateDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const after = useAfterChange();
  const tree = useTree();
  const [draft, setDraft] = useState<NewNodeDraft>(() => ({
    name: "", parentId: parent?.id, address: "", timeZone: machineTimeZone(), chargeBoxId, outlets: 2, number: nextNumber(tree, parent), connectorType: "type2Socket",
    mode: "rfid", ratedCurrentA: 16, phases: 3, parking: "",
  }));
  const [tried, setTried] = useState(false);
  const problems = draftProblems(kind, draft);
  const create = useMutation({
    mutationFn: () => createNode(newNode(kind, draft)),
    onSuccess: async (node) => {
      after("created", node);
      onClose();
      if (kind === "station") await queryClient.invalidateQueries({ queryKey: unknownStationsQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0) create.mutate();
  };
  const title = parent === undefined || kind === "site" || chargeBoxId !== "" ? t(`create.${kind}` as "create.site") : t(`create.${kind}In` as "create.floorIn", { parent: parent.name });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <DraftFields
            kind={kind}
            draft={draft}
            choosesPlace={kind === "station" && (parent === undefined || chargeBoxId !== "")}
            problems={tried ? problems : {}}
            refusal={create.error}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          {create.error !== null && !isFieldProblem(create.error, draftFieldNames) && <ProblemAlert error={create.error} />}
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={create.isPending}>
              {t("topology.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The number after the highest that the station's outlets have. */
function nextNumber(tree: ReturnType<typeof useTree>, station: TreeNode | undefined): number {
  if (station === undefined) return 1;
  return Math.max(0, ...tree.children(station.id).map((id) => tree.get(id)?.number ?? 0)) + 1;
}
