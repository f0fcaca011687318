import { liveEventTypes, type LiveEvent, type LiveEventType } from "./events";

export type StreamStatus = "connecting" | "open" | "lost";

export type StreamListener = {
  /** Events in the order they came; never empty. */
  onEvents(events: readonly LiveEvent[]): void;
  onStatus(status: StreamStatus): void;
  /** The portal answered, but not with a stream: it restarts, or nobody is signed in. It will be asked again. */
  onRefused(): void;
  /** Too much was missed: whatever is held may be stale. */
  onReset(): void;
  /** Signed out, or access lost. */
  onGoodbye(): void;
};

/** As much of `EventSource` as is used, so that a test can play the server. */
export type Source = {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: Event) => void): void;
  close(): void;
};

const closed = 2;
/** Bursts are handed over at most this often: a screen cannot show more, and patching in batches is cheaper. */
const gatherMs = 100;
/** How long to wait before connecting anew, by the number of failures in a row. */
const retryMs = [1000, 2000, 4000, 8000, 15000, 30000] as const;

/**
 * One connection to the event stream. The browser itself resumes a connection that broke (with Last-Event-ID); one that was refused, as while the
 * portal restarts, is opened anew from the last event seen.
 */
export class EventStream {
  #source: Source | null = null;
  #lastEventId: string;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #gathered: LiveEvent[] = [];
  #flush: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    private readonly url: string,
    after: number,
    private readonly listener: StreamListener,
    private readonly connect: (url: string) => Source = (address) => new EventSource(address),
  ) {
    this.#lastEventId = String(after);
    globalThis.addEventListener?.("online", this.#reopen);
    globalThis.addEventListener?.("offline", this.#lose);
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    globalThis.removeEventListener?.("online", this.#reopen);
    globalThis.removeEventListener?.("offline", this.#lose);
    clearTimeout(this.#retry);
    clearTimeout(this.#flush);
    this.#source?.close();
  }

  #open(): void {
    const source = this.connect(`${this.url}?after=${encodeURIComponent(this.#lastEventId)}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.listener.onStatus("open");
    });
    source.addEventListener("error", () => this.#failed(source));
    for (const type of liveEventTypes) source.addEventListener(type, (event) => this.#received(type, event as MessageEvent<string>));
    source.addEventListener("reset", (event) => {
      this.#remember(event as MessageEvent<string>);
      this.#gathered = [];
      this.listener.onReset();
    });
    source.addEventListener("goodbye", () => {
      this.stop();
      this.listener.onGoodbye();
    });
  }

  #received(type: LiveEventType, event: MessageEvent<string>): void {
    this.#remember(event);
    this.#gathered.push({ type, data: JSON.parse(event.data) as unknown } as LiveEvent);
    this.#flush ??= setTimeout(() => {
      this.#flush = undefined;
      const events = this.#gathered;
      this.#gathered = [];
      if (events.length > 0) this.listener.onEvents(events);
    }, gatherMs);
  }

  #remember(event: MessageEvent<string>): void {
    if (event.lastEventId !== "") this.#lastEventId = event.lastEventId;
  }

  #failed(source: Source): void {
    if (this.#stopped || source !== this.#source) return;
    this.listener.onStatus("lost");
    if (source.readyState !== closed) return;
    this.listener.onRefused();
    const wait = retryMs[Math.min(this.#failures, retryMs.length - 1)];
    this.#failures += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #lose = (): void => this.listener.onStatus("lost");

  #reopen = (): void => {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#open();
  };
}
