import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, client } from "./client";
import type { MeChange } from "./types";

/** Who is signed in; refused with `not-signed-in` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  // Without its signal: routes wait for this answer, and a component that leaves meanwhile must not cancel it for them.
  queryFn: () => answered(client.GET("/api/v1/me")),
  staleTime: Infinity,
  retry: false,
});

/** Changes the signed-in person's own settings and shows them changed at once, or as they were when refused. */
export function useChangeMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: MeChange) => answered(client.PATCH("/api/v1/me", { body: change })),
    onMutate: (change) => {
      const before = queryClient.getQueryData(meQuery.queryKey);
      if (before !== undefined) queryClient.setQueryData(meQuery.queryKey, { ...before, ...change });
      return { before };
    },
    onError: (_, __, context) => queryClient.setQueryData(meQuery.queryKey, context?.before),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (change: { current: string; new: string }) => answered(client.POST("/api/v1/me/password", { body: change })),
  });
}
