import { Button, RingProgress } from "@mantine/core";
import { IconPlugOff } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import type { State } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Panel";
import { StatePill } from "../../components/StatePill";
import { toneOf } from "../../components/tone";
import { useFormat } from "../../format/useFormat";
import { states } from "../../live/aggregate";
import type { TreeNode } from "../../live/tree";
import { pathTo } from "../../routing/paths";
import classes from "./Dashboard.module.css";

/** Leads those who may add stations to where it is done. */
function AddStations({ nodeId }: { nodeId: number }) {
  const { t } = useTranslation("dashboard");
  const mayEdit = useMay("editTopology");
  if (!mayEdit) return null;
  return (
    <Button component={Link} to={pathTo("configuration", nodeId)} mt="xs">
      {t("status.add")}
    </Button>
  );
}

/** These are told even when there are none of them: that nothing is wrong is news too. */
const always: readonly State[] = ["available", "charging", "fault", "offline"];

/** How many outlets are in which state, counted from the tree itself; a click lists them. */
export function StatusPanel({ node }: { node: TreeNode }) {
  const { t } = useTranslation("dashboard");
  const { t: common } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: "/dashboard/$nodeId" });
  const { outlets, byState } = node.below;
  const show = (state: State) => void navigate({ search: { state } });

  if (outlets === 0) {
    return (
      <Panel title={t("status.title")}>
        <EmptyState icon={IconPlugOff} title={t("status.none")} hint={t("status.noneHint")} action={<AddStations nodeId={node.id} />} />
      </Panel>
    );
  }
  const shown = states.filter((state) => byState[state] > 0 || always.includes(state));
  const sections = states
    .filter((state) => byState[state] > 0)
    .map((state) => ({
      value: (100 * byState[state]) / outlets,
      color: `var(--${toneOf[state]})`,
      tooltip: t("status.share", { state: common(`state.${state}`), outlets: format.number(byState[state]) }),
      onClick: () => show(state),
      style: { cursor: "pointer" },
    }));
  return (
    <Panel title={t("status.title")} about={t("status.about", { count: outlets, outlets: format.number(outlets), node: node.name })}>
      <div className={classes["status"]}>
        <RingProgress size={132} thickness={14} sections={sections} aria-hidden label={<div className={classes["total"]}>{format.number(outlets)}</div>} />
        <ul className={classes["legend"]} aria-label={t("status.title")}>
          {shown.map((state) => (
            <li key={state}>
              <button
                type="button"
                className={classes["legendItem"]}
                disabled={byState[state] === 0}
                aria-label={t("status.show", { state: common(`state.${state}`), outlets: format.number(byState[state]) })}
                onClick={() => show(state)}
              >
                <StatePill state={state} /> {format.number(byState[state])}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
