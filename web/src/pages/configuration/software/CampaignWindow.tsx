import { Button, Group, Modal, Stack } from "@mantine/core";
import { IconStackForward } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { campaignQuery, turnCampaign, type CampaignTurn } from "../../../api/campaigns";
import type { CampaignDetail, CampaignTarget } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import { CampaignPill } from "./CampaignPill";
import classes from "./Software.module.css";
import { TransferProgress } from "./TransferProgress";

/** One campaign: how it stands, a result for each station, and what can be done about it. */
export function CampaignWindow({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation("software");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(campaignQuery(id));
  const turn = useMutation({
    mutationFn: (how: CampaignTurn) => turnCampaign(id, how),
    onSuccess: (campaign) => {
      queryClient.setQueryData(campaignQuery(id).queryKey, campaign);
      return queryClient.invalidateQueries({ queryKey: ["campaigns"] });
    },
  });
  const layout = fixedLayout(useColumns());
  return (
    <Modal opened onClose={onClose} size="64rem" title={data?.name ?? t("campaigns.title")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        {turn.error !== null && <ProblemAlert error={turn.error} />}
        {data !== undefined && (
          <>
            <Group justify="space-between">
              <Facts campaign={data} />
              <Turns campaign={data} pending={turn.isPending} onTurn={turn.mutate} />
            </Group>
            <div className={classes["targets"]}>
              <DataTable label={t("campaign.stations")} layout={layout} rows={data.targets} rowId={({ stationId }) => stationId} empty={<EmptyState icon={IconStackForward} title={t("campaign.nobody")} />} />
            </div>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function Facts({ campaign: { state, imageVersion, wave, counts } }: { campaign: CampaignDetail }) {
  const { t } = useTranslation("software");
  const format = useFormat();
  const shown = (["installed", "updating", "waiting", "failed", "skipped", "cancelled"] as const).filter((name) => counts[name] > 0);
  return (
    <div className={classes["facts"]}>
      <CampaignPill state={state} />
      <span>{t("campaign.to", { version: imageVersion })}</span>
      <span>{t("campaign.waveOf", { wave: format.number(wave) })}</span>
      {shown.map((name) => (
        <span key={name}>
          {t(`target.${name}`)} {format.number(counts[name])}
        </span>
      ))}
    </div>
  );
}

type TurnsProps = { campaign: CampaignDetail; pending: boolean; onTurn: (turn: CampaignTurn) => void };

/** Which turns a campaign can take follows the rule in `domain::campaign`. */
function Turns({ campaign: { state }, pending, onTurn }: TurnsProps) {
  const { t } = useTranslation("software");
  const may = useMay("configureStations");
  const [ending, setEnding] = useState(false);
  const goes = state === "waiting" || state === "running";
  const holds = state === "paused" || state === "halted";
  return (
    <Group gap="xs">
      {goes && (
        <Button disabled={!may} loading={pending} onClick={() => onTurn("pause")}>
          {t("campaign.pause")}
        </Button>
      )}
      {holds && (
        <Button variant="filled" disabled={!may} loading={pending} onClick={() => onTurn("resume")}>
          {t("campaign.resume")}
        </Button>
      )}
      {(goes || holds) && (
        <Button disabled={!may} loading={pending} onClick={() => setEnding(true)}>
          {t("campaign.cancel")}
        </Button>
      )}
      <ConfirmDialog
        opened={ending}
        title={t("campaign.cancelAsk")}
        confirm={t("campaign.cancel")}
        danger
        onConfirm={() => {
          setEnding(false);
          onTurn("cancel");
        }}
        onClose={() => setEnding(false)}
      >
        {t("campaign.cancelText")}
      </ConfirmDialog>
    </Group>
  );
}

function useColumns(): readonly TableColumn<CampaignTarget>[] {
  const { t } = useTranslation("software");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "station", title: t("campaign.station"), width: 190, render: ({ stationName }) => <span title={stationName}>{stationName}</span> },
      { id: "state", title: t("transfer.state"), width: 210, render: (target) => <TargetState target={target} /> },
      { id: "site", title: t("campaign.site"), width: 150, render: ({ siteName }) => <span title={siteName}>{siteName}</span> },
      { id: "wave", title: t("campaign.wave"), width: 60, align: "end", render: ({ wave }) => (wave === null ? "" : format.number(wave)) },
      { id: "word", title: t("campaign.word"), width: 170, render: ({ word }) => <span title={word ?? ""}>{word}</span> },
      { id: "ended", title: t("campaign.ended"), width: 150, render: ({ endedAt }) => (endedAt === null ? null : <Instant at={endedAt} style="minute" />) },
    ],
    [t, format],
  );
}

function TargetState({ target }: { target: CampaignTarget }) {
  const { t } = useTranslation("software");
  const { state, reason, transferState, online } = target;
  if (state === "skipped") return <>{reason === null ? t("target.skipped") : t(`skipped.${reason}`)}</>;
  if (state === "waiting") return <>{online ? t("target.waiting") : t("target.offline")}</>;
  if (transferState === null) return <>{t(`target.${state}`)}</>;
  return <TransferProgress transfer={{ ...target, state: transferState }} />;
}
