import { Button, Progress } from "@mantine/core";
import { IconPlus, IconStackForward } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { campaignsQuery } from "../../../api/campaigns";
import type { Campaign } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import { useLiveEvents } from "../../../live/LiveProvider";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { CampaignDialog } from "./CampaignDialog";
import { CampaignPill } from "./CampaignPill";
import { CampaignWindow } from "./CampaignWindow";
import classes from "./Software.module.css";

/** The firmware campaigns, the newest first; the one chosen is shown with its stations. */
export function CampaignsPanel() {
  const { t } = useTranslation("software");
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { campaign: chosenId } = configurationRoute.useSearch();
  const { data, error, refetch } = useQuery(campaignsQuery);
  const mayEdit = useMay("configureStations");
  const [making, setMaking] = useState(false);
  useLiveEvents((events) => {
    if (events.some(({ type }) => type === "campaign")) void queryClient.invalidateQueries({ queryKey: ["campaigns"] });
  });
  const layout = fixedLayout(useColumns());
  const choose = (campaign: number | undefined) => void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, campaign }), replace: true });
  const title = t("campaigns.title");
  const make = (
    <Button leftSection={<IconPlus size={14} aria-hidden />} disabled={!mayEdit} onClick={() => setMaking(true)}>
      {t("campaigns.new")}
    </Button>
  );
  return (
    <Panel className={classes["panel"] ?? ""} title={title} about={t("campaigns.about")} actions={make} flush>
      <DataTable
        label={title}
        layout={layout}
        rows={data?.items}
        rowId={({ id }) => id}
        selectedId={chosenId}
        onSelect={({ id }) => choose(id)}
        onOpen={({ id }) => choose(id)}
        error={data === undefined ? error : null}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={IconStackForward} title={t("campaigns.none")} hint={t("campaigns.noneHint")} />}
      />
      {making && <CampaignDialog onClose={() => setMaking(false)} onMade={choose} />}
      {chosenId !== undefined && <CampaignWindow id={chosenId} onClose={() => choose(undefined)} />}
    </Panel>
  );
}

function useColumns(): readonly TableColumn<Campaign>[] {
  const { t } = useTranslation("software");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "name", title: t("campaign.name"), width: 190, render: ({ name }) => <span title={name}>{name}</span> },
      { id: "state", title: t("transfer.state"), width: 130, render: ({ state }) => <CampaignPill state={state} /> },
      { id: "version", title: t("image.version"), width: 90, render: ({ imageVersion }) => imageVersion },
      { id: "progress", title: t("campaign.progress"), width: 190, render: (campaign) => <CampaignProgress campaign={campaign} /> },
      { id: "failed", title: t("target.failed"), width: 80, align: "end", render: ({ counts }) => format.number(counts.failed) },
      { id: "wave", title: t("campaign.wave"), width: 70, align: "end", render: ({ wave }) => format.number(wave) },
      { id: "starts", title: t("campaign.starts"), width: 150, render: ({ startsAt }) => <Instant at={startsAt} style="minute" /> },
      { id: "by", title: t("transfer.by"), width: 170, render: ({ by }) => <span title={by}>{by}</span> },
    ],
    [t, format],
  );
}

/** How many of those who take part have installed it, as a bar and in figures. */
function CampaignProgress({ campaign: { counts } }: { campaign: Campaign }) {
  const { t } = useTranslation("software");
  const format = useFormat();
  const all = counts.waiting + counts.updating + counts.installed + counts.failed + counts.cancelled;
  const share = (count: number) => (100 * count) / Math.max(1, all);
  return (
    <span className={classes["bar"]}>
      <Progress.Root>
        <Progress.Section value={share(counts.installed)} color="var(--available)" aria-label={t("target.installed")} />
        <Progress.Section value={share(counts.failed)} color="var(--fault)" aria-label={t("target.failed")} />
      </Progress.Root>
      <span>{t("campaign.of", { installed: format.number(counts.installed), all: format.number(all) })}</span>
    </span>
  );
}
