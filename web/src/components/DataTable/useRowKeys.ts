import { useState, type KeyboardEvent, type RefObject } from "react";

type RowKeysOptions = {
  count: number;
  /** Brings a row into sight, and so into the page. */
  scrollTo: (index: number) => void;
  viewport: RefObject<HTMLElement | null>;
};

type RowKeys = {
  /** What a row carries to take part; `onKey` says whether it has dealt with the key itself. */
  attributes: (index: number, onKey: (event: KeyboardEvent, element: Element) => boolean) => Record<string, unknown>;
};

/** Moves among a table's rows with the arrow keys: one row is in the tab order, and the others are reached from it. */
export function useRowKeys({ count, scrollTo, viewport }: RowKeysOptions): RowKeys {
  const [current, setCurrent] = useState(0);

  const go = (index: number) => {
    const target = Math.max(0, Math.min(count - 1, index));
    setCurrent(target);
    scrollTo(target);
    // The row may only now come to be drawn.
    requestAnimationFrame(() => viewport.current?.querySelector<HTMLElement>(`[data-row="${target}"]`)?.focus({ preventScroll: true }));
  };

  return {
    attributes: (index, onKey) => ({
      "data-row": index,
      tabIndex: index === Math.min(current, count - 1) ? 0 : -1,
      onFocus: () => setCurrent(index),
      onKeyDown: (event: KeyboardEvent) => {
        // Keys of a button or field within the row are its own.
        if (event.target !== event.currentTarget) return;
        const target = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 15, PageUp: index - 15, Home: 0, End: count - 1 }[event.key];
        if (target !== undefined) go(target);
        else if (!onKey(event, event.currentTarget)) return;
        event.preventDefault();
      },
    }),
  };
}
