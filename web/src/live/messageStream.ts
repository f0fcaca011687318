import type { LoggedMessage } from "../api/types";
import type { Source } from "./stream";

export type MessageStreamListener = {
  /** Messages in the order they were logged; never empty. */
  onMessages(messages: readonly LoggedMessage[]): void;
  /** Too many were missed: the list is to be read anew. */
  onReset(): void;
  onStatus(open: boolean): void;
};

const closed = 2;
/** A screen shows no more rounds a second than this, and one redraw for many messages is cheaper. */
const gatherMs = 150;
const retryMs = 3_000;

/** Follows the messages of one station. The browser resumes by itself with Last-Event-ID; a refused connection is tried anew. */
export class MessageStream {
  #source: Source | null = null;
  #gathered: LoggedMessage[] = [];
  #flush: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly stationId: number,
    private after: string,
    private readonly listener: MessageStreamListener,
    private readonly connect: (url: string) => Source = (address) => new EventSource(address),
  ) {
    this.#open();
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#flush);
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    const source = this.connect(`/api/v1/stations/${this.stationId}/messages/stream?after=${encodeURIComponent(this.after)}`);
    this.#source = source;
    source.addEventListener("open", () => this.listener.onStatus(true));
    source.addEventListener("error", () => {
      if (this.#source !== source) return;
      this.listener.onStatus(false);
      if (source.readyState !== closed) return;
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#open(), retryMs);
    });
    source.addEventListener("messages", (event) => this.#received(event as MessageEvent<string>));
    source.addEventListener("reset", () => this.listener.onReset());
    source.addEventListener("goodbye", () => {
      this.stop();
      this.listener.onStatus(false);
    });
  }

  #received(event: MessageEvent<string>): void {
    this.after = event.lastEventId === "" ? this.after : event.lastEventId;
    this.#gathered.push(...(JSON.parse(event.data) as LoggedMessage[]));
    this.#flush ??= setTimeout(() => {
      this.#flush = undefined;
      const messages = this.#gathered;
      this.#gathered = [];
      if (messages.length > 0) this.listener.onMessages(messages);
    }, gatherMs);
  }
}
