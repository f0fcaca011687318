import { Button, Checkbox, Group, Modal, MultiSelect, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { campaignsQuery, createCampaign } from "../../../api/campaigns";
import { imagesQuery } from "../../../api/files";
import type { CampaignRequest } from "../../../api/types";
import { fieldProblem, isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { instantOf } from "../../../format/day";
import { useFormat } from "../../../format/useFormat";
import { useTreeStructure } from "../../../live/LiveProvider";
import type { NavigatorTree } from "../../../live/tree";

const fields = ["name", "imageId", "nodeIds", "waveSize", "haltAfter", "startsAt", "signed"] as const;
const haltings = ["percent", "count", "never"] as const;
type Halting = (typeof haltings)[number];

type CampaignDialogProps = { onClose: () => void; onMade: (id: number) => void };

/** Makes a firmware campaign: which image, for whom, how many at once, and when it stops by itself. */
export function CampaignDialog({ onClose, onMade }: CampaignDialogProps) {
  const { t } = useTranslation("software");
  const { t: common } = useTranslation();
  const { timeZone } = useFormat();
  const queryClient = useQueryClient();
  const { tree } = useTreeStructure();
  const { data } = useQuery(imagesQuery);
  const images = data?.items ?? [];
  const [draft, setDraft] = useState({ name: "", imageId: null as string | null, nodeIds: [] as string[], waveSize: 10, halting: "percent" as Halting, haltAt: 20, startsAt: "", signed: false });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const image = images.find(({ id }) => String(id) === draft.imageId);
  const create = useMutation({
    mutationFn: createCampaign,
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: campaignsQuery.queryKey });
      onClose();
      onMade(id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const startsAt = instantOf(draft.startsAt, timeZone);
    const request: CampaignRequest = {
      name: draft.name,
      imageId: Number(draft.imageId ?? 0),
      nodeIds: draft.nodeIds.map(Number),
      waveSize: draft.waveSize,
      signed: draft.signed && image?.signed === true,
      ...(draft.halting === "never" ? {} : { haltAfter: draft.halting === "percent" ? { percent: draft.haltAt } : { count: draft.haltAt } }),
      ...(startsAt === undefined ? {} : { startsAt }),
    };
    create.mutate(request);
  };
  const problem = (field: (typeof fields)[number]) => fieldProblem(create.error, field, common);
  return (
    <Modal opened onClose={onClose} title={t("campaigns.new")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={t("campaign.name")} value={draft.name} maxLength={100} onChange={(event) => change({ name: event.currentTarget.value })} error={problem("name")} required data-autofocus />
          <Select
            label={t("update.image")}
            placeholder={images.length === 0 ? t("update.noImages") : t("update.choose")}
            data={images.map(({ id, version, name }) => ({ value: String(id), label: `${version} · ${name}` }))}
            value={draft.imageId}
            onChange={(imageId) => change({ imageId })}
            error={problem("imageId")}
            required
          />
          <MultiSelect
            label={t("campaign.stations")}
            description={t("campaign.stationsHint")}
            data={placesOf(tree)}
            value={draft.nodeIds}
            onChange={(nodeIds) => change({ nodeIds })}
            error={problem("nodeIds")}
            limit={200}
            searchable
            required
          />
          <NumberInput label={t("campaign.waveSize")} description={t("campaign.waveHint")} min={1} max={1000} value={draft.waveSize} onChange={(value) => change({ waveSize: Number(value) })} error={problem("waveSize")} />
          <Group grow align="start">
            <Select label={t("campaign.halt")} data={haltings.map((value) => ({ value, label: t(`campaign.haltAt.${value}`) }))} value={draft.halting} onChange={(value) => change({ halting: haltings.find((candidate) => candidate === value) ?? "percent" })} allowDeselect={false} />
            {draft.halting !== "never" && <NumberInput label={t("campaign.haltLimit")} suffix={draft.halting === "percent" ? " %" : ""} min={1} max={draft.halting === "percent" ? 100 : 20_000} value={draft.haltAt} onChange={(value) => change({ haltAt: Number(value) })} error={problem("haltAfter")} />}
          </Group>
          <TextInput type="datetime-local" label={t("campaign.begin")} description={t("update.laterHint", { zone: timeZone })} value={draft.startsAt} onChange={(event) => change({ startsAt: event.currentTarget.value })} error={problem("startsAt")} />
          {image?.signed === true && <Checkbox label={t("update.signed")} checked={draft.signed} onChange={(event) => change({ signed: event.currentTarget.checked })} />}
          {create.error !== null && !isFieldProblem(create.error, fields) && <ProblemAlert error={create.error} />}
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={create.isPending} disabled={draft.name.trim() === "" || draft.imageId === null || draft.nodeIds.length === 0}>
              {t("campaigns.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Everything that stations stand on, and the stations themselves, each with the name of what it stands on. */
function placesOf(tree: NavigatorTree): { value: string; label: string }[] {
  const nodes = [...tree.all()];
  return (["system", "site", "floor", "station"] as const).flatMap((kind) =>
    nodes
      .filter((node) => node.kind === kind)
      .map(({ id, name, parentId }) => {
        const above = parentId === null || kind === "site" ? undefined : tree.get(parentId)?.name;
        return { value: String(id), label: above === undefined ? name : `${above} › ${name}` };
      })
      .sort((one, other) => one.label.localeCompare(other.label)),
  );
}
