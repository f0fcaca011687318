import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import { PageHead } from "../../components/PageHead";
import { useTreeNode } from "../../live/LiveProvider";
import { NotFound } from "../../routing/failures";
import { AlarmsPanel } from "./AlarmsPanel";
import { ChargingPanel } from "./ChargingPanel";
import classes from "./Dashboard.module.css";
import { EnergyPanel } from "./EnergyPanel";
import { OutletsDrawer } from "./OutletsDrawer";
import { dashboardRoute } from "./route";
import { StatusPanel } from "./StatusPanel";

/** What goes on at a node, at a glance and as it happens. */
export function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const { nodeId } = dashboardRoute.useParams();
  const node = useTreeNode(nodeId);
  const seesSessions = useMay("viewSessions");
  const seesAlarms = useMay("viewAlarms");
  if (node === undefined) return <NotFound />;
  return (
    <>
      <PageHead title={t("title")} about={node.name} />
      <div className={classes["panels"]}>
        <StatusPanel node={node} />
        {seesSessions && <EnergyPanel nodeId={nodeId} />}
        {seesSessions && <ChargingPanel node={node} />}
        {seesAlarms && <AlarmsPanel nodeId={nodeId} />}
      </div>
      <OutletsDrawer node={node} />
    </>
  );
}
