import { answered, client } from "./client";
import type { Me } from "./types";

/** Signs in with a cookie. Throws `wrong-credentials` or `too-many-attempts`. */
export function signIn(credentials: { email: string; password: string }): Promise<Me> {
  return answered(client.POST("/api/v1/sign-in", { body: credentials }));
}

/** Ends this browser's sign-in. */
export async function signOut(): Promise<void> {
  await answered(client.POST("/api/v1/sign-out"));
}

export type FirstAdministrator = { token: string; email: string; password: string; firstName: string; lastName: string };

/** Makes the portal's first administrator by the link it printed at its first start, and signs in. */
export async function makeFirstAdministrator(person: FirstAdministrator): Promise<void> {
  await answered(client.POST("/api/v1/first-administrator", { body: person }));
}
