import { IconAlertTriangleFilled, IconBoltFilled, IconChevronDown } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { memo, type MouseEvent } from "react";
import { toneOf, type Tone } from "../../components/tone";
import { useFormat, type Format } from "../../format/useFormat";
import { useTreeNode } from "../../live/LiveProvider";
import { stateOf, type TreeNode } from "../../live/tree";
import { useChangeTint } from "../../live/useChangeTint";
import classes from "./Navigator.module.css";
import type { NavigatorRow } from "./visibleRows";

type NavigatorLineProps = {
  row: NavigatorRow;
  elementId: string;
  top: number;
  href: string;
  selected: boolean;
  active: boolean;
  /** Looked up once for the whole list. */
  t: TFunction<"frame">;
  onChoose: (id: number) => void;
  onToggle: (row: NavigatorRow) => void;
};

/** One node's line; drawn anew only when this node changes. */
export const NavigatorLine = memo(function NavigatorLine({ row, elementId, top, href, selected, active, t, onChoose, onToggle }: NavigatorLineProps) {
  const node = useTreeNode(row.id);
  const state = node === undefined ? null : stateOf(node);
  const element = useChangeTint<HTMLAnchorElement>(isPlace(node) ? null : state, row.id);
  if (node === undefined || state === null) return null;

  const onClick = (event: MouseEvent) => {
    // The browser's own ways to open a link elsewhere stay the browser's.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onChoose(row.id);
  };

  return (
    <a
      ref={element}
      id={elementId}
      href={href}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded}
      aria-selected={selected}
      className={classes["row"]}
      data-active={active || undefined}
      data-tone={lineTone(node)}
      style={{ transform: `translateY(${top}px)`, ["--level" as string]: row.level }}
      title={node.name}
      onMouseDown={keepFocus}
      onClick={onClick}
    >
      <Toggle row={row} onToggle={onToggle} />
      {!isPlace(node) && state === "charging" && <IconBoltFilled size={13} className={classes["sign"]} aria-hidden />}
      {!isPlace(node) && state === "fault" && <IconAlertTriangleFilled size={13} className={classes["sign"]} aria-hidden />}
      <span className={classes["name"]}>{node.name}</span>{" "}
      <Said node={node} t={t} />
    </a>
  );
});

/** Focus belongs to the tree as a whole, which tells the active line itself. */
function keepFocus(event: MouseEvent<HTMLElement>) {
  if (event.button !== 0) return;
  event.preventDefault();
  event.currentTarget.closest<HTMLElement>('[role="tree"]')?.focus({ preventScroll: true });
}

function Toggle({ row, onToggle }: { row: NavigatorRow; onToggle: (row: NavigatorRow) => void }) {
  if (row.expanded === undefined) return <span className={classes["toggle"]} style={{ visibility: "hidden" }} />;
  return (
    // The keyboard opens and closes branches with the arrow keys: this is the pointer's way.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      className={classes["toggle"]}
      data-expanded={row.expanded}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onToggle(row);
      }}
    >
      <IconChevronDown size={14} aria-hidden />
    </span>
  );
}

/** What a line says at its right end: power, a word for what is wrong, or what the nodes below add up to. */
function Said({ node, t }: { node: TreeNode; t: TFunction<"frame"> }) {
  const format = useFormat();
  if (!isPlace(node)) return <span className={classes["said"]}>{saidOfDevice(node, format, t)}</span>;
  const { outlets, byState } = node.below;
  if (outlets === 0) return null;
  return (
    <span className={classes["said"]}>
      {byState.fault > 0 && (
        <span className={classes["faults"]} role="img" aria-label={t("navigator.faults", { count: byState.fault })} title={t("navigator.faults", { count: byState.fault })}>
          <IconAlertTriangleFilled size={11} aria-hidden />
          {byState.fault}
        </span>
      )}{" "}
      <span>{byState.charging > 0 ? t("navigator.charging", { outlets: format.number(outlets), charging: format.number(byState.charging) }) : format.number(outlets)}</span>
    </span>
  );
}

function saidOfDevice(node: TreeNode, format: Format, t: TFunction<"frame">): string {
  const state = stateOf(node);
  // Watts tell more than the word, once the meter has told them.
  if (state === "charging" && node.below.powerW > 0) return format.power(node.below.powerW);
  return t(`navigator.state.${state}`);
}

/** A site or floor keeps the foreground colour: its words tell what is below. Only what can itself charge or fail is coloured. */
function lineTone(node: TreeNode): Tone | undefined {
  if (!isPlace(node)) {
    const tone = toneOf[stateOf(node)];
    return tone === "charging" || tone === "fault" || stateOf(node) === "offline" ? tone : undefined;
  }
  return node.below.outlets > 0 && stateOf(node) === "offline" ? "offline" : undefined;
}

function isPlace(node: TreeNode | undefined): boolean {
  return node === undefined || node.kind === "system" || node.kind === "site" || node.kind === "floor";
}
