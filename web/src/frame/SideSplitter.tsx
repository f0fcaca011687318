import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import classes from "./SidePanel.module.css";

const narrowestPx = 220;
const widestPx = 480;
const keyStepPx = 16;

/** A width the side panel may have. */
export function widthWithin(widthPx: number): number {
  return Math.min(widestPx, Math.max(narrowestPx, Math.round(widthPx)));
}

/** The edge between side panel and page, dragged with the pointer or moved with the arrow keys. */
export function SideSplitter({ width, onWidth }: { width: number; onWidth: (widthPx: number) => void }) {
  const { t } = useTranslation("frame");
  const [dragging, setDragging] = useState(false);

  const step = (event: KeyboardEvent) => {
    const change = event.key === "ArrowLeft" ? -keyStepPx : event.key === "ArrowRight" ? keyStepPx : 0;
    if (change === 0) return;
    event.preventDefault();
    onWidth(widthWithin(width + change));
  };

  return (
    // A separator that can be moved is a control: the pattern "window splitter" of the ARIA practices.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("sideWidth")}
      aria-valuenow={width}
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes["splitter"]}
      data-dragging={dragging || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={(event) => dragging && onWidth(widthWithin(event.clientX))}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onKeyDown={step}
    />
  );
}
