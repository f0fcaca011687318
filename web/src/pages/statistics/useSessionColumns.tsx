import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { personalColumns } from "../../api/sessionFilters";
import type { Session } from "../../api/types";
import type { TableColumn } from "../../components/DataTable";
import { Duration, Energy, Instant } from "../../components/Quantity";
import { StatePill } from "../../components/StatePill";
import { Tinted } from "../../components/Tinted";
import { useFormat } from "../../format/useFormat";
import type { sortableColumns } from "./route";
import { SessionFilter } from "./SessionFilter";
import { flagColumn, SessionFlags } from "./SessionFlags";
import { useFreshSessions } from "./useFreshSessions";
import type { StatisticsPlace } from "./useStatisticsSearch";

export type ColumnId = (typeof sortableColumns)[number];

/** What is read first stands first. */
const columnOrder: readonly ColumnId[] = [
  "startedAt", "durationS", "endedAt", "energyWh", "station", "outlet", "site", "floor", "authentication", "email", "tag", "meterEndWh", "stopReason", "nodeIdentity",
  "sessionId", "receivedAt",
];
const widthPx: Record<ColumnId, number> = {
  startedAt: 178, durationS: 120, endedAt: 172, nodeIdentity: 140, site: 130, floor: 104, station: 120, outlet: 72, energyWh: 116, meterEndWh: 136,
  authentication: 126, sessionId: 110, receivedAt: 166, email: 190, tag: 160, stopReason: 150,
};
const figures: readonly ColumnId[] = ["durationS", "outlet", "energyWh", "meterEndWh", "sessionId"];
/** Left out until asked for: they repeat what another column says, or are looked at only now and then. */
const hiddenAtFirst: readonly ColumnId[] = ["nodeIdentity", "meterEndWh", "sessionId", "receivedAt", "stopReason"];

/** The columns of a table of sessions, with their filters; without `personalData` those that tell who charged are not there. */
export function useSessionColumns(place: StatisticsPlace, personalData: boolean, outlets: readonly number[]): readonly TableColumn<Session>[] {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  const format = useFormat();
  const freshRow = useFreshSessions();
  const { filters, change } = place;

  const cells = useMemo((): Record<ColumnId, TableColumn<Session>["render"]> => {
    const flags = (session: Session, column: ColumnId) => <SessionFlags flags={session.flags.filter((flag) => flagColumn[flag] === column)} />;
    return {
      startedAt: (session) => (
        <span ref={freshRow(session.id)}>
          <Instant at={session.startedAt} />
          {flags(session, "startedAt")}
        </span>
      ),
      durationS: (session) => (
        <Tinted value={session.active ? null : session.durationS} of={session.id}>
          <Duration s={session.durationS} />
        </Tinted>
      ),
      endedAt: (session) => (
        <>
          {session.endedAt === null ? (
            <StatePill state={session.powerW === null || session.powerW > 0 ? "charging" : "occupied"}>{session.powerW === null ? t("active") : session.powerW > 0 ? `${common("state.charging")} ${format.power(session.powerW)}` : t("notCharging")}</StatePill>
          ) : (
            <Instant at={session.endedAt} />
          )}
          {flags(session, "endedAt")}
        </>
      ),
      nodeIdentity: ({ nodeIdentity }) => nodeIdentity,
      site: ({ siteName }) => siteName,
      floor: ({ floorName }) => floorName,
      station: ({ stationName }) => stationName,
      outlet: ({ outlet }) => outlet,
      energyWh: (session) => (
        <Tinted value={session.energyWh} of={session.id}>
          <Energy wh={session.energyWh} unit={false} />
          {flags(session, "energyWh")}
        </Tinted>
      ),
      meterEndWh: ({ meterEndWh }) => meterEndWh !== null && <Energy wh={meterEndWh} unit={false} />,
      authentication: ({ authentication }) => common(`authentication.${authentication}`),
      sessionId: ({ id }) => id,
      receivedAt: ({ receivedAt }) => <Instant at={receivedAt} />,
      email: ({ email }) => email,
      tag: ({ tag }) => tag,
      stopReason: ({ stopReason }) => stopReason,
    };
  }, [t, common, format, freshRow]);

  return useMemo(
    () =>
      columnOrder
        .filter((id) => personalData || !personalColumns.includes(id))
        .map((id): TableColumn<Session> => {
          const title = t(`column.${id}`);
          return {
            id,
            title,
            width: widthPx[id],
            align: figures.includes(id) ? "end" : "start",
            sortable: true,
            hiddenAtFirst: hiddenAtFirst.includes(id),
            fixed: id === "startedAt",
            render: cells[id],
            filter: <SessionFilter column={id} label={title} filters={filters} outlets={outlets} onChange={change} />,
          };
        }),
    [t, cells, filters, change, personalData, outlets],
  );
}
