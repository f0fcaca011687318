import { useState, type DragEvent } from "react";
import type { Side } from "./columnOrder";

/** What a heading that is dragged carries: the browser tells only this, not its content, before it is dropped. */
const carried = "application/x-charge-portal-column";

/** Lets a heading be dragged, and another be put beside it; `over` says on which side it would come to stand. */
export function useColumnDrag(id: string, onMove: ((id: string, side: Side, target: string) => void) | undefined) {
  const [over, setOver] = useState<Side | null>(null);
  if (onMove === undefined) return { over: null, handle: {}, target: {} };

  const sideOf = (event: DragEvent<HTMLElement>): Side => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return event.clientX < left + width / 2 ? "before" : "after";
  };
  return {
    over,
    handle: {
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.setData(carried, id);
        event.dataTransfer.effectAllowed = "move";
      },
    },
    target: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes(carried)) return;
        event.preventDefault();
        setOver(sideOf(event));
      },
      onDragLeave: () => setOver(null),
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        setOver(null);
        onMove(event.dataTransfer.getData(carried), sideOf(event), id);
      },
    },
  };
}
