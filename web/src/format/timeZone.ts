import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/me";

/** The zone of the machine the page is open on. */
export function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone times are shown in: the viewer's own choice, else the machine's. */
export function useTimeZone(): string {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return me?.timeZone ?? machineTimeZone();
}
