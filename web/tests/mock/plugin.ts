import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { answer } from "./answers.ts";
import { MockPortal } from "./portal.ts";

/** How often the mock portal's clock moves, and cars with it. */
const tickMs = 1000;

/**
 * Serves the mock portal under `/api/v1` of the development server (`npm run mock`). `MOCK_STATIONS=10000` makes it a fleet, `MOCK_FIRST=1` a new
 * portal without an administrator, `MOCK_SIGNED_OUT=1` begins at the sign-in page.
 */
export function mockApi(): Plugin {
  const portal = new MockPortal({
    stations: Number(process.env["MOCK_STATIONS"] ?? 0),
    needsFirstAdministrator: process.env["MOCK_FIRST"] === "1",
    signedIn: process.env["MOCK_SIGNED_OUT"] !== "1",
  });
  let clock: NodeJS.Timeout | undefined;
  const serve = (middlewares: Connect.Server) => {
    clock ??= setInterval(() => portal.tick(), tickMs).unref();
    middlewares.use("/api/v1", (request, response) => void respond(portal, request, response));
  };
  return {
    name: "mock-api",
    configureServer: (server) => serve(server.middlewares),
    configurePreviewServer: (server) => serve(server.middlewares),
  };
}

async function respond(portal: MockPortal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://mock");
  const path = decodeURIComponent(url.pathname);
  if (path === "/events") return stream(portal, url, request, response);
  const { status, body } = answer(portal, { method: request.method ?? "GET", path, query: url.searchParams, body: await bodyOf(request), ifMatch: request.headers["if-match"] ?? null });
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader("content-type", status >= 400 ? "application/problem+json" : "application/json");
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === "" ? null : JSON.parse(text);
}

function stream(portal: MockPortal, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const after = Number(request.headers["last-event-id"] ?? url.searchParams.get("after") ?? portal.eventId);
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const write = ({ id, event }: { id: number; event: { type: string; data: unknown } }) => response.write(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
  response.write(": hello\n\n");
  for (const sent of portal.sent) if (sent.id > after) write(sent);
  portal.listeners.add(write);
  request.on("close", () => portal.listeners.delete(write));
}
