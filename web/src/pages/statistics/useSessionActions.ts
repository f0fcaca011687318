import { IconChargingPile, IconCopy, IconEye, IconFilter, IconMail, IconTag } from "@tabler/icons-react";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import type { Session } from "../../api/types";
import type { RowAction } from "../../components/DataTable";
import { useTree } from "../../live/LiveProvider";
import { pathTo } from "../../routing/paths";
import type { StatisticsPlace } from "./useStatisticsSearch";

/** What can be done with a session from its row's menu. */
export function useSessionActions({ change, go }: StatisticsPlace, personalData: boolean): (session: Session) => RowAction[] {
  const { t } = useTranslation("statistics");
  const navigate = useNavigate();
  const tree = useTree();
  const configures = useMay("configureStations");
  return useCallback(
    (session) => {
      const { id, stationId, stationName, email, tag } = session;
      const station = { station: stationName };
      const exists = tree.get(stationId) !== undefined;
      const actions: RowAction[] = [
        { id: "show", title: t("action.show"), icon: IconEye, shortcut: "↵", onChoose: () => go({ row: id, session: id }) },
        { id: "station", title: t("action.station", station), icon: IconChargingPile, disabled: !exists, onChoose: () => void navigate({ to: pathTo(configures ? "configuration" : "dashboard", stationId) }) },
        { id: "byStation", title: t("action.byStation"), icon: IconFilter, divided: true, onChoose: () => change({ "station.contains": stationName }) },
      ];
      if (personalData && email !== null) actions.push({ id: "byUser", title: t("action.byUser", { email }), icon: IconMail, onChoose: () => change({ "email.contains": email }) });
      if (personalData && tag !== null) actions.push({ id: "byTag", title: t("action.byTag"), icon: IconTag, onChoose: () => change({ "tag.contains": tag }) });
      actions.push({
        id: "copy",
        title: t("action.copyId"),
        icon: IconCopy,
        divided: true,
        onChoose: () => void navigator.clipboard.writeText(String(id)).then(() => notifications.show({ message: t("action.copied", { id }), autoClose: 2500 })),
      });
      return actions;
    },
    [t, navigate, tree, configures, personalData, change, go],
  );
}
