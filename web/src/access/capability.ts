import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/me";
import type { Capability } from "../api/types";

/**
 * Whether the signed-in person may do something. The portal decides anew at every call, by the policy in `domain::access`: this only hides what would be
 * refused.
 */
export function useMay(capability: Capability): boolean {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return me?.capabilities.includes(capability) ?? false;
}
