import createClient, { type Middleware } from "openapi-fetch";
import { problemFrom, unreachable } from "./problem";
import type { paths } from "./schema";

/** The one door to the portal. Paths, parameters and bodies are checked against the OpenAPI document. */
export const client = createClient<paths>({
  // A program in a test has no page to be relative to, and no origin to fetch from.
  baseUrl: globalThis.location?.origin ?? "",
  // Looked up at each call, so that a test may stand in for the network.
  fetch: (request) => globalThis.fetch(request).catch((cause: unknown) => Promise.reject(unreachable(cause))),
  querySerializer: { array: { style: "form", explode: false } },
});

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** Waits for an answer and hands over its body, or throws the `Problem` it was refused with. */
export async function answered<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(error, response);
  // A 204 has no body, and its type says so.
  return data as Data;
}

/** The header that makes a change conditional on the version it was read at. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}

type SignedOutListener = () => void;
const signedOutListeners = new Set<SignedOutListener>();

/** Calls back when any answer says that nobody is signed in any more. Returns how to stop listening. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const watchSignIn: Middleware = {
  onResponse({ response, schemaPath }) {
    // A wrong password at the door is also 401, and is no news about the session.
    if (response.status === 401 && schemaPath !== "/api/v1/sign-in") for (const listener of signedOutListeners) listener();
  },
};
client.use(watchSignIn);
