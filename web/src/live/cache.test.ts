import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { cachePatch, LiveCache } from "./cache";
import type { LiveEvent } from "./events";

const read = (stationId: number): LiveEvent => ({ type: "configuration", data: { stationId, readAt: "" } });

/** Collects the stations whose configuration was read, each once. */
const collected = cachePatch<number[]>(["read"], (stations, events) => {
  const heard = events.flatMap((event) => (event.type === "configuration" && !stations.includes(event.data.stationId) ? [event.data.stationId] : []));
  return heard.length === 0 ? stations : [...stations, ...heard];
});

test("changes the answers it is for, and no others", () => {
  const client = new QueryClient();
  const cache = new LiveCache(client, [collected]);
  client.setQueryData(["read", 1], [10]);
  client.setQueryData(["other"], [10]);
  cache.apply([read(20)]);
  expect(client.getQueryData(["read", 1])).toEqual([10, 20]);
  expect(client.getQueryData(["other"])).toEqual([10]);
});

test("leaves an answer alone that the events do not concern", () => {
  const client = new QueryClient();
  const cache = new LiveCache(client, [collected]);
  const answer = [10];
  client.setQueryData(["read", 1], answer);
  const changed = vi.fn();
  client.getQueryCache().subscribe(changed);
  cache.apply([read(10)]);
  expect(client.getQueryData(["read", 1])).toBe(answer);
  expect(changed).not.toHaveBeenCalled();
});

test("does not make a patched answer look freshly fetched", () => {
  const client = new QueryClient();
  const cache = new LiveCache(client, [collected]);
  client.setQueryData(["read", 1], [10], { updatedAt: 1 });
  cache.apply([read(20)]);
  expect(client.getQueryState(["read", 1])?.dataUpdatedAt).toBe(1);
});

test("keeps what happens while an answer is on its way, and adds it when it arrives", async () => {
  const client = new QueryClient();
  const cache = new LiveCache(client, [collected]);
  let answer: (stations: number[]) => void = () => undefined;
  const fetched = client.fetchQuery({ queryKey: ["read", 1], queryFn: () => new Promise<number[]>((resolve) => (answer = resolve)) });
  cache.apply([read(20)]);
  // The answer was given before the event happened.
  answer([10]);
  await fetched;
  expect(client.getQueryData(["read", 1])).toEqual([10, 20]);
});

test("forgets what it kept for an answer that never came", async () => {
  const client = new QueryClient();
  const cache = new LiveCache(client, [collected]);
  let refuse: (reason: Error) => void = () => undefined;
  const fetched = client.fetchQuery({ queryKey: ["read", 1], queryFn: () => new Promise<number[]>((_, reject) => (refuse = reject)), retry: false });
  cache.apply([read(20)]);
  refuse(new Error("no answer"));
  await expect(fetched).rejects.toThrow("no answer");
  await client.fetchQuery({ queryKey: ["read", 1], queryFn: () => [10] });
  expect(client.getQueryData(["read", 1])).toEqual([10]);
});
