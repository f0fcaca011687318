import { afterEach, expect, test, vi } from "vitest";
import { answered, client, onSignedOut } from "./client";
import { Problem } from "./problem";

const answer = (status: number, body: BodyInit | null, type: string) =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status, headers: { "content-type": type } })));

afterEach(() => {
  vi.unstubAllGlobals();
});

const refusal = (call: Promise<unknown>) => call.then(() => null, (error: unknown) => error as Problem);

test("a refused call throws the portal's problem with the field at fault", async () => {
  answer(400, JSON.stringify({ type: "/problems/invalid-input", title: "Invalid input", status: 400, detail: "Too short.", field: "new" }), "application/problem+json");
  const problem = await refusal(answered(client.POST("/api/v1/me/password", { body: { current: "a", new: "b" } })));
  expect(problem).toBeInstanceOf(Problem);
  expect(problem?.is("invalid-input")).toBe(true);
  expect(problem?.field).toBe("new");
  expect(problem?.message).toBe("Too short.");
});

test.each([
  [502, "unreachable"],
  [404, "unknown"],
])("a proxy's own page with %d is a problem too", async (status, name) => {
  answer(status, "<h1>Sorry</h1>", "text/html");
  const problem = await refusal(answered(client.GET("/api/v1/me")));
  expect(problem?.is(name)).toBe(true);
});

test("no answer at all is a problem with status 0", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network down")));
  const problem = await refusal(answered(client.GET("/api/v1/me")));
  expect(problem?.is("unreachable")).toBe(true);
  expect(problem?.status).toBe(0);
});

test("whoever listens hears that nobody is signed in any more, but not of a wrong password", async () => {
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  const unauthorised = JSON.stringify({ type: "/problems/not-signed-in", title: "Not signed in", status: 401 });
  answer(401, unauthorised, "application/problem+json");
  await refusal(answered(client.POST("/api/v1/sign-in", { body: { email: "a@example.org", password: "b" } })));
  expect(listener).not.toHaveBeenCalled();
  await refusal(answered(client.GET("/api/v1/me")));
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
  await refusal(answered(client.GET("/api/v1/me")));
  expect(listener).toHaveBeenCalledTimes(1);
});
