import type { QueryClient } from "@tanstack/react-query";
import { answered, client } from "../api/client";
import { LiveCache, type CachePatch } from "./cache";
import type { LiveEvent } from "./events";
import { EventStream, type Source, type StreamStatus } from "./stream";
import { NavigatorTree } from "./tree";

/** How long to wait before everything is read again, when it could not be. */
const againMs = 3000;

export type LiveOptions = {
  queryClient: QueryClient;
  patches: (tree: NavigatorTree) => readonly CachePatch[];
  /** Called when the portal says goodbye: signed out elsewhere, or access lost. */
  onGoodbye: () => void;
  /** How a stream is opened; the browser's own unless a test says otherwise. */
  connect?: (url: string) => Source;
};

/** All that is live in the page: the navigator's tree, the cached answers that deltas patch, and the one connection that feeds both. */
export class Live {
  readonly tree = new NavigatorTree();
  #cache: LiveCache;
  #stream: EventStream | null = null;
  #status: StreamStatus = "connecting";
  /** Counts starts and stops, so that what was begun for an earlier one ends by itself. */
  #generation = 0;
  #started: Promise<void> | null = null;
  #statusListeners = new Set<() => void>();
  #eventListeners = new Set<(events: readonly LiveEvent[]) => void>();

  constructor(private readonly options: LiveOptions) {
    this.#cache = new LiveCache(options.queryClient, options.patches(this.tree));
  }

  get status(): StreamStatus {
    return this.#status;
  }

  /** Resolves once the tree is there and the stream has been asked for from the tree's own moment on; may be called any number of times. */
  start(): Promise<void> {
    this.#started ??= this.#load().then(
      (eventId) => this.#listen(eventId),
      (error: unknown) => {
        this.#started = null;
        throw error;
      },
    );
    return this.#started;
  }

  /** Ends the connection and forgets the tree, as when a person signs out. */
  stop(): void {
    this.#generation += 1;
    this.#stream?.stop();
    this.#stream = null;
    this.#started = null;
    this.tree.replace([]);
    this.#setStatus("connecting");
  }

  subscribeStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  };

  /** Hears every batch of events, after tree and cache have taken it in. */
  subscribeEvents(listener: (events: readonly LiveEvent[]) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  async #load(): Promise<number> {
    const { items, eventId } = await answered(client.GET("/api/v1/navigator"));
    this.tree.replace(items);
    return eventId;
  }

  #listen(eventId: number): void {
    this.#stream = new EventStream(
      "/api/v1/events",
      eventId,
      {
        onEvents: (events) => this.#take(events),
        onStatus: (status) => this.#setStatus(status),
        // Only a call tells why: one that finds nobody signed in leads to the sign-in page.
        onRefused: () => void client.GET("/api/v1/me").catch(() => undefined),
        onReset: () => void this.#reload(),
        onGoodbye: () => this.options.onGoodbye(),
      },
      this.options.connect,
    );
  }

  #take(events: readonly LiveEvent[]): void {
    this.tree.batch((tree) => {
      for (const event of events) {
        if (event.type === "outlet") tree.applyOutlet(event.data);
        else if (event.type === "station") tree.applyStation(event.data);
        else if (event.type === "topology") tree.applyTopology(event.data);
      }
    });
    this.#cache.apply(events);
    for (const listener of this.#eventListeners) listener(events);
  }

  /** Reads everything again, tree and connection included: what was missed cannot be told. */
  async #reload(): Promise<void> {
    this.#stream?.stop();
    this.#stream = null;
    this.#started = null;
    this.#setStatus("lost");
    const generation = ++this.#generation;
    while (!(await this.#startsAgain())) {
      await new Promise((resume) => setTimeout(resume, againMs));
      if (generation !== this.#generation) return;
    }
    await this.options.queryClient.invalidateQueries();
  }

  async #startsAgain(): Promise<boolean> {
    try {
      await this.start();
      return true;
    } catch {
      // The banner is up and says so; it is tried again until it works or the viewer has gone.
      return false;
    }
  }

  #setStatus(status: StreamStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener();
  }
}
