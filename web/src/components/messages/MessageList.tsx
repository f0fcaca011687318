import { IconArrowDown, IconArrowUp, IconChevronRight } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoggedMessage } from "../../api/types";
import { useFormat } from "../../format/useFormat";
import { JsonText } from "../JsonText";
import { Instant } from "../Quantity";
import classes from "./MessageList.module.css";

const lineHeightPx = 32;

/** Protocol messages, a line each, of which any opens to show what was sent. Only those in sight are drawn. */
export function MessageList({ label, messages }: { label: string; messages: readonly LoggedMessage[] }) {
  const viewport = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const virtualizer = useVirtualizer({
    count: messages.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => lineHeightPx,
    getItemKey: (index) => keyOf(messages[index]) + index,
    overscan: 10,
  });
  const toggle = (key: string) => setOpened((before) => (before.has(key) ? new Set([...before].filter((other) => other !== key)) : new Set([...before, key])));

  return (
    <div ref={viewport} className={classes["viewport"]}>
      <ol className={classes["list"]} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const message = messages[index];
          if (message === undefined) return null;
          return (
            <li key={key} ref={virtualizer.measureElement} data-index={index} className={classes["line"]} style={{ transform: `translateY(${start}px)` }}>
              <Line message={message} opened={opened.has(keyOf(message))} onToggle={() => toggle(keyOf(message))} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function keyOf(message: LoggedMessage | undefined): string {
  return message === undefined ? "" : `${message.at} ${message.kind} ${message.messageId}`;
}

function Line({ message, opened, onToggle }: { message: LoggedMessage; opened: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { direction, kind, action, latencyMs, deviations, at, text } = message;
  const Arrow = direction === "fromStation" ? IconArrowUp : IconArrowDown;
  return (
    <>
      <button type="button" className={classes["head"]} aria-expanded={opened} onClick={onToggle}>
        <IconChevronRight className={classes["chevron"]} size={14} aria-hidden />
        <Instant at={at} />
        <span className={classes["direction"]} title={t(`message.${direction}`)}>
          <Arrow size={14} role="img" aria-label={t(`message.${direction}`)} />
        </span>
        <span className={classes["action"]}>{action}</span>
        <span className={classes["kind"]} data-kind={kind}>
          {t(`message.${kind}`)}
        </span>
        <span className={classes["rest"]}>
          {deviations > 0 && <span className={classes["deviations"]}>{t("message.deviations", { count: deviations })}</span>}
          {latencyMs !== null && `${format.number(latencyMs)} ms`}
        </span>
      </button>
      {opened && (
        <div className={classes["text"]}>
          <JsonText label={`${action}, ${t(`message.${kind}`)}`} value={text} />
        </div>
      )}
    </>
  );
}
