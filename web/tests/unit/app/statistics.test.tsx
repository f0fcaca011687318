import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { openApp } from "../../app";

// A canvas cannot be drawn on here: what the diagram is called is all that is asked of it.
vi.mock("../../../src/components/EChart", () => ({ default: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

const table = () => screen.findByRole("table", { name: "Sessions" });
const rowsOf = (within_: HTMLElement) => within(within_).getAllByRole("row").slice(1);

describe("filters", () => {
  test("stand in the address, and the portal is asked by them", async () => {
    const { user, path, queries } = await openStatistics("/statistics/2");
    await user.type(await screen.findByRole("textbox", { name: "Station contains" }), "4079");
    await waitFor(() => expect(path()).toBe("/statistics/2?station.contains=4079"));
    await waitFor(() => expect(queries("/sessions").at(-1)).toMatchObject({ "station.contains": "4079", node: "2", sort: "-startedAt" }));
    await waitFor(() => expect(queries("/sessions/totals").at(-1)).toMatchObject({ "station.contains": "4079" }));
  });

  test("are read from the address, said in words and cleared", async () => {
    const { user, path } = await openStatistics("/statistics/2?energyWh.min=5000&station.contains=4079&outlet=1");
    expect(await screen.findByRole("button", { name: "Energy (kWh): ≥ 5 kWh" })).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Station contains" })).toHaveValue("4079");
    expect(screen.getByRole("button", { name: "Outlet: 1" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await waitFor(() => expect(path()).toBe("/statistics/2"));
  });

  test("are set from a row's menu", async () => {
    const { user, path } = await openStatistics("/statistics/2?station.contains=4079");
    const [row] = rowsOf(await table());
    if (row === undefined) throw new Error("failed to find a row");
    await user.pointer({ target: row, keys: "[MouseRight]" });
    await user.click(await screen.findByRole("menuitem", { name: "Filter by this station" }));
    await waitFor(() => expect(path()).toContain("station.contains=00004079"));
  });

  test("of who charged are not there for those who may not see it", async () => {
    const { queryClient, portal } = await openStatistics("/statistics/2");
    await table();
    if (portal.me !== null) queryClient.setQueryData(["me"], { ...portal.me, capabilities: ["viewNodes", "viewSessions"] });
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "E-mail contains" })).not.toBeInTheDocument());
  });
});

test("a heading sorts, and the address says so", async () => {
  const { user, path, queries } = await openStatistics("/statistics/2");
  await user.click(await screen.findByRole("button", { name: "Energy (kWh)" }));
  await waitFor(() => expect(path()).toBe("/statistics/2?sort=-energyWh"));
  await waitFor(() => expect(queries("/sessions").at(-1)).toMatchObject({ sort: "-energyWh" }));
  expect(screen.getByRole("columnheader", { name: /Energy/ })).toHaveAttribute("aria-sort", "descending");
});

test("the columns shown are kept for the person", async () => {
  const { user, asked } = await openStatistics("/statistics/2");
  await user.click(await screen.findByRole("button", { name: "Columns" }));
  await user.click(await screen.findByRole("checkbox", { name: "Session id" }));
  expect(await screen.findByRole("columnheader", { name: /Session id/ })).toBeInTheDocument();
  await waitFor(() => expect(asked.find(({ method, path }) => method === "PUT" && path === "/me/preferences/table.sessions")?.body).toMatchObject({ shown: ["sessionId"] }));
});

describe("columns are put in another order", () => {
  const menu = () => within(screen.getByRole("group", { name: "Columns" })).getAllByRole<HTMLInputElement>("checkbox").map(({ labels }) => labels?.[0]?.textContent ?? "");

  test("by the keyboard in the column menu, kept for the person", async () => {
    const { user, asked } = await openStatistics("/statistics/2");
    await user.click(await screen.findByRole("button", { name: "Columns" }));
    await screen.findByRole("checkbox", { name: "Session id" });
    const [first = "", second = "", ...others] = menu();
    const later = screen.getByRole("button", { name: `Move ${first} later` });
    later.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(menu()).toEqual([second, first, ...others]));
    expect(later).toHaveFocus();
    await waitFor(() => expect(asked.find(({ method, path }) => method === "PUT" && path === "/me/preferences/table.sessions")?.body).toHaveProperty("order"));
    await user.click(screen.getByRole("button", { name: "Reset columns" }));
    await waitFor(() => expect(menu()).toEqual([first, second, ...others]));
  });

  test("by dragging a heading", async () => {
    await openStatistics("/statistics/2");
    await table();
    const titles = () => [...document.querySelectorAll("th [draggable=true]")];
    const texts = () => titles().map(({ textContent }) => textContent);
    const [first, second, ...others] = texts();
    const [dragged, target] = titles();
    if (dragged === undefined || target === undefined) throw new Error("failed to find two headings");
    const data = new Map<string, string>();
    const dataTransfer = {
      get types() {
        return [...data.keys()];
      },
      setData: (type: string, value: string) => data.set(type, value),
      getData: (type: string) => data.get(type) ?? "",
    };
    fireEvent.dragStart(dragged, { dataTransfer });
    // Nothing has a size here, so that every place lies behind the middle.
    fireEvent.dragOver(target, { dataTransfer });
    fireEvent.drop(target, { dataTransfer });
    await waitFor(() => expect(texts()).toEqual([second, first, ...others]));
  });
});

test("the foot adds up what is filtered", async () => {
  const { portal } = await openStatistics("/statistics/3?active=true");
  const running = portal.sessions.filter(({ active, outletId }) => active && portal.isWithin(outletId, 3));
  const figures = `${running.length} session${running.length === 1 ? "" : "s"}`;
  await waitFor(() => expect(screen.getAllByRole("status").map(({ textContent }) => textContent)).toContainEqual(expect.stringContaining(figures)));
});

describe("live", () => {
  test("a session that begins stands on top, counts on and ends, without the list being read again", async () => {
    const { portal, tell, queries } = await openStatistics("/statistics/3");
    const list = await table();
    await waitFor(() => expect(rowsOf(list).length).toBeGreaterThan(5));
    const read = queries("/sessions").length;
    const outlet = [...portal.nodes.values()].find((node) => node.kind === "outlet" && node.state === "available" && portal.isWithin(node.id, 3));
    const session = portal.start(outlet?.id ?? 0);
    tell({ type: "session", data: { change: "started", session: { ...session, energyWh: 0, powerW: 11_000 } } });
    await waitFor(() => expect(rowsOf(list)[0]).toHaveTextContent("Charging 11.0 kW"));
    tell({ type: "session", data: { change: "progress", session: { ...session, energyWh: 12_340, powerW: 7400 } } });
    await waitFor(() => expect(rowsOf(list)[0]).toHaveTextContent("12.34"));
    tell({ type: "session", data: { change: "ended", session: { ...session, active: false, endedAt: "2026-03-20T13:00:00.000Z", energyWh: 12_340, powerW: null } } });
    await waitFor(() => expect(rowsOf(list)[0]).not.toHaveTextContent("Charging"));
    expect(queries("/sessions")).toHaveLength(read);
  });

  test("one that does not fit the filters stays away", async () => {
    const { portal, tell } = await openStatistics("/statistics/3?station.contains=00003584");
    const list = await table();
    await waitFor(() => expect(rowsOf(list).length).toBeGreaterThan(1));
    const other = [...portal.nodes.values()].find((node) => node.kind === "outlet" && portal.path(node.id).at(-1)?.name === "00003586");
    tell({ type: "session", data: { change: "started", session: { ...portal.start(other?.id ?? 0), energyWh: 98_760 } } });
    // A later event which does show proves that the earlier one has been taken in.
    const shown = portal.sessions.find(({ stationName, active }) => stationName === "00003584" && active);
    if (shown !== undefined) tell({ type: "session", data: { change: "progress", session: { ...shown, energyWh: 45_670 } } });
    await waitFor(() => expect(list).toHaveTextContent("45.67"));
    expect(list).not.toHaveTextContent("98.76");
  });
});

describe("a session's window", () => {
  test("opens by Enter at an address of its own, and back closes it", async () => {
    const { user, path } = await openStatistics("/statistics/3");
    const list = await table();
    await waitFor(() => expect(rowsOf(list).length).toBeGreaterThan(1));
    rowsOf(list)[0]?.focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("dialog", { name: /^Session \d+/ })).toBeInTheDocument();
    expect(path()).toMatch(/session=\d+/);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(path()).not.toMatch(/session=/));
  });

  test("shows figures, samples, status changes and messages", async () => {
    const { user, portal, path } = await openStatistics("/statistics/3");
    const session = portal.sessions.find(({ active, outletId }) => !active && portal.isWithin(outletId, 3));
    if (session === undefined) throw new Error("failed to find a session");
    window.history.pushState(null, "", `/statistics/3?session=${session.id}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
    const dialog = await screen.findByRole("dialog", { name: `Session ${session.id}` });
    expect(await within(dialog).findAllByText("Energy.Active.Import.Register")).not.toHaveLength(0);
    expect(await within(dialog).findByRole("img", { name: `Power and energy of session ${session.id} over time` })).toBeInTheDocument();
    await user.click(within(dialog).getByRole("tab", { name: "Status changes" }));
    expect(await within(dialog).findByText("Paused by the car")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("tab", { name: "Protocol messages" }));
    expect(path()).toContain("part=messages");
    const [first] = await within(dialog).findAllByRole("button", { name: /StatusNotification/ });
    if (first === undefined) throw new Error("failed to find a message");
    await user.click(first);
    expect(await within(dialog).findByRole("region", { name: /StatusNotification/ })).toHaveTextContent('"status": "Preparing"');
  });
});

/** Opens the app, and tells what the portal was asked with which parameters. */
async function openStatistics(path: string) {
  const app = await openApp(path);
  await screen.findByRole("heading", { name: "Statistics" });
  return { ...app, queries: (asked: string) => app.asked.filter((call) => call.path === asked).map(({ query }) => query) };
}
