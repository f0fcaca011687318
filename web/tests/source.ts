import type { Source } from "../src/live/stream";

/** An event stream that a test plays the server of. */
export class FakeSource implements Source {
  readyState = 0;
  closed = false;
  #listeners = new Map<string, ((event: Event) => void)[]>();
  #lastEventId = 1000;

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  /** The connection stands. */
  open(): void {
    this.readyState = 1;
    this.#dispatch(new Event("open"));
  }

  /** The connection broke; the browser is at it again unless the portal refused. */
  fail({ refused }: { refused: boolean }): void {
    this.readyState = refused ? 2 : 0;
    this.#dispatch(new Event("error"));
  }

  emit(type: string, data: unknown): void {
    this.#lastEventId += 1;
    this.#dispatch(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: String(this.#lastEventId) }));
  }

  get lastEventId(): string {
    return String(this.#lastEventId);
  }

  #dispatch(event: Event): void {
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event);
  }
}
