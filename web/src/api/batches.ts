import { useMutation, useQueryClient, queryOptions } from "@tanstack/react-query";
import type { CursorPages } from "../components/DataTable";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { BatchResult, CommandBatch, CommandRequest, Page } from "./types";

/** How often the sums of a batch are read anew while it is under way: each station's own result comes by itself. */
const sumsMs = 2_000;

const batchesKey = ["command-batches"] as const;
const resultsKey = ["command-batch-results"] as const;

/** The newest commands that were given to many stations. */
export const batchesQuery = queryOptions({
  queryKey: [...batchesKey, "newest"],
  queryFn: ({ signal }): Promise<{ items: CommandBatch[] }> => answered(client.GET("/api/v1/command-batches", { signal })),
  staleTime: 10_000,
});

/** How far a command for many stations has come. */
export function batchQuery(id: number) {
  return queryOptions({
    queryKey: [...batchesKey, id],
    queryFn: ({ signal }): Promise<CommandBatch> => answered(client.GET("/api/v1/command-batches/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.open === 0 ? false : sumsMs),
  });
}

export function batchResultsKey(id: number) {
  return [...resultsKey, id] as const;
}

/** A page of what became of a command at each station. */
export function fetchBatchResults(id: number, cursor: string | null, signal: AbortSignal): Promise<Page<BatchResult>> {
  return answered(client.GET("/api/v1/command-batches/{id}/results", { params: { path: { id }, query: { limit: 200, ...(cursor === null ? {} : { cursor: cursor as never }) } }, signal }));
}

/** A command for many stations: for all at or below a node, or for those that are named. */
export type BatchOrder = { command: CommandRequest; node: number; stationIds: readonly number[]; expiresInS: number | null };

/** Gives a command to many stations. */
export function useGiveToMany() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ command, node, stationIds, expiresInS }: BatchOrder): Promise<CommandBatch> =>
      answered(client.POST("/api/v1/commands", { body: { command, ...(stationIds.length === 0 ? { node } : { stationIds: [...stationIds] }), ...(expiresInS === null ? {} : { expiresInS }) } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: batchesQuery.queryKey }),
  });
}

/** How deltas change the results of a command for many stations. */
export const batchResultsPatch: CachePatch = cachePatch<CursorPages<BatchResult>>(resultsKey, (list, events) => {
  const newest = new Map(events.flatMap((event) => (event.type === "command" ? [[event.data.id, event.data] as const] : [])));
  if (!list.pages.some(({ items }) => items.some(({ command }) => newest.has(command.id)))) return list;
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map((result) => ({ ...result, command: newest.get(result.command.id) ?? result.command })) })) };
});
