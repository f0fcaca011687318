import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openApp } from "../../app";

const panel = (name: string) => screen.findByRole("region", { name });

test("the name is changed, and shown where one is signed in", async () => {
  const { user } = await openApp("/settings");
  const name = await panel("Who you are");
  await user.clear(within(name).getByLabelText("First name"));
  await user.type(within(name).getByLabelText("First name"), "Ingrid");
  await user.click(within(name).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByText("Ingrid Test")).toBeInTheDocument());
  expect(within(name).getByRole("button", { name: "Save" })).toBeDisabled();
});

test("a wrong current password is told at its field", async () => {
  const { user } = await openApp("/settings");
  const password = await panel("Password");
  await user.type(within(password).getByLabelText("Current password"), "wrong1234");
  await user.type(within(password).getByLabelText("New password"), "charge12345");
  await user.click(within(password).getByRole("button", { name: "Change password" }));
  expect(await within(password).findByText("This is not your current password.")).toBeInTheDocument();
});

test("a changed password empties the fields and says so", async () => {
  const { user } = await openApp("/settings");
  const password = await panel("Password");
  await user.type(within(password).getByLabelText("Current password"), "charge1234");
  await user.type(within(password).getByLabelText("New password"), "charge12345");
  await user.click(within(password).getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("Your password is changed")).toBeInTheDocument();
  expect(within(password).getByLabelText("New password")).toHaveValue("");
});

test("the time zone holds for every time shown", async () => {
  const { user, portal } = await openApp("/settings");
  const language = await panel("Language and look");
  await user.click(within(language).getByRole("combobox", { name: "Time zone" }).closest("input") ?? language);
  await user.clear(within(language).getByRole("combobox", { name: "Time zone" }));
  await user.type(within(language).getByRole("combobox", { name: "Time zone" }), "Tokyo");
  await user.click(await screen.findByRole("option", { name: "Asia/Tokyo" }));
  await waitFor(() => expect(portal.me?.timeZone).toBe("Asia/Tokyo"));
});
