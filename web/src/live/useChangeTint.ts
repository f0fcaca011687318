import { useEffect, useRef, type RefObject } from "react";

const tintMs = 1600;

/**
 * Tints the element for a moment whenever the value changes while it is shown. Put `key` on what the value belongs to: the same element showing
 * another thing's value is no change. Nothing moves or flashes for those who asked for reduced motion.
 */
export function useChangeTint<E extends HTMLElement>(value: unknown, key: unknown = null): RefObject<E | null> {
  const element = useRef<E>(null);
  const shown = useRef({ value, key });
  useEffect(() => {
    const before = shown.current;
    shown.current = { value, key };
    if (before.key !== key || Object.is(before.value, value)) return;
    if (globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    element.current?.animate([{ backgroundColor: "var(--tint)" }, { backgroundColor: "transparent" }], { duration: tintMs, easing: "ease-out" });
  }, [value, key]);
  return element;
}
