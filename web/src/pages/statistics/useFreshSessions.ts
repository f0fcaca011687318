import { useCallback, useRef, type RefCallback } from "react";
import { useLiveEvents } from "../../live/LiveProvider";

const tintMs = 2400;

/**
 * Tints the rows of sessions that began while the page was open, as they come in. The function it returns gives a session's row a ref that does so.
 */
export function useFreshSessions(): (sessionId: number) => RefCallback<HTMLElement> | undefined {
  const fresh = useRef(new Set<number>());
  useLiveEvents((events) => {
    for (const event of events) if (event.type === "session" && event.data.change === "started") fresh.current.add(event.data.session.id);
  });
  return useCallback((sessionId) => {
    return (element) => {
      // Told once: a row that is scrolled out of sight and back is no news.
      if (element === null || !fresh.current.delete(sessionId)) return;
      if (globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      for (const cell of element.closest("tr")?.querySelectorAll("td:not([data-menu])") ?? []) cell.animate([{ backgroundColor: "var(--tint)" }, { backgroundColor: "transparent" }], { duration: tintMs, easing: "ease-out" });
    };
  }, []);
}
