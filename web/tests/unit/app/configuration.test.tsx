import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/api/types";
import { openApp } from "../../app";

const station = 5;

function command(change: Partial<Command>): Command {
  return {
    id: 1, stationId: station, name: "clearCache", parameters: {}, state: "queued", createdAt: "2026-03-20T12:00:00.000Z", sentAt: null, answeredAt: null, expiresAt: "2026-03-20T12:01:00.000Z", latencyMs: null, by: "Test Test",
    action: "ClearCache", sent: null, answer: null, outcome: null, ...change,
  };
}

describe("control", () => {
  test("shows a command's way from sent to answered", async () => {
    const { user, tell, asked } = await openApp(`/configuration/${station}/control`);
    await user.click(await screen.findByRole("button", { name: "Clear cache" }));
    expect(asked.find(({ method, path }) => method === "POST" && path === `/stations/${station}/commands`)?.body).toEqual({ name: "clearCache" });
    const list = await screen.findByRole("table", { name: "Commands" });
    expect(await within(list).findByText("waiting…")).toBeInTheDocument();
    tell({ type: "command", data: command({ state: "sent", sent: {} }) });
    expect(await within(list).findByText("sent…")).toBeInTheDocument();
    tell({ type: "command", data: command({ state: "accepted", outcome: "Accepted", latencyMs: 84, sent: {}, answer: { status: "Accepted" } }) });
    expect(await within(list).findByText("Accepted 84 ms")).toBeInTheDocument();
    await user.click(within(list).getByText("Accepted 84 ms"));
    expect(await screen.findByRole("region", { name: "Answer" })).toHaveTextContent('"status": "Accepted"');
  });

  test("is in groups, and the one that is chosen stands in the address", async () => {
    const { user, asked } = await openApp(`/configuration/${station}/control`);
    await user.click(await screen.findByRole("tab", { name: "Local list" }));
    expect(await screen.findByText("04A22F1B")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Send what has changed" }));
    expect(asked.find(({ method, path }) => method === "POST" && path === `/stations/${station}/commands`)?.body).toEqual({ name: "sendLocalList", update: "differential" });
  });

  test("reserves an outlet for a tag", async () => {
    const { user, asked, tell } = await openApp(`/configuration/${station}/control?section=reservations`);
    await user.type(await screen.findByLabelText(/For which tag/, { selector: "input" }), "GUEST");
    await user.click(screen.getByRole("button", { name: "Reserve" }));
    const request = asked.find(({ method, path }) => method === "POST" && path === `/stations/${station}/commands`)?.body;
    expect(request).toMatchObject({ name: "reserveNow", outlet: 1, tag: "GUEST" });
    tell({
      type: "reservation",
      data: {
        id: 9, stationId: station, stationName: "0035", outlet: 1, tag: "GUEST", parentTag: null, userId: null, email: null, state: "accepted", createdAt: "2026-03-20T12:00:00.000Z",
        until: "2026-03-20T13:00:00.000Z", endedAt: null, sessionId: null, outcome: "Accepted", by: "Test Test",
      },
    });
    const list = await screen.findByRole("table", { name: "Reservations" });
    await user.click(await within(list).findByRole("button", { name: "Give up" }));
    expect(asked.filter(({ method, path }) => method === "POST" && path === `/stations/${station}/commands`).at(-1)?.body).toEqual({ name: "cancelReservation", reservationId: 9 });
  });

  test.each<[Partial<Command>, string]>([
    [{ state: "expired", outcome: "the station did not come back in time" }, "expired"],
    [{ state: "cancelled", outcome: "taken back by a@x.org" }, "taken back"],
    [{ state: "rejected", outcome: "UnlockFailed", latencyMs: 97 }, "UnlockFailed 97 ms"],
    [{ state: "timedOut" }, "timed out"],
    [{ state: "failed", outcome: "the connection was lost" }, "the connection was lost"],
  ])("says of %j: %s", async (change, said) => {
    const { tell } = await openApp(`/configuration/${station}/control`);
    const list = await screen.findByRole("table", { name: "Commands" });
    await screen.findByText("No commands yet");
    tell({ type: "command", data: command(change) });
    expect(await within(list).findByText(said)).toBeInTheDocument();
  });

  test("asks before it stops a session", async () => {
    const { user, portal, asked } = await openApp(`/configuration/${station}/control`);
    await user.click(await screen.findByRole("button", { name: "Stop charging" }));
    const dialog = await screen.findByRole("dialog", { name: "Stop charging at outlet 1?" });
    expect(asked.filter(({ method, path }) => method === "POST" && path.endsWith("/commands"))).toHaveLength(0);
    await user.click(within(dialog).getByRole("button", { name: "Stop charging" }));
    const session = portal.sessions.find(({ active, stationId }) => active && stationId === station);
    await waitFor(() => expect(asked.find(({ method, path }) => method === "POST" && path.endsWith("/commands"))?.body).toEqual({ name: "remoteStop", sessionId: session?.id }));
  });

  test("of a station that goes offline says why nothing can be asked", async () => {
    const { tell } = await openApp(`/configuration/${station}/control`);
    expect(await screen.findByRole("button", { name: "Clear cache" })).toBeEnabled();
    tell({ type: "station", data: { id: station, online: false, state: "offline", at: "2026-03-20T12:00:05.000Z" } });
    expect(await screen.findByText("The station is offline and cannot be asked for anything now")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Clear cache" })).toBeDisabled();
  });
});

describe("OCPP keys", () => {
  test("are changed one by one, and the station's word is told", async () => {
    const { user, portal, tell, asked } = await openApp(`/configuration/${station}/ocpp`);
    portal.listeners.add(({ event }) => tell(event));
    const field = await screen.findByRole("textbox", { name: "HeartbeatInterval" });
    await user.clear(field);
    await user.type(field, "300");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(asked.find(({ method, path }) => method === "POST" && path.endsWith("/commands"))?.body).toEqual({ name: "changeConfiguration", key: "HeartbeatInterval", value: "300" });
    expect(await screen.findByText(/^Accepted \d+ ms$/)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument());
    expect(screen.getByRole("textbox", { name: "HeartbeatInterval" })).toHaveValue("300 s");
  });

  test("that can only be read have no field, and the filter stands in the address", async () => {
    const { user, path } = await openApp(`/configuration/${station}/ocpp`);
    await screen.findByText("NumberOfConnectors");
    expect(screen.queryByRole("textbox", { name: "NumberOfConnectors" })).not.toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Key contains" }), "Heart");
    await waitFor(() => expect(path()).toBe(`/configuration/${station}/ocpp?key=Heart`));
    await waitFor(() => expect(screen.queryByText("NumberOfConnectors")).not.toBeInTheDocument());
  });
});

describe("a form that was changed", () => {
  test("is not left without a question", async () => {
    const { user, path } = await openApp("/configuration/2");
    const name = await screen.findByRole("textbox", { name: /^Name/ });
    await user.type(name, " north");
    expect(screen.getByText("Changes are not saved yet")).toBeInTheDocument();
    await user.click(screen.getByRole("tab", { name: "Topology" }));
    const dialog = await screen.findByRole("dialog", { name: "Leave without saving?" });
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(path()).toBe("/configuration/2");
    await user.click(screen.getByRole("tab", { name: "Topology" }));
    await user.click(within(await screen.findByRole("dialog", { name: "Leave without saving?" })).getByRole("button", { name: "Leave" }));
    await waitFor(() => expect(path()).toBe("/configuration/2/topology"));
  });

  test("is saved with the version it was read at, only what changed", async () => {
    const { user, asked } = await openApp("/configuration/2");
    await user.type(await screen.findByRole("textbox", { name: "Contact" }), " 8");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked.find(({ method }) => method === "PATCH")).toMatchObject({ path: "/nodes/2", ifMatch: '"1"', body: { site: { contact: "+46 8 123 45 67 8" } } }));
    await waitFor(() => expect(screen.queryByText("Changes are not saved yet")).not.toBeInTheDocument());
  });

  test("which somebody else changed first shows both, and the person chooses", async () => {
    const { user, portal, asked } = await openApp("/configuration/2");
    await user.type(await screen.findByRole("textbox", { name: "Contact" }), " 8");
    portal.configuration.answer({ method: "PATCH", path: "/nodes/2", query: new URLSearchParams(), body: { site: { contact: "Reception" } }, ifMatch: '"1"' });
    await user.click(screen.getByRole("button", { name: "Save" }));
    const dialog = await screen.findByRole("dialog", { name: "Somebody else has changed this meanwhile" });
    expect(within(dialog).getByRole("row", { name: "Contact +46 8 123 45 67 8 Reception" })).toBeInTheDocument();
    await user.click(within(dialog).getByRole("button", { name: "Save mine" }));
    await waitFor(() => expect(asked.filter(({ method }) => method === "PATCH").at(-1)).toMatchObject({ ifMatch: '"2"', body: { site: { contact: "+46 8 123 45 67 8" } } }));
  });
});

