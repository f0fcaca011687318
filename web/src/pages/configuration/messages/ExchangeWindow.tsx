import { Modal, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exchangeQuery } from "../../../api/messages";
import type { LoggedMessage } from "../../../api/types";
import { JsonText } from "../../../components/JsonText";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import classes from "./Messages.module.css";

type ExchangeWindowProps = { stationId: number; messageId: string | undefined; onClose: () => void };

/** A message laid out to be read, beside what it answers or what answered it. */
export function ExchangeWindow({ stationId, messageId, onClose }: ExchangeWindowProps) {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <Modal opened={messageId !== undefined} onClose={onClose} size="80rem" fullScreen={narrow} title={t("exchange")} closeButtonProps={{ "aria-label": common("action.close") }}>
      {messageId !== undefined && <Body stationId={stationId} messageId={messageId} />}
    </Modal>
  );
}

function Body({ stationId, messageId }: { stationId: number; messageId: string }) {
  const { t } = useTranslation("messages");
  const { data: messages, error, refetch } = useQuery(exchangeQuery(stationId, messageId));
  if (error !== null && messages === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (messages === undefined) return <Skeleton h={240} aria-hidden />;
  if (messages.length === 0) return <p>{t("gone")}</p>;
  return (
    <div className={classes["panes"]}>
      {messages.map((message) => (
        <Pane key={message.id} message={message} />
      ))}
      {messages.length === 1 && messages[0]?.kind === "call" && <p className={classes["waiting"]}>{t("noAnswerYet")}</p>}
    </div>
  );
}

function Pane({ message }: { message: LoggedMessage }) {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { at, action, kind, direction, messageId, latencyMs, outcome, deviations, text } = message;
  const title = action === "" ? common(`message.${kind}`) : `${action}, ${common(`message.${kind}`)}`;
  return (
    <section className={classes["pane"]} aria-label={title}>
      <h3 className={classes["paneTitle"]}>{title}</h3>
      <dl className={classes["facts"]}>
        <dt>{t("column.direction")}</dt>
        <dd>{common(`message.${direction}`)}</dd>
        <dt>{t("column.at")}</dt>
        <dd>
          <Instant at={at} style="millisecond" />
        </dd>
        {messageId !== "" && (
          <>
            <dt>{t("messageId")}</dt>
            <dd>
              <code>{messageId}</code>
            </dd>
          </>
        )}
        {latencyMs !== null && (
          <>
            <dt>{t("column.latency")}</dt>
            <dd>{`${format.number(latencyMs)} ms`}</dd>
          </>
        )}
        {outcome !== null && (
          <>
            <dt>{t("column.outcome")}</dt>
            <dd>{outcome}</dd>
          </>
        )}
        {deviations > 0 && (
          <>
            <dt>{t("column.deviations")}</dt>
            <dd className={classes["odd"]}>{format.number(deviations)}</dd>
          </>
        )}
      </dl>
      <JsonText label={title} value={text} />
    </section>
  );
}
