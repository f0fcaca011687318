import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/me";

/** What the access policy (`domain::access`) may allow; the portal tells each person theirs in `Me.capabilities`. */
export type Capability = string;

/** Whether the signed-in person may do something. The portal decides anew at every call: this only hides what would be refused. */
export function useMay(capability: Capability): boolean {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return me?.capabilities.includes(capability) ?? false;
}
