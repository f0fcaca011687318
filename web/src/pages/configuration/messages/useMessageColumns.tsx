import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { directions, frameKinds, type MessageFilters } from "../../../api/messages";
import type { LoggedMessage } from "../../../api/types";
import type { TableColumn } from "../../../components/DataTable";
import { ChoiceFilter, DayRangeFilter, TextFilter } from "../../../components/DataTable/filters";
import { Instant } from "../../../components/Quantity";
import { useFormat } from "../../../format/useFormat";
import classes from "./Messages.module.css";

type Change = (part: { [Key in keyof MessageFilters]?: MessageFilters[Key] | undefined }) => void;

/** As much of a text as fits a row. */
const excerptLength = 300;

/** Time, direction, what, how long, how it ended, what was odd. */
export function useMessageColumns(filters: MessageFilters, change: Change): readonly TableColumn<LoggedMessage>[] {
  const { t } = useTranslation("messages");
  const { t: common } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const title = (id: "at" | "direction" | "kind" | "action" | "latency" | "outcome" | "deviations" | "text") => t(`column.${id}`);
    const choices = <Value extends string>(values: readonly Value[], name: (value: Value) => string) => values.map((value) => ({ value, title: name(value) }));
    return [
      {
        id: "at", title: title("at"), width: 196, fixed: true, render: ({ at }) => <Instant at={at} style="millisecond" />,
        filter: <DayRangeFilter label={title("at")} value={{ from: filters.from, to: filters.to }} onValue={({ from, to }) => change({ from, to })} />,
      },
      {
        id: "direction", title: title("direction"), width: 112, render: ({ direction }) => <Way direction={direction} />,
        filter: (
          <ChoiceFilter label={title("direction")} choices={choices(directions, (way) => common(`message.${way}`))} value={filters.direction === undefined ? [] : [filters.direction]} onValue={(chosen) => change({ direction: chosen.length === 1 ? chosen[0] : undefined })} />
        ),
      },
      {
        id: "kind", title: title("kind"), width: 136, render: ({ kind }) => <span className={classes["kind"]} data-kind={kind}>{common(`message.${kind}`)}</span>,
        filter: <ChoiceFilter label={title("kind")} choices={choices(frameKinds, (kind) => common(`message.${kind}`))} value={frameKinds.filter((kind) => filters.kind?.split(",").includes(kind))} onValue={(chosen) => change({ kind: chosen.length === 0 ? undefined : chosen.join(",") })} />,
      },
      {
        id: "action", title: title("action"), width: 200, render: ({ action }) => <strong className={classes["action"]}>{action}</strong>,
        filter: <TextFilter label={title("action")} value={filters.action} onValue={(action) => change({ action })} />,
      },
      {
        id: "latency", title: title("latency"), width: 92, align: "end",
        render: ({ latencyMs, answer }) => {
          const ms = latencyMs ?? answer?.latencyMs;
          return ms != null && `${format.number(ms)} ms`;
        },
      },
      { id: "outcome", title: title("outcome"), width: 150, render: (message) => <Outcome message={message} /> },
      {
        id: "deviations", title: title("deviations"), width: 116, align: "end",
        render: ({ deviations }) => deviations > 0 && <span className={classes["odd"]}>{format.number(deviations)}</span>,
      },
      {
        id: "text", title: title("text"), width: 460, render: ({ text }) => <code className={classes["text"]}>{text.slice(0, excerptLength)}</code>,
        filter: <TextFilter label={title("text")} value={filters.text} onValue={(text) => change({ text })} />,
      },
    ];
  }, [t, common, format, filters, change]);
}

function Way({ direction }: Pick<LoggedMessage, "direction">) {
  const { t } = useTranslation();
  const { t: messages } = useTranslation("messages");
  const Arrow = direction === "fromStation" ? IconArrowRight : IconArrowLeft;
  return (
    <span className={classes["way"]} data-direction={direction} title={t(`message.${direction}`)}>
      <Arrow size={14} aria-hidden />
      {messages(`way.${direction}`)}
    </span>
  );
}

/** How a call ended, and what an answer says: with a colour where it went wrong. */
function Outcome({ message }: { message: LoggedMessage }) {
  const { t } = useTranslation();
  const ended = message.answer ?? message;
  const bad = ended.kind !== "call" && ended.kind !== "result";
  const said = ended.outcome ?? (ended.kind === "unanswered" ? t("message.unanswered") : null);
  if (said === null) return null;
  return <span className={classes["outcome"]} data-bad={bad || undefined}>{said}</span>;
}
