import { Button } from "@mantine/core";
import { IconChartAreaLine } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { chargingProfilesQuery } from "../../../../api/operations";
import type { ChargingProfileInstalled } from "../../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../../components/DataTable";
import { EmptyState } from "../../../../components/EmptyState";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { useFormat } from "../../../../format/useFormat";
import classes from "../Control.module.css";
import type { Control } from "../useControl";

/** The profiles that the station has taken, as far as the portal knows. */
export function InstalledProfiles({ stationId, control }: { stationId: number; control: Control }) {
  const { t } = useTranslation("configuration");
  const { data, error, refetch } = useQuery(chargingProfilesQuery(stationId, control.settled("setChargingProfile", "clearChargingProfile")));
  const layout = fixedLayout(useColumns(control));
  const clearAll = (
    <Button size="compact-sm" disabled={control.refusal !== null} loading={control.isRunning("clearChargingProfile")} onClick={() => control.send({ name: "clearChargingProfile" })}>
      {t("charging.removeAll")}
    </Button>
  );
  return (
    <Panel className={classes["listed"] ?? ""} title={t("charging.installed")} about={t("localList.known")} actions={clearAll} flush>
      <DataTable
        label={t("charging.installed")}
        layout={layout}
        rows={data?.items}
        rowId={({ id }) => id}
        error={data === undefined ? error : null}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={IconChartAreaLine} title={t("charging.none")} hint={t("charging.noneHint")} />}
      />
    </Panel>
  );
}

function useColumns({ refusal, send }: Control): readonly TableColumn<ChargingProfileInstalled>[] {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  return useMemo(
    () => [
      { id: "purpose", title: t("charging.purpose"), width: 130, render: ({ profile }) => t(`charging.purposes.${profile.purpose}`) },
      { id: "outlet", title: t("reservation.outlet"), width: 90, render: ({ profile: { outlet, purpose } }) => (outlet > 0 ? t("control.outlet", { outlet }) : purpose === "chargePointMax" ? t("control.station") : t("charging.everyOutlet")) },
      { id: "level", title: t("charging.stackLevel"), width: 60, align: "end", render: ({ profile }) => profile.stackLevel },
      { id: "limits", title: t("charging.limit"), width: 130, render: ({ profile: { periods, unit } }) => periods.map(({ limit }) => `${format.number(limit, Number.isInteger(limit) ? 0 : 1)} ${unit}`).join(" → ") },
      { id: "at", title: t("charging.taken"), width: 130, render: ({ installedAt }) => <Instant at={installedAt} style="minute" /> },
      {
        id: "remove", title: t("charging.remove"), titleHidden: true, width: 90,
        render: ({ id }) => (
          <Button size="compact-sm" disabled={refusal !== null} onClick={() => send({ name: "clearChargingProfile", profileId: id })}>
            {t("charging.remove")}
          </Button>
        ),
      },
    ],
    [t, format, refusal, send],
  );
}