describe("topology", () => {
  test("selecting a node opens the next column and is the address", async () => {
    const { user, path } = await openApp("/configuration/1/topology");
    await user.click(within(await screen.findByRole("listbox", { name: "Sites" })).getByRole("option", { name: /Solna/ }));
    await waitFor(() => expect(path()).toBe("/configuration/2/topology"));
    const floors = screen.getByRole("listbox", { name: "Floors" });
    floors.focus();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(path()).toBe("/configuration/3/topology"));
  });

  test("says what keeps a node from being deleted", async () => {
    const { user, asked } = await openApp("/configuration/2/topology");
    const sites = await screen.findByRole("region", { name: "Sites" });
    await user.click(within(sites).getByRole("button", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog", { name: "Solna cannot be deleted yet" });
    expect(dialog).toHaveTextContent("2 floors");
    expect(dialog).toHaveTextContent("12 stations");
    expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
  });

  test("deletes what has nothing below, once asked", async () => {
    const { user, path, asked } = await openApp("/configuration/6/topology");
    const outlets = await screen.findByRole("region", { name: "Outlets" });
    await user.click(within(outlets).getByRole("button", { name: "Delete" }));
    await user.click(within(await screen.findByRole("dialog", { name: /^Delete/ })).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(asked.find(({ method }) => method === "DELETE")?.path).toBe("/nodes/6"));
    await waitFor(() => expect(path()).toBe(`/configuration/${station}/topology`));
  });

  test("creates a station, and what the portal refuses stands at the field", async () => {
    const { user, path } = await openApp("/configuration/3/topology");
    const stations = await screen.findByRole("region", { name: "Stations" });
    await user.click(within(stations).getByRole("button", { name: "Create" }));
    const dialog = await screen.findByRole("dialog", { name: "Create a station at Central 1" });
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(await within(dialog).findByText("Fill this in")).toBeInTheDocument();
    const field = within(dialog).getByRole("textbox", { name: /Charge box id/ });
    await user.type(field, "00003584");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(await within(dialog).findByText("Another station has this charge box id already.")).toBeInTheDocument();
    await user.type(field, "-B");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(await screen.findByRole("heading", { name: "00003584-B" })).toBeInTheDocument();
    expect(path()).toMatch(/^\/configuration\/\d+\/topology$/);
  });

  test("adopts a station that tried to connect", async () => {
    const { user, asked } = await openApp("/configuration/3/topology");
    await user.click(await screen.findByRole("button", { name: "Add TEST-BENCH-1" }));
    const dialog = await screen.findByRole("dialog", { name: "Create a station" });
    expect(within(dialog).getByRole("textbox", { name: /Charge box id/ })).toHaveValue("TEST-BENCH-1");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    await waitFor(() => expect(asked.find(({ method, path }) => method === "POST" && path === "/nodes")?.body).toMatchObject({ kind: "station", parentId: 3, station: { chargeBoxId: "TEST-BENCH-1" } }));
  });
});
