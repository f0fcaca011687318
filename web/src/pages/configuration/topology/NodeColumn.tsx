import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconArrowMoveRight, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { NodeKind } from "../../../api/types";
import { toneOf } from "../../../components/tone";
import { useFormat } from "../../../format/useFormat";
import { useTree, useTreeNode } from "../../../live/LiveProvider";
import { stateOf, type TreeNode } from "../../../live/tree";
import { pathTo } from "../../../routing/paths";
import { canMove, type TopologyColumn } from "./columns";
import classes from "./Topology.module.css";

const rowHeightPx = 32;

type NodeColumnProps = {
  column: TopologyColumn;
  /** Whether the viewer may create, delete and move here. */
  places: boolean;
  renames: boolean;
  onCreate: (kind: NodeKind) => void;
  onRename: (node: TreeNode) => void;
  onMove: (node: TreeNode) => void;
  onDelete: (node: TreeNode) => void;
};

/** One level of the tree: a list to choose from, and what can be done there. */
export function NodeColumn({ column, places, renames, onCreate, onRename, onMove, onDelete }: NodeColumnProps) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const titleId = useId();
  const { name, items, selected, parent, creates } = column;
  return (
    <section className={classes["column"]} aria-labelledby={titleId}>
      <header className={classes["head"]}>
        <h2 id={titleId}>{t(`column.${name}`)}</h2>
        <span>{format.number(items.length)}</span>
      </header>
      <NodeList column={column} labelledBy={titleId} />
      <footer className={classes["actions"]}>
        <CreateButton kinds={creates} disabled={!places || parent === undefined} onCreate={onCreate} />
        <Action label={t("topology.rename")} icon={IconPencil} disabled={!renames || selected === undefined} onClick={() => selected !== undefined && onRename(selected)} />
        {name === "stations" && (
          <Action label={t("topology.move")} icon={IconArrowMoveRight} disabled={!places || selected === undefined || !canMove(selected.kind)} onClick={() => selected !== undefined && onMove(selected)} />
        )}
        <Action label={t("topology.delete")} icon={IconTrash} disabled={!places || selected === undefined} onClick={() => selected !== undefined && onDelete(selected)} />
      </footer>
    </section>
  );
}

function Action({ label, icon: Sign, disabled, onClick }: { label: string; icon: typeof IconPencil; disabled: boolean; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={32} aria-label={label} disabled={disabled} onClick={onClick}>
        <Sign size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function CreateButton({ kinds, disabled, onCreate }: { kinds: readonly NodeKind[]; disabled: boolean; onCreate: (kind: NodeKind) => void }) {
  const { t } = useTranslation("configuration");
  const [first, ...others] = kinds;
  const button = (onClick?: () => void) => (
    <Button leftSection={<IconPlus size={16} aria-hidden />} disabled={disabled} {...(onClick === undefined ? {} : { onClick })}>
      {t("topology.create")}
    </Button>
  );
  if (first === undefined || others.length === 0) return button(() => first !== undefined && onCreate(first));
  return (
    <Menu position="top-start">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onCreate(kind)}>
            {t(`kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The nodes of a column; arrow keys choose, as in a list of files. */
function NodeList({ column: { name, items, selected, parent }, labelledBy }: { column: TopologyColumn; labelledBy: string }) {
  const { t } = useTranslation("configuration");
  const navigate = useNavigate();
  const viewport = useRef<HTMLDivElement>(null);
  const listId = useId();
  const virtualizer = useVirtualizer({ count: items.length, getScrollElement: () => viewport.current, estimateSize: () => rowHeightPx, overscan: 10 });
  const index = items.findIndex(({ id }) => id === selected?.id);
  const choose = (node: TreeNode | undefined) => node !== undefined && void navigate({ to: pathTo("configuration", node.id, "topology") });

  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [index, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowDown: index + 1, ArrowUp: Math.max(0, index - 1), Home: 0, End: items.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    choose(items[Math.min(target, items.length - 1)]);
  };

  // A list box without anything to choose from is none.
  if (items.length === 0) {
    return (
      <div className={classes["list"]}>
        <p className={classes["none"]}>{name !== "sites" && parent === undefined ? t(`topology.choose.${name}`) : t(`topology.none.${name}`)}</p>
      </div>
    );
  }
  return (
    <div
      ref={viewport}
      id={listId}
      className={classes["list"]}
      role="listbox"
      tabIndex={0}
      aria-labelledby={labelledBy}
      aria-activedescendant={index < 0 ? undefined : `${listId}-${index}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ position: "relative", height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((drawn) => {
          const item = items[drawn.index];
          if (item === undefined) return null;
          return <Item key={item.id} id={`${listId}-${drawn.index}`} nodeId={item.id} top={drawn.start} selected={item.id === selected?.id} within={parent?.id ?? null} onChoose={() => choose(item)} />;
        })}
      </div>
    </div>
  );
}

type ItemProps = { id: string; nodeId: number; top: number; selected: boolean; within: number | null; onChoose: () => void };

function Item({ id, nodeId, top, selected, within, onChoose }: ItemProps) {
  const { t } = useTranslation("configuration");
  const tree = useTree();
  const node = useTreeNode(nodeId);
  if (node === undefined) return null;
  const elsewhere = node.kind === "station" && node.parentId !== null && node.parentId !== within ? tree.get(node.parentId)?.name : undefined;
  return (
    // The list itself takes the keys: options are not stops of their own.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={classes["item"]}
      data-tone={node.kind === "station" || node.kind === "outlet" ? toneOf[stateOf(node)] : undefined}
      style={{ transform: `translateY(${top}px)` }}
      title={node.name}
      onClick={onChoose}
    >
      <span className={classes["name"]}>{node.kind === "outlet" ? t("control.outlet", { outlet: node.number }) : node.name}</span>
      <span className={classes["about"]}>{node.kind === "gridController" ? t("kind.gridController") : (elsewhere ?? <Said node={node} />)}</span>
    </div>
  );
}

function Said({ node }: { node: TreeNode }) {
  const { t: common } = useTranslation();
  const format = useFormat();
  if (node.kind === "station" || node.kind === "outlet") return common(`state.${stateOf(node)}`);
  return format.number(node.below.outlets);
}
