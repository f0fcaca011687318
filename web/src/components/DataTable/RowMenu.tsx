import { Kbd } from "@mantine/core";
import { useContextMenu } from "mantine-contextmenu";
import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent } from "react";
import type { RowAction } from "./rowAction";
import classes from "./RowMenu.module.css";

/**
 * Opens a row's menu where the pointer is (right click), or beneath the element that asked for it (the button twin, or Shift+F10 on the row): one
 * menu for all three.
 */
export function useRowMenu(): { openAt: (event: MouseEvent, actions: readonly RowAction[]) => void; openBeneath: (element: Element, actions: readonly RowAction[]) => void } {
  const { showContextMenu } = useContextMenu();

  const open = useCallback(
    (event: MouseEvent, actions: readonly RowAction[]) => {
      const opener = document.activeElement;
      const content = (close: () => void) => (
        <RowMenu
          actions={actions}
          onClose={() => {
            close();
            if (opener instanceof HTMLElement) opener.focus();
          }}
        />
      );
      showContextMenu(content, { className: classes["root"] })(event);
    },
    [showContextMenu],
  );

  const openBeneath = useCallback(
    (element: Element, actions: readonly RowAction[]) => {
      const { left, bottom } = element.getBoundingClientRect();
      open({ clientX: left, clientY: bottom, preventDefault: () => undefined, stopPropagation: () => undefined } as MouseEvent, actions);
    },
    [open],
  );
  return { openAt: open, openBeneath };
}

function RowMenu({ actions, onClose }: { actions: readonly RowAction[]; onClose: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]:not(:disabled)') ?? [])];

  useEffect(() => items()[0]?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const enabled = items();
    const index = enabled.indexOf(document.activeElement as HTMLButtonElement);
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: enabled.length - 1 }[event.key];
    if (target !== undefined) enabled[(target + enabled.length) % enabled.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={list} role="menu" tabIndex={-1} onKeyDown={onKeyDown}>
      {actions.map(({ id, title, icon: Sign, shortcut, danger = false, disabled = false, divided = false, onChoose }) => (
        <div key={id} role="none">
          {divided && <hr className={classes["divider"]} />}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={classes["item"]}
            data-danger={danger || undefined}
            disabled={disabled}
            onClick={(event) => {
              event.stopPropagation();
              onClose();
              onChoose();
            }}
          >
            {Sign !== undefined && <Sign size={16} stroke={1.7} aria-hidden />}
            {title}
            {shortcut !== undefined && <Kbd size="xs">{shortcut}</Kbd>}
          </button>
        </div>
      ))}
    </div>
  );
}
