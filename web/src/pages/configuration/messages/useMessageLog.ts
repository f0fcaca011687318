import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { fetchMessages, type MessageFilters } from "../../../api/messages";
import type { LoggedMessage } from "../../../api/types";
import { useFormat } from "../../../format/useFormat";
import { MessageStream } from "../../../live/messageStream";
import { emptyLog, withNew, withOlder, type Log } from "./log";

export type MessageLog = {
  /** Undefined while the first page is on its way. */
  rows: readonly LoggedMessage[] | undefined;
  error: unknown;
  /** Whether messages appear as they are logged. */
  isLive: boolean;
  onMore: (() => void) | undefined;
  reread: () => void;
};

type State = { log: Log; isRead: boolean; isReading: boolean; error: unknown };
const unread: State = { log: emptyLog, isRead: false, isReading: true, error: null };

/** A station's messages, read page by page as far as the viewer scrolls, with new ones on top unless paused. */
export function useMessageLog(stationId: number, filters: MessageFilters, paused: boolean): MessageLog {
  const { timeZone } = useFormat();
  const [round, reread] = useReducer((count: number) => count + 1, 0);
  const [state, setState] = useState<State>(unread);
  const [isOpen, setOpen] = useState(false);
  const key = JSON.stringify(filters);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);

  const read = useCallback(
    async (cursor: string | null, signal?: AbortSignal) => {
      setState((before) => ({ ...before, isReading: true }));
      try {
        const page = await fetchMessages(stationId, JSON.parse(key) as MessageFilters, timeZone, cursor, signal);
        setState((before) => ({ log: withOlder(cursor === null ? emptyLog : before.log, page), isRead: true, isReading: false, error: null }));
      } catch (error) {
        if (signal?.aborted !== true) setState((before) => ({ ...before, isReading: false, error }));
      }
    },
    [stationId, key, timeZone],
  );

  useEffect(() => {
    const abort = new AbortController();
    setState(unread);
    void read(null, abort.signal);
    return () => abort.abort();
  }, [read, round]);

  const follows = state.isRead && !paused && filters.to === undefined;
  useEffect(() => {
    if (!follows) return undefined;
    const stream = new MessageStream(stationId, latest.current.log.newest, {
      onMessages: (messages) => setState((before) => ({ ...before, log: withNew(before.log, messages, JSON.parse(key) as MessageFilters) })),
      onReset: reread,
      onStatus: setOpen,
    });
    return () => {
      stream.stop();
      setOpen(false);
    };
  }, [follows, stationId, key, round]);

  const { log, isRead, isReading, error } = state;
  const more = useCallback(() => void read(log.cursor), [read, log.cursor]);
  const onMore = log.cursor === null || isReading ? undefined : more;
  // A search looks through some of the log at a time, and may have found nothing yet.
  const isSearching = isRead && log.rows.length === 0 && onMore !== undefined;
  useEffect(() => {
    if (isSearching) more();
  }, [isSearching, more]);

  return { rows: isRead && (log.rows.length > 0 || log.cursor === null) ? log.rows : undefined, error, isLive: follows && isOpen, onMore, reread };
}
