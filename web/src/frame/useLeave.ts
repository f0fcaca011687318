import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { signOut } from "../api/signIn";

/** Signs out, forgets everything that was shown, and goes to the sign-in page. */
export function useLeave(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    // Signed out already, or the portal is away: either way this page shows nothing more.
    await signOut().catch(() => undefined);
    router.options.context.live.stop();
    queryClient.clear();
    await router.navigate({ to: "/sign-in" });
  }, [queryClient, router]);
}
