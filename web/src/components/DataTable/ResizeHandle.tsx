import { useState, type KeyboardEvent, type PointerEvent } from "react";
import classes from "./HeadCell.module.css";
import { narrowestPx, widestPx } from "./useColumnLayout";

const keyStepPx = 16;

/** The edge of a column, dragged with the pointer or moved with the arrow keys. */
export function ResizeHandle({ label, widthPx, onResize }: { label: string; widthPx: number; onResize: (widthPx: number) => void }) {
  const [start, setStart] = useState<{ x: number; widthPx: number } | null>(null);

  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // What is drawn may be wider than what is stored, where the columns do not fill the table.
    setStart({ x: event.clientX, widthPx: event.currentTarget.closest("th")?.offsetWidth ?? widthPx });
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (start !== null) onResize(start.widthPx + event.clientX - start.x);
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const change = event.key === "ArrowLeft" ? -keyStepPx : event.key === "ArrowRight" ? keyStepPx : 0;
    if (change === 0) return;
    event.preventDefault();
    onResize(widthPx + change);
  };

  return (
    // A separator that can be moved is a control: the pattern "window splitter" of the ARIA practices.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes["handle"]}
      data-dragging={start !== null || undefined}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => setStart(null)}
      onPointerCancel={() => setStart(null)}
      onKeyDown={step}
    />
  );
}
