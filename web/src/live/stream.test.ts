import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSource } from "../../tests/source";
import type { LiveEvent } from "./events";
import { EventStream, type StreamListener } from "./stream";

const configuration = (stationId: number): LiveEvent => ({ type: "configuration", data: { stationId, readAt: "2026-03-20T12:00:00.000Z" } });

let sources: FakeSource[];
let streams: EventStream[];
let listener: { [K in keyof StreamListener]: ReturnType<typeof vi.fn<StreamListener[K]>> };

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  streams = [];
  listener = { onEvents: vi.fn(), onStatus: vi.fn(), onRefused: vi.fn(), onReset: vi.fn(), onGoodbye: vi.fn() };
});

afterEach(() => {
  for (const stream of streams) stream.stop();
  vi.useRealTimers();
});

function listen(after = 7): EventStream {
  const stream = new EventStream("/api/v1/events", after, listener, (url) => {
    const source = new FakeSource(url);
    sources.push(source);
    return source;
  });
  streams.push(stream);
  return stream;
}

const source = (index: number) => {
  const found = sources[index];
  if (found === undefined) throw new Error(`failed to find connection ${index}`);
  return found;
};
const emit = (index: number, event: LiveEvent) => source(index).emit(event.type, event.data);

test("begins where the tree was read", () => {
  listen(4711);
  expect(source(0).url).toBe("/api/v1/events?after=4711");
});

test("hands over events in order, a burst at once", () => {
  listen();
  source(0).open();
  for (const id of [1, 2, 3]) emit(0, configuration(id));
  expect(listener.onEvents).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(listener.onEvents.mock.calls).toEqual([[[configuration(1), configuration(2), configuration(3)]]]);
});

test("leaves a connection that broke to the browser", () => {
  listen();
  source(0).open();
  source(0).fail({ refused: false });
  vi.runAllTimers();
  expect(sources).toHaveLength(1);
  expect(listener.onStatus.mock.calls.flat()).toEqual(["open", "lost"]);
  source(0).open();
  expect(listener.onStatus).toHaveBeenLastCalledWith("open");
});

test("opens one that was refused anew, from the last event seen, ever more patiently", () => {
  listen();
  source(0).open();
  emit(0, configuration(1));
  source(0).fail({ refused: true });
  expect(listener.onRefused).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(999);
  expect(sources).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(source(1).url).toBe(`/api/v1/events?after=${source(0).lastEventId}`);
  source(1).fail({ refused: true });
  vi.advanceTimersByTime(1999);
  expect(sources).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(sources).toHaveLength(3);
});

test("drops what it had gathered when told to begin anew", () => {
  listen();
  emit(0, configuration(1));
  source(0).emit("reset", {});
  vi.runAllTimers();
  expect(listener.onReset).toHaveBeenCalledTimes(1);
  expect(listener.onEvents).not.toHaveBeenCalled();
});

test("ends for good when the portal says goodbye", () => {
  listen();
  source(0).emit("goodbye", {});
  expect(source(0).closed).toBe(true);
  expect(listener.onGoodbye).toHaveBeenCalledTimes(1);
  source(0).fail({ refused: true });
  vi.runAllTimers();
  expect(sources).toHaveLength(1);
});

test("opens anew at once when the network is back", () => {
  listen();
  source(0).open();
  window.dispatchEvent(new Event("offline"));
  expect(listener.onStatus).toHaveBeenLastCalledWith("lost");
  window.dispatchEvent(new Event("online"));
  expect(source(0).closed).toBe(true);
  expect(sources).toHaveLength(2);
});

test("is silent once stopped", () => {
  const stream = listen();
  emit(0, configuration(1));
  stream.stop();
  window.dispatchEvent(new Event("online"));
  vi.runAllTimers();
  expect(listener.onEvents).not.toHaveBeenCalled();
  expect(sources).toHaveLength(1);
});
