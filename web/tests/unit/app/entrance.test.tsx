import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { openApp } from "../../app";

describe("signing in", () => {
  test("leads back to the address one came for", async () => {
    const { user, path } = await openApp("/dashboard/2?state=fault", { signedIn: false });
    await user.type(await screen.findByLabelText("E-mail address"), "test@example.org");
    await user.type(screen.getByLabelText("Password"), "charge1234");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("heading", { name: "Dashboard" })).toBeInTheDocument();
    expect(path()).toBe("/dashboard/2?state=fault");
  });

  test("that is refused says so, keeps the address and asks for the password again", async () => {
    const { user } = await openApp("/sign-in", { signedIn: false });
    await user.type(await screen.findByLabelText("E-mail address"), "test@example.org");
    await user.type(screen.getByLabelText("Password"), "wrong");
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("The e-mail address or the password is not right");
    expect(screen.getByLabelText("E-mail address")).toHaveValue("test@example.org");
    expect(screen.getByLabelText("Password")).toHaveValue("");
    await waitFor(() => expect(screen.getByLabelText("Password")).toHaveFocus());
  });

  test("too often says to wait", async () => {
    const { user } = await openApp("/sign-in", { signedIn: false });
    await user.type(await screen.findByLabelText("E-mail address"), "test@example.org");
    await user.type(screen.getByLabelText("Password"), "wait{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("Too many attempts");
  });

  test("never leads to another site", async () => {
    const { user, path } = await openApp("/sign-in?to=//evil.example/dashboard", { signedIn: false });
    await user.type(await screen.findByLabelText("E-mail address"), "test@example.org");
    await user.type(screen.getByLabelText("Password"), "charge1234{Enter}");
    await screen.findByRole("heading", { name: "Dashboard" });
    expect(path()).toBe("/dashboard/1");
  });

  test("can be read in another language", async () => {
    const { user } = await openApp("/sign-in", { signedIn: false });
    await user.click(await screen.findByRole("button", { name: "Norsk" }));
    expect(await screen.findByRole("heading", { name: "Logg inn" })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe("nb");
  });
});

describe("the first administrator", () => {
  const fill = async (user: Awaited<ReturnType<typeof openApp>>["user"], password: string) => {
    await user.type(await screen.findByLabelText("First name"), "Kari");
    await user.type(screen.getByLabelText("Last name"), "Nordmann");
    await user.type(screen.getByLabelText("E-mail address"), "kari@example.org");
    await user.type(screen.getByLabelText("Password"), password);
  };

  test("is made by the link the portal printed, and is signed in", async () => {
    const { user, asked, path } = await openApp("/first-administrator?token=first", { needsFirstAdministrator: true });
    await fill(user, "charge1234");
    await user.click(screen.getByRole("button", { name: "Create account and sign in" }));
    expect(await screen.findByRole("heading", { name: "Dashboard" })).toBeInTheDocument();
    expect(path()).toBe("/dashboard/1");
    expect(asked.find((call) => call.path === "/first-administrator")?.body).toEqual({
      token: "first", firstName: "Kari", lastName: "Nordmann", email: "kari@example.org", password: "charge1234",
    });
  });

  test("is told at the field why a password was refused", async () => {
    const { user } = await openApp("/first-administrator?token=first", { needsFirstAdministrator: true });
    await fill(user, "password1");
    await user.click(screen.getByRole("button", { name: "Create account and sign in" }));
    expect(await screen.findByText(/among the passwords that attackers try first/)).toBeInTheDocument();
    expect(screen.getByLabelText("Password")).toBeInvalid();
  });

  test("sees which rules a password keeps, and cannot go on before it keeps all", async () => {
    const { user } = await openApp("/first-administrator?token=first", { needsFirstAdministrator: true });
    await fill(user, "charge");
    expect(screen.getByText("a letter")).toHaveAttribute("data-kept");
    expect(screen.getByText("a digit")).not.toHaveAttribute("data-kept");
    expect(screen.getByRole("button", { name: "Create account and sign in" })).toBeDisabled();
    await user.type(screen.getByLabelText("Password"), "1234");
    expect(screen.getByRole("button", { name: "Create account and sign in" })).toBeEnabled();
  });

  test("is sent to the sign-in page when there is one already", async () => {
    await openApp("/first-administrator?token=first", { signedIn: false });
    expect(await screen.findByText("This portal already has an administrator")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "To sign in" })).toHaveAttribute("href", "/sign-in");
  });

  test("with half a link is told so", async () => {
    await openApp("/first-administrator", { needsFirstAdministrator: true });
    expect(await screen.findByText("The link is not complete")).toBeInTheDocument();
  });
});
