import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import type { SessionDetail } from "../../../api/types";
import { NodeLink } from "../../../components/NodeLink";
import { Duration, Energy, Instant } from "../../../components/Quantity";
import { TonePill } from "../../../components/StatePill";
import { useTree } from "../../../live/LiveProvider";
import classes from "./SessionWindow.module.css";

/** What a station may be answered at the start. */
const answers: ReadonlySet<string> = new Set(["accepted", "blocked", "expired", "invalid", "concurrentTx"]);

/** What is known of a session as a whole, each figure with its unit. */
export function SessionFacts({ session }: { session: SessionDetail }) {
  const { t } = useTranslation("statistics");
  const { t: common } = useTranslation();
  const personalData = useMay("viewPersonalData");
  const tree = useTree();
  const linked = (nodeId: number | null) => (nodeId !== null && tree.get(nodeId) !== undefined ? nodeId : null);
  const place = [session.siteName, session.floorName].filter((name) => name !== null && name !== "").join(" › ");
  return (
    <>
      {session.flags.length > 0 && (
        <div className={classes["flags"]}>
          {session.flags.map((flag) => (
            <TonePill key={flag} tone="warning" icon={IconAlertTriangleFilled}>
              {t(`flag.${flag}`)}
            </TonePill>
          ))}
        </div>
      )}
      <dl className={classes["facts"]}>
        <Fact title={t("fact.energy")} strong>
          <Energy wh={session.energyWh} />
        </Fact>
        <Fact title={t("column.durationS")} strong>
          <Duration s={session.durationS} />
        </Fact>
        <Fact title={t("column.startedAt")} about={session.startedAtText}>
          <Instant at={session.startedAt} />
        </Fact>
        <Fact title={t("column.endedAt")} about={session.endedAtText}>
          {session.endedAt === null ? t("fact.running") : <Instant at={session.endedAt} />}
        </Fact>
        <Fact title={t("column.station")}>
          <NodeLink nodeId={linked(session.outletId) ?? linked(session.stationId)} page="dashboard">
            {common("outletOf", { station: session.stationName, outlet: session.outlet })}
          </NodeLink>
        </Fact>
        <Fact title={t("fact.place")}>{place}</Fact>
        <Fact title={t("column.nodeIdentity")}>{session.nodeIdentity}</Fact>
        <Fact title={t("fact.meter")}>
          {session.meterStartWh === null ? "–" : <Energy wh={session.meterStartWh} unit={false} />}
          {" → "}
          {session.meterEndWh === null ? "–" : <Energy wh={session.meterEndWh} />}
        </Fact>
        <Fact title={t("column.authentication")}>{common(`authentication.${session.authentication}`)}</Fact>
        <Fact title={t("fact.startStatus")}>{answers.has(session.startStatus) ? t(`startStatus.${session.startStatus}` as "startStatus.accepted") : session.startStatus}</Fact>
        {personalData && <Fact title={t("column.email")}>{session.email ?? "–"}</Fact>}
        {personalData && <Fact title={t("column.tag")}>{session.tag ?? "–"}</Fact>}
        <Fact title={t("column.receivedAt")}>
          <Instant at={session.receivedAt} />
        </Fact>
        <Fact title={t("column.stopReason")}>{session.stopReason ?? "–"}</Fact>
      </dl>
    </>
  );
}

/** `about` is what the station said where it could not be taken as it was. */
function Fact({ title, about = null, strong, children }: { title: string; about?: string | null; strong?: boolean; children: ReactNode }) {
  const { t } = useTranslation("statistics");
  return (
    <div>
      <dt>{title}</dt>
      <dd data-strong={strong}>
        {children}
        {about !== null && <span style={{ color: "var(--muted)" }}> {t("fact.asSent", { text: about })}</span>}
      </dd>
    </div>
  );
}
