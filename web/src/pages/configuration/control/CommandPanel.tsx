import { Button, CloseButton, Group, Text } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Command } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { JsonText } from "../../../components/JsonText";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { isSameDay } from "../../../format/instant";
import { useFormat } from "../../../format/useFormat";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { CommandAnswer } from "./CommandAnswer";
import classes from "./Control.module.css";
import { useCommandWords } from "./useCommandWords";
import type { Control } from "./useControl";

/** What was asked of the station, the newest first; the one chosen is shown with what went over the wire. */
export function CommandPanel({ control }: { control: Control }) {
  const { list, offline } = control;
  const { t } = useTranslation("configuration");
  const { command: chosenId } = configurationRoute.useSearch();
  const navigate = useNavigate();
  const layout = fixedLayout(useColumns(offline));
  const chosen = list.rows?.find(({ id }) => id === chosenId);
  const choose = (id: number | undefined) =>
    void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, command: id }), replace: true });
  return (
    <Panel className={classes["commands"] ?? ""} title={t("commands.title")} about={t("commands.about")} flush>
      <DataTable
        label={t("commands.title")}
        layout={layout}
        rows={list.rows}
        rowId={({ id }) => id}
        selectedId={chosenId}
        onSelect={({ id }) => choose(id === chosenId ? undefined : id)}
        onOpen={({ id }) => choose(id)}
        onMore={list.onMore}
        error={list.rows === undefined ? list.error : null}
        onRetry={list.refetch}
        empty={<EmptyState icon={IconTerminal2} title={t("commands.none")} hint={t("commands.noneHint")} />}
      />
      {chosen !== undefined && <Exchange command={chosen} control={control} onClose={() => choose(undefined)} />}
    </Panel>
  );
}

function useColumns(offline: boolean): readonly TableColumn<Command>[] {
  const { t } = useTranslation("configuration");
  const { timeZone } = useFormat();
  const words = useCommandWords();
  return useMemo(
    () => [
      { id: "time", title: t("commands.time"), width: 78, render: ({ createdAt }) => <Instant at={createdAt} style={isSameDay(createdAt, new Date(), timeZone) ? "clock" : "minute"} /> },
      { id: "command", title: t("commands.command"), width: 138, render: (command) => <span title={words(command)}>{words(command)}</span> },
      { id: "by", title: t("commands.by"), width: 84, render: ({ by }) => <span title={by}>{by}</span> },
      { id: "answer", title: t("commands.answer"), width: 148, render: (command) => <CommandAnswer command={command} waits={offline} /> },
    ],
    [t, words, timeZone, offline],
  );
}

function Exchange({ command, control, onClose }: { command: Command; control: Control; onClose: () => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const words = useCommandWords();
  return (
    <section className={classes["detail"]} aria-label={words(command)}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{words(command)}</Text>
        <CloseButton size="sm" aria-label={common("action.close")} onClick={onClose} />
      </Group>
      <div className={classes["facts"]}>
        <span>
          {t("commands.asked")} <Instant at={command.createdAt} />
        </span>
        {command.sentAt !== null && (
          <span>
            {t("commands.sent")} <Instant at={command.sentAt} />
          </span>
        )}
        {command.answeredAt !== null && (
          <span>
            {t("commands.answered")} <Instant at={command.answeredAt} />
          </span>
        )}
      </div>
      {command.state === "queued" && (
        <Group gap="sm">
          <span>
            {t("waiting.expires")} <Instant at={command.expiresAt} />
          </span>
          {!control.forbidden && (
            <Button size="compact-sm" onClick={() => control.cancel(command)}>
              {t("waiting.takeBack")}
            </Button>
          )}
        </Group>
      )}
      {(command.state === "failed" || command.state === "cancelled") && command.outcome !== null && <Text>{command.outcome}</Text>}
      {command.state === "expired" && <Text>{t("answer.expiredHint")}</Text>}
      {command.sent != null && <Frame title={t("commands.sentFrame", { action: command.action ?? "" })} value={command.sent} />}
      {command.answer != null && <Frame title={t("commands.answerFrame")} value={command.answer} />}
    </section>
  );
}

function Frame({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <div className={classes["caption"]}>{title}</div>
      <JsonText label={title} value={value} />
    </div>
  );
}
