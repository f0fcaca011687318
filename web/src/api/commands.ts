import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CursorPages } from "../components/DataTable";
import { cachePatch, type CachePatch } from "../live/cache";
import { answered, client } from "./client";
import type { Command, CommandRequest, Page } from "./types";

const commandsKey = ["commands"] as const;

export function commandsKeyOf(stationId: number) {
  return [...commandsKey, stationId] as const;
}

/** A page of what was asked of a station and how it went, the newest first. */
export function fetchCommands(stationId: number, cursor: string | null, signal: AbortSignal): Promise<Page<Command>> {
  return answered(client.GET("/api/v1/stations/{id}/commands", { params: { path: { id: stationId }, query: { limit: 50, ...(cursor === null ? {} : { cursor: cursor as never }) } }, signal }));
}

/**
 * Asks a station for something. The command stands in the list at once; how it goes arrives with events. With `expiresInS` it waits so many seconds for a
 * station that is offline.
 */
export function useSendCommand(stationId: number, expiresInS: number | null = null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: CommandRequest): Promise<Command> =>
      answered(client.POST("/api/v1/stations/{id}/commands", { params: { path: { id: stationId }, query: expiresInS === null ? {} : { expiresInS } }, body: request })),
    onSuccess: (command) => queryClient.setQueryData<CursorPages<Command>>(commandsKeyOf(stationId), (list) => list && withCommand(list, command)),
  });
}

/** Takes back a command that still waits. */
export function useCancelCommand(stationId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number): Promise<Command> => answered(client.DELETE("/api/v1/commands/{id}", { params: { path: { id } } })),
    onSuccess: (command) => queryClient.setQueryData<CursorPages<Command>>(commandsKeyOf(stationId), (list) => list && withCommand(list, command)),
  });
}

export function isFinal({ state }: Command): boolean {
  return state !== "queued" && state !== "sent";
}

/** How deltas change the list of a station's commands. */
export const commandsPatch: CachePatch = cachePatch<CursorPages<Command>>(commandsKey, (list, events, key) => {
  let after = list;
  for (const event of events) if (event.type === "command" && event.data.stationId === key[1]) after = withCommand(after, event.data);
  return after;
});

function withCommand(list: CursorPages<Command>, command: Command): CursorPages<Command> {
  const [first] = list.pages;
  if (first === undefined) return list;
  for (const [at, page] of list.pages.entries()) {
    const index = page.items.findIndex(({ id }) => id === command.id);
    const known = page.items[index];
    if (known === undefined) continue;
    // The answer to the request may arrive after the event that overtook it.
    if (isFinal(known) && !isFinal(command)) return list;
    return { ...list, pages: list.pages.with(at, { ...page, items: page.items.with(index, command) }) };
  }
  return { ...list, pages: list.pages.with(0, { ...first, items: [command, ...first.items] }) };
}
