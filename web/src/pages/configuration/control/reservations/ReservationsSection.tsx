import { Button } from "@mantine/core";
import { IconBookmark, IconBookmarkFilled, IconCircleCheckFilled, IconCircleDashed, IconCircleMinus, IconClockX, IconXboxXFilled, type Icon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isOpen, reservationsQuery } from "../../../../api/operations";
import type { Reservation } from "../../../../api/types";
import { DataTable, fixedLayout, type TableColumn } from "../../../../components/DataTable";
import { EmptyState } from "../../../../components/EmptyState";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { TonePill } from "../../../../components/StatePill";
import type { Tone } from "../../../../components/tone";
import classes from "../Control.module.css";
import type { SectionProps } from "../sections";
import type { Control } from "../useControl";
import { ReserveForm } from "./ReserveForm";

/** Outlets that are kept for somebody, and those that were. */
export function ReservationsSection({ station, control }: SectionProps) {
  const { t } = useTranslation("configuration");
  const { data, error, refetch } = useQuery(reservationsQuery(station.id));
  const layout = fixedLayout(useColumns(control));
  return (
    <>
      <Panel title={t("reservation.new")} about={t("reservation.newAbout")}>
        <ReserveForm station={station} control={control} />
      </Panel>
      <Panel className={classes["listed"] ?? ""} title={t("reservation.title")} about={t("commands.about")} flush>
        <DataTable
          label={t("reservation.title")}
          layout={layout}
          rows={data?.items}
          rowId={({ id }) => id}
          error={data === undefined ? error : null}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={IconBookmark} title={t("reservation.none")} hint={t("reservation.noneHint")} />}
        />
      </Panel>
    </>
  );
}

const shown: Record<Reservation["state"], [Tone, Icon]> = {
  pending: ["offline", IconCircleDashed],
  accepted: ["warning", IconBookmarkFilled],
  rejected: ["fault", IconXboxXFilled],
  used: ["available", IconCircleCheckFilled],
  cancelled: ["offline", IconCircleMinus],
  expired: ["offline", IconClockX],
  failed: ["fault", IconXboxXFilled],
};

/** How far a reservation has come; of one that was not made, the station's own word. */
export function ReservationPill({ reservation: { state, outcome } }: { reservation: Reservation }) {
  const { t } = useTranslation("configuration");
  const [tone, icon] = shown[state];
  return (
    <TonePill tone={tone} icon={icon} title={outcome ?? t(`reservation.state.${state}`)}>
      {state === "rejected" && outcome !== null ? outcome : t(`reservation.state.${state}`)}
    </TonePill>
  );
}

function useColumns({ refusal, send }: Control): readonly TableColumn<Reservation>[] {
  const { t } = useTranslation("configuration");
  return useMemo(
    () => [
      { id: "outlet", title: t("reservation.outlet"), width: 90, render: ({ outlet }) => (outlet === 0 ? t("reservation.any") : t("control.outlet", { outlet })) },
      { id: "for", title: t("reservation.for"), width: 150, render: ({ tag, email }) => <span title={[tag, email].filter((part) => part != null).join(" · ")}>{email ?? tag ?? t("reservation.hidden")}</span> },
      { id: "until", title: t("reservation.until"), width: 130, render: ({ until }) => <Instant at={until} style="minute" /> },
      { id: "state", title: t("reservation.how"), width: 120, render: (reservation) => <ReservationPill reservation={reservation} /> },
      {
        id: "cancel", title: t("reservation.cancel"), titleHidden: true, width: 100,
        render: (reservation) =>
          isOpen(reservation) && (
            <Button size="compact-sm" disabled={refusal !== null} onClick={() => send({ name: "cancelReservation", reservationId: reservation.id })}>
              {t("reservation.cancel")}
            </Button>
          ),
      },
    ],
    [t, refusal, send],
  );
}
