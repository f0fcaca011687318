import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { onTestFinished, vi } from "vitest";
import { App } from "../src/App";
import { assemble } from "../src/assemble";
import { i18n, startI18n } from "../src/i18n/i18n";
import type { LiveEvent } from "../src/live/events";
import { answer } from "./mock/answers";
import { MockPortal, type MockOptions } from "./mock/portal";
import { FakeSource } from "./source";

/** Noon of a day in March: every run shows the same times. */
export const noon = new Date("2026-03-20T12:00:00Z");

/** Opens the whole app at an address, against a portal in memory. */
export async function openApp(path: string, options: MockOptions = {}) {
  const portal = new MockPortal({ now: noon, ...options });
  const asked: { method: string; path: string; query: Record<string, string>; body: unknown; ifMatch: string | null }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    const call = { method: request.method, path: decodeURIComponent(url.pathname).replace("/api/v1", ""), body, ifMatch: request.headers.get("if-match") };
    asked.push({ ...call, query: Object.fromEntries(url.searchParams) });
    const { status, body: answered } = answer(portal, { ...call, query: url.searchParams });
    return answered === undefined ? new Response(null, { status }) : Response.json(answered, { status });
  });
  window.history.replaceState(null, "", path);
  if (!i18n.isInitialized) await startI18n("en");
  else await i18n.changeLanguage("en");

  const sources: FakeSource[] = [];
  const assembled = assemble((url) => {
    const source = new FakeSource(url);
    sources.push(source);
    return source;
  });
  render(<App {...assembled} />);
  onTestFinished(assembled.dispose);

  return {
    portal,
    asked,
    user: userEvent.setup({ delay: null }),
    /** The connection to the event stream that is open now. */
    source: () => sources.at(-1),
    sources,
    /** Lets the portal tell of something; the page shows it a moment later. */
    tell: (...events: LiveEvent[]) => {
      for (const event of events) sources.at(-1)?.emit(event.type, event.data);
    },
    path: () => window.location.pathname + window.location.search,
    ...assembled,
  };
}
