import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reservation, Session } from "../../../../api/types";
import { Panel } from "../../../../components/Panel";
import { Energy, Instant } from "../../../../components/Quantity";
import { StatePill } from "../../../../components/StatePill";
import { Who } from "../../../../components/Who";
import { isSameDay } from "../../../../format/instant";
import { useFormat } from "../../../../format/useFormat";
import { useTreeNode } from "../../../../live/LiveProvider";
import { stateOf } from "../../../../live/tree";
import { sessionPath } from "../../../../routing/paths";
import { CommandConfirmation, type AskedCommand } from "../CommandConfirmation";
import classes from "../Control.module.css";
import { StartDialog } from "./StartDialog";
import type { Control } from "../useControl";

type OutletCardProps = { outletId: number; control: Control; session: Session | undefined; reservation: Reservation | undefined };

/** One outlet: how it is, who charges, and what can be asked of it. */
export function OutletCard({ outletId, control, session, reservation }: OutletCardProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const format = useFormat();
  const outlet = useTreeNode(outletId);
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  const [starting, setStarting] = useState(false);
  if (outlet === undefined) return null;
  const number = outlet.number ?? 0;
  const state = stateOf(outlet);
  const outOfService = state === "unavailable";
  const disabled = control.refusal !== null;
  const { send, isRunning } = control;

  const unlock = () => {
    const request = { name: "unlockConnector", outlet: number } as const;
    if (session === undefined) send(request);
    else setAsked({ request, title: t("confirm.unlock", { outlet: number }), text: t("confirm.unlockText"), confirm: t("control.unlock") });
  };

  return (
    <Panel
      title={t("control.outlet", { outlet: number })}
      beside={<StatePill state={state}>{state === "charging" ? `${common("state.charging")} ${format.power(outlet.below.powerW)}` : undefined}</StatePill>}
      about={session !== undefined ? <Running session={session} /> : reservation !== undefined && <Kept reservation={reservation} />}
    >
      <div className={classes["buttons"]}>
        {session === undefined ? (
          <Button variant="filled" disabled={disabled || outOfService} loading={isRunning("remoteStart", number)} onClick={() => setStarting(true)}>
            {t("control.start")}
          </Button>
        ) : (
          <Button
            variant="filled"
            disabled={disabled}
            loading={isRunning("remoteStop")}
            onClick={() =>
              setAsked({ request: { name: "remoteStop", sessionId: session.id }, title: t("confirm.stop", { outlet: number }), text: t("confirm.stopText"), confirm: t("control.stop") })
            }
          >
            {t("control.stop")}
          </Button>
        )}
        <Button disabled={disabled} loading={isRunning("unlockConnector", number)} onClick={unlock}>
          {t("control.unlock")}
        </Button>
        <Button
          disabled={disabled}
          loading={isRunning("changeAvailability", number)}
          onClick={() => send({ name: "changeAvailability", outlet: number, operative: outOfService })}
        >
          {outOfService ? t("control.intoService") : t("control.outOfService")}
        </Button>
      </div>
      <CommandConfirmation asked={asked} onClose={() => setAsked(null)} onConfirm={send} />
      {starting && <StartDialog outlet={number} onClose={() => setStarting(false)} onStart={(tag) => send({ name: "remoteStart", outlet: number, tag })} />}
    </Panel>
  );
}

function Running({ session }: { session: Session }) {
  const { t } = useTranslation("configuration");
  const { timeZone } = useFormat();
  const style = isSameDay(session.startedAt, new Date(), timeZone) ? "timeOfDay" : "minute";
  return (
    <span className={classes["about"]}>
      <Energy wh={session.energyWh} /> {t("control.since")} <Instant at={session.startedAt} style={style} />
      {", "}
      <Who session={session} />
      {" · "}
      <Link className={classes["link"]} to={sessionPath(session.stationId, session.id)}>{t("control.showSession")}</Link>
    </span>
  );
}

function Kept({ reservation: { email, tag, until } }: { reservation: Reservation }) {
  const { t } = useTranslation("configuration");
  return (
    <span className={classes["about"]}>
      {t("reservation.keptFor", { who: email ?? tag ?? t("reservation.hidden") })} <Instant at={until} style="minute" />
    </span>
  );
}
