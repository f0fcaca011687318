import { useTranslation } from "react-i18next";
import { PageHead } from "../../components/PageHead";
import { useTreeNode } from "../../live/LiveProvider";
import { dashboardRoute } from "./route";

/** What goes on at a node, at a glance. */
export function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const { nodeId } = dashboardRoute.useParams();
  const node = useTreeNode(nodeId);
  return <PageHead title={t("title")} {...(node === undefined ? {} : { about: node.name })} />;
}
