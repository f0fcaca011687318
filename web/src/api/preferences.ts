import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { answered, client } from "./client";

/** A change is saved when nothing further has changed for so long: a drag is one save, not a hundred. */
const settleMs = 600;

function preferenceQuery(key: string) {
  return queryOptions({
    queryKey: ["preferences", key],
    queryFn: ({ signal }) => answered<unknown>(client.GET("/api/v1/me/preferences/{key}", { params: { path: { key } }, signal })),
    staleTime: Infinity,
  });
}

/**
 * Something a person has arranged to their liking, kept per user by the portal. `read` checks what was stored, since an older version of the page may
 * have written it, and gives what holds when nothing fitting is there.
 */
export function usePreference<Value>(key: string, read: (stored: unknown) => Value): [Value, (value: Value) => void] {
  const queryClient = useQueryClient();
  const { data } = useQuery(preferenceQuery(key));
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useRef<{ key: string; value: unknown } | null>(null);

  const save = useCallback(() => {
    const pending = unsaved.current;
    unsaved.current = null;
    // A lost arrangement is not worth a message: it holds on this page, and the next change saves it again.
    if (pending !== null) void answered(client.PUT("/api/v1/me/preferences/{key}", { params: { path: { key: pending.key } }, body: pending.value })).catch(() => undefined);
  }, []);

  useEffect(
    () => () => {
      clearTimeout(saving.current);
      save();
    },
    [save],
  );

  const change = useCallback(
    (value: Value) => {
      queryClient.setQueryData(preferenceQuery(key).queryKey, value);
      unsaved.current = { key, value };
      clearTimeout(saving.current);
      saving.current = setTimeout(save, settleMs);
    },
    [queryClient, key, save],
  );
  return [useMemo(() => read(data), [read, data]), change];
}
