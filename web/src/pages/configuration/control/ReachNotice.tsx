import { Alert, Group, Select, Switch } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Node } from "../../../api/types";
import { useFormat } from "../../../format/useFormat";
import type { TreeNode } from "../../../live/tree";
import { patienceS, type Control, type Patience } from "./useControl";

/** Why the station cannot be asked now; where it is offline, whether and how long commands shall wait for it. */
export function ReachNotice({ control, station, node }: { control: Control; station: TreeNode; node: Node | undefined }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const { forbidden, offline, patience, setPatience } = control;
  if (forbidden) return <Alert color="gray" icon={<IconPlugConnectedX />} title={t("control.notAllowed")} />;
  if (!offline) return null;
  const seenAt = node?.station?.lastSeenAt ?? null;
  const words = { hour: t("waiting.hour"), day: t("waiting.day"), week: t("waiting.week"), month: t("waiting.month") } satisfies Record<Patience, string>;
  return (
    <Alert color="gray" icon={<IconPlugConnectedX />} title={t("control.offline")}>
      {station.online === false && (seenAt === null ? t("control.neverSeen") : t("control.offlineHint", { at: format.instant(seenAt, "minute") }))}
      <Group gap="sm" mt="xs" align="center">
        <Switch label={t("waiting.wait")} checked={patience !== null} onChange={(event) => setPatience(event.currentTarget.checked ? "day" : null)} />
        {patience !== null && (
          <Select
            aria-label={t("waiting.howLong")}
            w={150}
            allowDeselect={false}
            data={Object.entries(words).map(([value, label]) => ({ value, label }))}
            value={patience}
            onChange={(value) => value !== null && value in patienceS && setPatience(value as Patience)}
          />
        )}
      </Group>
    </Alert>
  );
}
