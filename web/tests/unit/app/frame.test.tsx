import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { openApp } from "../../app";

const line = (name: RegExp) => screen.findByRole("treeitem", { name });

describe("the navigator", () => {
  test("tells states in words and counts", async () => {
    await openApp("/dashboard/2");
    expect(await line(/^System .*68 · \d+ charging$/)).toBeInTheDocument();
    expect(await line(/^00003586 idle$/)).toBeInTheDocument();
    expect(await line(/^00003603 fault$/)).toBeInTheDocument();
    expect(await line(/^00004418 offline$/)).toBeInTheDocument();
    expect(await line(/^00003584 [\d.]+\skW$/)).toBeInTheDocument();
  });

  test("goes to a node on the same page, and back", async () => {
    const { user, path } = await openApp("/dashboard/2");
    await user.click(await line(/^Norrköping depot/));
    await waitFor(() => expect(path()).toMatch(/^\/dashboard\/\d+$/));
    expect(await line(/^Norrköping depot/)).toHaveAttribute("aria-selected", "true");
    window.history.back();
    await waitFor(() => expect(path()).toBe("/dashboard/2"));
    expect(await line(/^Solna/)).toHaveAttribute("aria-selected", "true");
  });

  test("is used from the keyboard", async () => {
    const { user, path } = await openApp("/dashboard/1");
    const tree = await screen.findByRole("tree", { name: "Navigator" });
    tree.focus();
    await user.keyboard("{ArrowDown}");
    expect(tree).toHaveAttribute("aria-activedescendant", (await line(/^Forsbacka/)).id);
    await user.keyboard("{ArrowLeft}");
    expect(await line(/^Forsbacka/)).toHaveAttribute("aria-expanded", "false");
    await user.keyboard("{ArrowRight}");
    expect(await line(/^Forsbacka/)).toHaveAttribute("aria-expanded", "true");
    await user.keyboard("{ArrowRight}");
    expect(tree).toHaveAttribute("aria-activedescendant", (await line(/^CHARGE-POINT-LONG-NAME-1/)).id);
    await user.keyboard("s");
    expect(tree).toHaveAttribute("aria-activedescendant", (await line(/^Solna/)).id);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(path()).toBe("/dashboard/2"));
    await user.keyboard("{Home}");
    expect(tree).toHaveAttribute("aria-activedescendant", (await line(/^System/)).id);
  });

  test("finds nodes by what they are called, accents or not", async () => {
    const { user } = await openApp("/dashboard/1");
    await user.type(await screen.findByRole("searchbox", { name: "Find a node" }), "norrkoping");
    await waitFor(() => expect(screen.queryByRole("treeitem", { name: /^Solna/ })).not.toBeInTheDocument());
    expect(await line(/^Norrköping depot/)).toBeInTheDocument();
    await user.clear(screen.getByRole("searchbox", { name: "Find a node" }));
    await user.type(screen.getByRole("searchbox", { name: "Find a node" }), "xyzzy");
    expect(await screen.findByText("Nothing is called “xyzzy”")).toBeInTheDocument();
  });

  test("opens the branch of a node that is reached by its address", async () => {
    const { portal } = await openApp("/dashboard/1");
    const outlet = [...portal.nodes.values()].find((node) => node.kind === "outlet" && node.state === "reserved");
    window.history.pushState(null, "", `/dashboard/${outlet?.id}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
    await waitFor(async () => expect(await line(/^Outlet 2 reserved/)).toHaveAttribute("aria-selected", "true"));
  });

  test("follows what happens without asking again", async () => {
    const { portal, tell, asked } = await openApp("/dashboard/2");
    const outlet = [...portal.nodes.values()].find((node) => node.kind === "outlet" && portal.path(node.id).at(-1)?.name === "00003586");
    await line(/^00003586 idle$/);
    tell({ type: "outlet", data: { id: outlet?.id ?? 0, stationId: 0, number: 1, status: "charging", state: "charging", powerW: 7400, errorCode: null, at: "" } });
    expect(await line(/^00003586 7.4\skW$/)).toBeInTheDocument();
    expect(asked.filter(({ path }) => path === "/navigator")).toHaveLength(1);
  });

  test("reads everything anew when told that too much was missed", async () => {
    const { source, sources, asked } = await openApp("/dashboard/2");
    await line(/^Solna/);
    source()?.emit("reset", {});
    await waitFor(() => expect(asked.filter(({ path }) => path === "/navigator")).toHaveLength(2));
    await waitFor(() => expect(sources).toHaveLength(2));
    expect(sources[0]?.closed).toBe(true);
  });
});

describe("the bar", () => {
  test("shows the way down to the node", async () => {
    await openApp("/dashboard/3");
    const crumbs = await screen.findByRole("navigation", { name: "Where you are" });
    expect(within(crumbs).getAllByRole("link").map(({ textContent }) => textContent)).toEqual(["System", "Solna"]);
    expect(within(crumbs).getByText("Central 1")).toHaveAttribute("aria-current", "location");
  });

  test("finds anything with Ctrl-K and goes to it with Enter", async () => {
    const { user, path, portal } = await openApp("/dashboard/1");
    await screen.findByRole("heading", { name: "Dashboard" });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Search" }).catch(() => screen.findByLabelText("Search")), "4079");
    const hit = await screen.findByRole("option", { name: /00004079/ });
    await waitFor(() => expect(hit).toHaveAttribute("data-combobox-selected"));
    await user.keyboard("{Enter}");
    const station = [...portal.nodes.values()].find(({ name }) => name === "00004079");
    await waitFor(() => expect(path()).toBe(`/dashboard/${station?.id}`));
  });

  test("counts alarms as they come, and clears one with a way back", async () => {
    const { user, tell, portal, asked } = await openApp("/dashboard/1");
    await user.click(await screen.findByRole("button", { name: "3 active alarms" }));
    const alarms = await screen.findByRole("dialog", { name: /Active alarms/i });
    expect(within(alarms).getByText("No network contact")).toBeInTheDocument();

    const alarm = portal.raise({ type: "temperature", nodeId: 3, nodeName: "00003584", outlet: 1, code: "HighTemperature", text: null });
    tell({ type: "alarm", data: { change: "raised", alarm } });
    expect(await within(alarms).findByText("Temperature too high")).toBeInTheDocument();

    await user.click(within(alarms).getAllByRole("button", { name: "Clear" })[0] ?? alarms);
    await waitFor(() => expect(within(alarms).queryByText("Temperature too high")).not.toBeInTheDocument());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await within(alarms).findByText("Temperature too high")).toBeInTheDocument();
    expect(asked.some(({ path }) => path.endsWith("/clear"))).toBe(false);
  });

  test("changes the language here and for the account", async () => {
    const { user, asked } = await openApp("/dashboard/1");
    await user.click(await screen.findByRole("button", { name: "Language" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Svenska" }));
    expect(await screen.findByRole("heading", { name: "Översikt" })).toBeInTheDocument();
    expect(asked.find(({ method, path }) => method === "PATCH" && path === "/me")?.body).toEqual({ language: "sv" });
  });

  test("signs out", async () => {
    const { user, path, source } = await openApp("/dashboard/1");
    await user.click(await screen.findByRole("button", { name: "Your account" }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
    expect(path()).toBe("/sign-in");
    expect(source()?.closed).toBe(true);
  });
});

describe("the connection", () => {
  test("that is lost says so and heals", async () => {
    const { source } = await openApp("/dashboard/1");
    await screen.findByRole("heading", { name: "Dashboard" });
    source()?.open();
    source()?.fail({ refused: false });
    expect(await screen.findByText(/Connection to the portal lost/)).toBeInTheDocument();
    source()?.open();
    await waitFor(() => expect(screen.queryByText(/Connection to the portal lost/)).not.toBeInTheDocument());
  });

  test("that says goodbye leads to the sign-in page", async () => {
    const { source, portal, path } = await openApp("/dashboard/2");
    await screen.findByRole("heading", { name: "Dashboard" });
    portal.me = null;
    source()?.emit("goodbye", {});
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
    expect(path()).toBe("/sign-in?to=%2Fdashboard%2F2");
  });
});
