import { Button, Drawer, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCircleCheck, IconRestore } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { deviationsQuery, forgetDeviations } from "../../../api/messages";
import { nodeQuery } from "../../../api/nodes";
import type { CountedDeviation } from "../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../components/DataTable";
import { EmptyState } from "../../../components/EmptyState";
import { problemText } from "../../../components/problemText";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import classes from "./Messages.module.css";

type DeviationsDrawerProps = { stationId: number; opened: boolean; onClose: () => void };

/** What the station does not say as OCPP has it: what, where, how often, and an example. */
export function DeviationsDrawer({ stationId, opened, onClose }: DeviationsDrawerProps) {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="72rem" title={t("deviations.title")} closeButtonProps={{ "aria-label": common("action.close") }} classNames={{ body: classes["drawer"] ?? "", content: classes["drawerContent"] ?? "" }}>
      <Body stationId={stationId} />
    </Drawer>
  );
}

function Body({ stationId }: { stationId: number }) {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const configures = useMay("configureStations");
  const query = deviationsQuery(stationId);
  const { data: deviations, error, refetch } = useQuery(query);
  const layout = fixedLayout(useDeviationColumns());
  const forget = useMutation({
    mutationFn: () => forgetDeviations(stationId),
    onSuccess: () => {
      queryClient.setQueryData(query.queryKey, []);
      void queryClient.invalidateQueries({ queryKey: nodeQuery(stationId).queryKey });
    },
    onError: (problem) => {
      const { title, detail } = problemText(problem, common);
      notifications.show({ color: "red", title, message: detail ?? "", autoClose: false });
    },
  });
  return (
    <>
      <Group justify="space-between" align="start" wrap="nowrap">
        <Text c="dimmed">{t("deviations.about")}</Text>
        {configures && deviations !== undefined && deviations.length > 0 && (
          <Button flex="none" leftSection={<IconRestore size={16} aria-hidden />} loading={forget.isPending} onClick={() => forget.mutate()}>
            {t("deviations.anew")}
          </Button>
        )}
      </Group>
      <div className={classes["card"]}>
        <DataTable
          label={t("deviations.title")}
          layout={layout}
          rows={deviations}
          rowId={({ action, kind, member }) => `${action} ${kind} ${member}`}
          error={deviations === undefined ? error : null}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={IconCircleCheck} title={t("deviations.none")} hint={t("deviations.noneHint")} />}
        />
      </div>
    </>
  );
}

function useDeviationColumns(): readonly TableColumn<CountedDeviation>[] {
  const { t, i18n } = useTranslation("messages");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "kind", title: t("deviations.kind"), width: 230, render: ({ kind }) => (i18n.exists(`messages:deviation.${kind}`) ? t(`deviation.${kind}` as "deviation.number_as_text") : kind.replaceAll("_", " ")) },
      { id: "action", title: t("column.action"), width: 160, render: ({ action }) => action || "–" },
      { id: "member", title: t("deviations.member"), width: 200, render: ({ member }) => <code className={classes["text"]}>{member || "–"}</code> },
      { id: "count", title: t("deviations.count"), width: 80, align: "end", render: ({ count }) => format.number(count) },
      { id: "lastAt", title: t("deviations.last"), width: 150, render: ({ lastAt }) => <Instant at={lastAt} /> },
      { id: "example", title: t("deviations.example"), width: 180, render: ({ example }) => <code className={classes["text"]} title={example}>{example}</code> },
    ],
    [t, i18n, format],
  );
}
