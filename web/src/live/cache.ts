import { hashKey, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { LiveEvent } from "./events";

/** How live deltas change one kind of cached answer, so that it need not be fetched again. */
export type CachePatch = {
  /** The beginning of the query keys it is for. */
  readonly key: QueryKey;
  /** The answer after the events: the same object when none of them concern it. */
  readonly apply: (data: unknown, events: readonly LiveEvent[], key: QueryKey) => unknown;
};

/** Declares a patch with the type of its answer. */
export function cachePatch<Data>(key: QueryKey, apply: (data: Data, events: readonly LiveEvent[], key: QueryKey) => Data): CachePatch {
  return { key, apply: (data, events, queryKey) => apply(data as Data, events, queryKey) };
}

/**
 * Patches cached answers as events come. An answer that is on its way while events pass may be older than they are: those events are kept and
 * applied to it when it arrives, which is why a patch must do no harm when applied twice.
 */
export class LiveCache {
  #awaiting = new Map<string, LiveEvent[]>();
  #unsubscribe: () => void;

  constructor(
    private readonly queryClient: QueryClient,
    private readonly patches: readonly CachePatch[],
  ) {
    this.#unsubscribe = queryClient.getQueryCache().subscribe((notice) => {
      if (notice.type !== "updated") return;
      if (notice.action.type === "error") this.#awaiting.delete(notice.query.queryHash);
      if (notice.action.type === "success" && notice.action.manual !== true) this.#replay(notice.query as Query);
    });
  }

  stop(): void {
    this.#unsubscribe();
  }

  apply(events: readonly LiveEvent[]): void {
    for (const patch of this.patches) {
      for (const query of this.queryClient.getQueryCache().findAll({ queryKey: patch.key })) {
        if (query.state.fetchStatus === "fetching") this.#keep(query, events);
        this.#patch(query, patch, events);
      }
    }
  }

  #keep(query: Query, events: readonly LiveEvent[]): void {
    const kept = this.#awaiting.get(query.queryHash);
    if (kept === undefined) this.#awaiting.set(query.queryHash, [...events]);
    else kept.push(...events);
  }

  #replay(query: Query): void {
    const events = this.#awaiting.get(query.queryHash);
    if (events === undefined) return;
    this.#awaiting.delete(query.queryHash);
    for (const patch of this.patches) if (startsWith(query.queryKey, patch.key)) this.#patch(query, patch, events);
  }

  #patch(query: Query, patch: CachePatch, events: readonly LiveEvent[]): void {
    const before: unknown = query.state.data;
    if (before === undefined) return;
    const after = patch.apply(before, events, query.queryKey);
    if (after !== before) this.queryClient.setQueryData(query.queryKey, after, { updatedAt: query.state.dataUpdatedAt });
  }
}

function startsWith(key: QueryKey, beginning: QueryKey): boolean {
  return beginning.every((part, index) => hashKey([part]) === hashKey([key[index]]));
}
