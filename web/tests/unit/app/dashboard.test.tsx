import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Session } from "../../../src/api/types";
import { openApp } from "../../app";

const panel = (name: string) => screen.findByRole("region", { name });
const running = (portal: { sessions: Session[] }, station: string) => {
  const session = portal.sessions.find(({ active, stationName }) => active && stationName === station);
  if (session === undefined) throw new Error(`failed to find a session running at ${station}`);
  return session;
};

describe("the status", () => {
  test("counts outlets by state, live", async () => {
    const { portal, tell } = await openApp("/dashboard/3");
    const status = await panel("Status");
    expect(within(status).getByText("10 outlets in Central 1")).toBeInTheDocument();
    expect(within(status).getByRole("button", { name: "Fault: 1. Show them" })).toBeInTheDocument();
    const free = [...portal.nodes.values()].find((node) => node.kind === "outlet" && node.state === "available" && portal.isWithin(node.id, 3));
    tell({ type: "outlet", data: { id: free?.id ?? 0, stationId: 0, number: 1, status: "faulted", state: "fault", powerW: null, errorCode: "GroundFailure", at: "" } });
    expect(await within(status).findByRole("button", { name: "Fault: 2. Show them" })).toBeInTheDocument();
  });

  test("lists the outlets of a state, and the address says so", async () => {
    const { user, path } = await openApp("/dashboard/3");
    await user.click(await screen.findByRole("button", { name: "Offline: 2. Show them" }));
    const list = await screen.findByRole("dialog", { name: "Offline: 2 outlets in Central 1" });
    expect(path()).toBe("/dashboard/3?state=offline");
    expect(within(list).getByRole("link", { name: "00004418 · 1" })).toBeInTheDocument();
    await user.click(within(list).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(path()).toBe("/dashboard/3"));
  });

  test("of a node without outlets says what to do", async () => {
    const { portal, tell } = await openApp("/dashboard/1");
    await panel("Status");
    for (const { id, parentId } of [...portal.nodes.values()]) if (parentId === 1) tell({ type: "topology", data: { change: "deleted", id, node: null } });
    expect(await screen.findByText("No outlets here yet")).toBeInTheDocument();
  });
});

describe("the energy", () => {
  test("compares today, this week and this month with those before", async () => {
    await openApp("/dashboard/1");
    const energy = await panel("Energy");
    expect(await within(energy).findByText("1,204 kWh")).toBeInTheDocument();
    expect(within(energy).getByText("3,918 kWh")).toBeInTheDocument();
    expect(within(energy).getByText("−4 %")).toBeInTheDocument();
    expect(within(energy).getAllByRole("listitem")).toHaveLength(24);
  });
});

describe("charging now", () => {
  test("shows power, energy, since when and who, as the meters report", async () => {
    const { portal, tell, asked } = await openApp("/dashboard/3");
    const session = running(portal, "00003584");
    const charging = await panel("Charging now");
    const row = (await within(charging).findByRole("link", { name: "00003584 · 1" })).closest("tr");
    if (row === null) throw new Error("failed to find the session's row");
    tell({ type: "session", data: { change: "progress", session: { ...session, powerW: 3300, energyWh: 12_340 } } });
    expect(await within(row).findByText("3.3 kW")).toBeInTheDocument();
    expect(within(row).getByText("12.34 kWh")).toBeInTheDocument();
    expect(asked.filter(({ path }) => path === "/sessions")).toHaveLength(1);
  });

  test("lists a session that begins here, not one that begins elsewhere, and drops one that ends", async () => {
    const { portal, tell } = await openApp("/dashboard/3");
    const charging = await panel("Charging now");
    await within(charging).findByRole("link", { name: "00003584 · 1" });
    const outletOf = (station: string) => [...portal.nodes.values()].find((node) => node.kind === "outlet" && portal.path(node.id).at(-1)?.name === station)?.id ?? 0;
    tell(
      { type: "session", data: { change: "started", session: portal.start(outletOf("00003586")) } },
      { type: "session", data: { change: "started", session: portal.start(outletOf("00004092")) } },
    );
    expect(await within(charging).findByRole("link", { name: "00003586 · 1" })).toBeInTheDocument();
    expect(within(charging).queryByRole("link", { name: "00004092 · 1" })).not.toBeInTheDocument();
    tell({ type: "session", data: { change: "ended", session: { ...running(portal, "00003584"), active: false, endedAt: "2026-03-20T12:00:00.000Z" } } });
    await waitFor(() => expect(within(charging).queryByRole("link", { name: "00003584 · 1" })).not.toBeInTheDocument());
  });

  test("offers the same by right click, by the row's button and by Shift+F10", async () => {
    const { user, path } = await openApp("/dashboard/3");
    const charging = await panel("Charging now");
    const row = (await within(charging).findByRole("link", { name: "00003584 · 1" })).closest("tr");
    if (row === null) throw new Error("failed to find the session's row");

    await user.pointer({ target: row, keys: "[MouseRight]" });
    expect(await screen.findByRole("menuitem", { name: /Show session/ })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());

    await user.click(within(row).getByRole("button", { name: "Menu for this row" }));
    expect(await screen.findByRole("menuitem", { name: /Show session/ })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());

    row.focus();
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await waitFor(() => expect(screen.getByRole("menuitem", { name: /Show session/ })).toHaveFocus());
    await user.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(path()).toMatch(/^\/dashboard\/\d+$/));
  });
});

describe("active alarms", () => {
  test("are those of the node and below, counted up live", async () => {
    const { portal, tell } = await openApp("/dashboard/3");
    const alarms = await panel("Active alarms");
    expect(await within(alarms).findByText("Failure to control power switch")).toBeInTheDocument();
    expect(within(alarms).queryByText("Over current protection device has tripped")).not.toBeInTheDocument();
    const alarm = portal.alarms.find(({ code }) => code === "PowerSwitchFailure");
    if (alarm === undefined) throw new Error("failed to find the alarm");
    tell({ type: "alarm", data: { change: "counted", alarm: { ...alarm, count: 4 } } });
    expect(await within(alarms).findByTitle("4 times")).toBeInTheDocument();
    tell({ type: "alarm", data: { change: "cleared", alarm: { ...alarm, clearedAt: "2026-03-20T12:00:00.000Z", clearedBy: "Support" } } });
    await waitFor(() => expect(within(alarms).queryByText("Failure to control power switch")).not.toBeInTheDocument());
  });

  test("offer no button to those who may not clear them", async () => {
    const { portal, queryClient } = await openApp("/settings");
    await screen.findByRole("heading", { name: "Settings" });
    if (portal.me !== null) queryClient.setQueryData(["me"], { ...portal.me, capabilities: ["viewNodes", "viewAlarms"] });
    window.history.pushState(null, "", "/dashboard/3");
    window.dispatchEvent(new PopStateEvent("popstate"));
    const alarms = await panel("Active alarms");
    await within(alarms).findByText("Failure to control power switch");
    expect(within(alarms).queryByRole("button", { name: "Clear" })).not.toBeInTheDocument();
    expect(screen.queryByRole("region", { name: "Charging now" })).not.toBeInTheDocument();
  });
});

test("a node that is not there is told so", async () => {
  await openApp("/dashboard/999999");
  expect(await screen.findByText("There is nothing here")).toBeInTheDocument();
});
