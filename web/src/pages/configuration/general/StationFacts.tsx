import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Node } from "../../../api/types";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import classes from "./General.module.css";

type Station = NonNullable<Node["station"]>;

/** What a station told of itself at boot, and how it is connected. */
export function StationFacts({ station }: { station: Station }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const told: readonly [string, string | null][] = [
    [t("told.vendor"), station.vendor],
    [t("told.model"), station.model],
    [t("told.firmwareVersion"), station.firmwareVersion],
    [t("told.serialNumber"), station.serialNumber],
    [t("told.chargeBoxSerialNumber"), station.chargeBoxSerialNumber],
    [t("told.meterType"), station.meterType],
    [t("told.meterSerialNumber"), station.meterSerialNumber],
    [t("told.iccid"), station.iccid],
    [t("told.imsi"), station.imsi],
  ];
  const at = (instant: string | null) => (instant === null ? "–" : <Instant at={instant} />);
  return (
    <>
      <Panel title={t("panel.told")} about={station.lastBootAt === null ? t("told.never") : t("told.at", { at: format.instant(station.lastBootAt, "minute") })}>
        <dl className={classes["facts"]}>
          {told.map(([title, value]) => (
            <Fact key={title} title={title}>
              {value ?? "–"}
            </Fact>
          ))}
        </dl>
      </Panel>
      <Panel title={t("panel.connection")}>
        <dl className={classes["facts"]}>
          <Fact title={t("connection.protocol")}>{station.protocol ?? "–"}</Fact>
          <Fact title={t("connection.onlineSince")}>{station.online ? at(station.connectedAt) : t("connection.offline")}</Fact>
          <Fact title={t("connection.lastSeen")}>{at(station.lastSeenAt)}</Fact>
          <Fact title={t("connection.registered")}>{at(station.registeredAt)}</Fact>
          <Fact title={t("connection.address")}>{station.remoteAddress ?? "–"}</Fact>
          {station.reachability != null && <Reach reachability={station.reachability} />}
          <Fact title={t("connection.clockSkew")}>{station.clockSkewMs === null ? "–" : `${format.number(station.clockSkewMs / 1000, 1)} s`}</Fact>
          <Fact title={t("connection.deviations")}>{format.number(station.deviations)}</Fact>
        </dl>
      </Panel>
    </>
  );
}

/** Where a station without a socket is called, or why it cannot be, and what came of the last call. */
function Reach({ reachability: { address, fault, lastFailure } }: { reachability: NonNullable<Station["reachability"]> }) {
  const { t } = useTranslation("configuration");
  return (
    <>
      <Fact title={t("connection.calledAt")}>
        {address ?? (
          <>
            {t("connection.notReachable")}
            {fault != null && <p className={classes["why"]}>{t(`callbackFault.${fault}`)}</p>}
          </>
        )}
      </Fact>
      {lastFailure != null && <Fact title={t("connection.lastCall")}>{lastFailure}</Fact>}
    </>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}
