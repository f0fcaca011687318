import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { nodeQuery } from "../../../api/nodes";
import type { TreeNode } from "../../../live/tree";
import { configurationRoute, type ConfigurationSearch } from "../route";
import { CommandPanel } from "./CommandPanel";
import classes from "./Control.module.css";
import { ReachNotice } from "./ReachNotice";
import { sectionsOf } from "./sections";
import { useControl } from "./useControl";

/** What can be asked of a station, in groups, beside what has been and how it went; all of it live. */
export function ControlTab({ station }: { station: TreeNode }) {
  const { t } = useTranslation("configuration");
  const { section } = configurationRoute.useSearch();
  const navigate = useNavigate();
  const { data: node } = useQuery(nodeQuery(station.id));
  const control = useControl(station);
  const offered = sectionsOf(node);
  const chosen = offered.find(({ key }) => key === section) ?? offered[0];
  const choose = (key: string | null) =>
    void navigate({ to: ".", search: (before: ConfigurationSearch) => ({ ...before, section: key === null || key === offered[0]?.key ? undefined : key }) });
  return (
    <div className={classes["columns"]}>
      <div className={classes["cards"]}>
        <ReachNotice control={control} station={station} node={node} />
        {/* One group alone needs no choice. */}
        <Tabs value={chosen?.key ?? null} onChange={choose} variant="pills" keepMounted={false} classNames={{ root: classes["sections"] ?? "", panel: classes["section"] ?? "" }}>
          {offered.length > 1 && (
            <Tabs.List aria-label={t("control.sections")}>
              {offered.map(({ key }) => (
                <Tabs.Tab key={key} value={key}>
                  {t(`section.${key}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          )}
          {offered.map(({ key, component: Shown }) => (
            <Tabs.Panel key={key} value={key}>
              <Shown station={station} node={node} control={control} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </div>
      <CommandPanel control={control} />
    </div>
  );
}
