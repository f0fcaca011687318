import { Button, Group } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../access/capability";
import { localListQuery } from "../../../../api/operations";
import type { LocalList } from "../../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../../components/DataTable";
import { EmptyState } from "../../../../components/EmptyState";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { useFormat } from "../../../../format/useFormat";
import classes from "../Control.module.css";
import type { SectionProps } from "../sections";
import { TagChoice, type TagOwner } from "./TagChoice";

type Entry = NonNullable<LocalList["entries"]>[number];

/** The tags that the station knows by itself, for when the portal is away. */
export function LocalListSection({ station, control }: SectionProps) {
  const { t } = useTranslation("configuration");
  const { refusal, send, isRunning, settled } = control;
  const seesTags = useMay("viewTags");
  const [chosen, setChosen] = useState<TagOwner[]>([]);
  const { data: list, error, refetch } = useQuery(localListQuery(station.id, settled("sendLocalList", "getLocalListVersion")));
  const layout = fixedLayout(useColumns());
  const running = isRunning("sendLocalList");
  const ids = (kind: string) => chosen.flatMap(({ value }) => (value.startsWith(`${kind}:`) ? [Number(value.slice(kind.length + 1))] : []));
  const push = (update: "full" | "differential") => send({ name: "sendLocalList", update, ...(chosen.length === 0 ? {} : { tagIds: ids("tag"), userIds: ids("user") }) });
  return (
    <>
      <Panel title={t("localList.title")} about={list !== undefined && <About list={list} />}>
        {seesTags && <TagChoice chosen={chosen} onChange={setChosen} />}
        <div className={classes["buttons"]}>
          <Button variant="filled" disabled={refusal !== null} loading={running} onClick={() => push("differential")}>
            {t("localList.sendChanges")}
          </Button>
          <Button disabled={refusal !== null || running} onClick={() => push("full")}>
            {t("localList.sendAll")}
          </Button>
          <Button disabled={refusal !== null} loading={isRunning("getLocalListVersion")} onClick={() => send({ name: "getLocalListVersion" })}>
            {t("localList.askVersion")}
          </Button>
        </div>
      </Panel>
      {list?.entries != null && (
        <Panel className={classes["listed"] ?? ""} title={t("localList.entries")} about={t("localList.known")} flush>
          <DataTable
            label={t("localList.entries")}
            layout={layout}
            rows={list.entries}
            rowId={({ tag }) => tag}
            error={error}
            onRetry={() => void refetch()}
            empty={<EmptyState icon={IconTags} title={t("localList.none")} hint={t("localList.noneHint")} />}
          />
        </Panel>
      )}
    </>
  );
}

function About({ list: { version, sentAt, stationVersion, toldAt, count, most } }: { list: LocalList }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  return (
    <Group gap="0.125rem 1rem">
      <span>
        {version === 0 ? t("localList.neverSent") : t("localList.sent", { version, tags: format.number(count) })} {sentAt !== null && <Instant at={sentAt} style="minute" />}
      </span>
      <span>
        {stationVersion === null ? t("localList.notTold") : stationVersion < 0 ? t("localList.unsupported") : t("localList.atStation", { version: stationVersion })}{" "}
        {toldAt !== null && <Instant at={toldAt} style="minute" />}
      </span>
      {most !== null && <span>{t("localList.most", { most: format.number(most) })}</span>}
    </Group>
  );
}

function useColumns(): readonly TableColumn<Entry>[] {
  const { t } = useTranslation("configuration");
  return useMemo(
    () => [
      { id: "tag", title: t("localList.tag"), width: 180, render: ({ tag }) => tag },
      { id: "status", title: t("localList.status"), width: 110, render: ({ status }) => t(`tagStatus.${status}`) },
      { id: "expires", title: t("localList.expires"), width: 150, render: ({ expiresAt }) => expiresAt != null && <Instant at={expiresAt} style="minute" /> },
      { id: "group", title: t("localList.group"), width: 120, render: ({ parentTag }) => parentTag },
    ],
    [t],
  );
}
