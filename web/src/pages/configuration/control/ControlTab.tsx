import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { nodeQuery } from "../../../api/nodes";
import { runningSessionsQuery } from "../../../api/sessions";
import { useFormat } from "../../../format/useFormat";
import { useTreeStructure } from "../../../live/LiveProvider";
import type { TreeNode } from "../../../live/tree";
import { CommandPanel } from "./CommandPanel";
import classes from "./Control.module.css";
import { OutletCard } from "./OutletCard";
import { StationCard } from "./StationCard";
import { useControl } from "./useControl";

/** What can be asked of a station and its outlets, beside what has been and how it went; all of it live. */
export function ControlTab({ station }: { station: TreeNode }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const { tree } = useTreeStructure();
  const control = useControl(station);
  const { data: node } = useQuery(nodeQuery(station.id));
  const { data: running } = useQuery(runningSessionsQuery(station.id));
  const seenAt = node?.station?.lastSeenAt ?? null;
  return (
    <div className={classes["columns"]}>
      <div className={classes["cards"]}>
        {control.refusal !== null && (
          <Alert color="gray" icon={<IconPlugConnectedX />} title={control.refusal}>
            {station.online === false && (seenAt === null ? t("control.neverSeen") : t("control.offlineHint", { at: format.instant(seenAt, "minute") }))}
          </Alert>
        )}
        {tree.children(station.id).map((id) => (
          <OutletCard key={id} outletId={id} control={control} session={running?.items.find(({ outletId }) => outletId === id)} />
        ))}
        <StationCard node={node} control={control} />
      </div>
      <CommandPanel control={control} />
    </div>
  );
}
