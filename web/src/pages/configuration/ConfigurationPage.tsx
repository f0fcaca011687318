import { Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHead } from "../../components/PageHead";
import { StatePill } from "../../components/StatePill";
import { useFormat } from "../../format/useFormat";
import { useTreeNode } from "../../live/LiveProvider";
import { stateOf, type TreeNode } from "../../live/tree";
import { NotFound } from "../../routing/failures";
import { pathTo } from "../../routing/paths";
import classes from "./Configuration.module.css";
import { ControlTab } from "./control/ControlTab";
import { FleetTab } from "./fleet/FleetTab";
import { GeneralTab } from "./general/GeneralTab";
import { MessagesTab } from "./messages/MessagesTab";
import { OcppTab } from "./ocpp/OcppTab";
import { configurationRoute } from "./route";
import { SecurityTab } from "./security/SecurityTab";
import { SoftwareTab } from "./software/SoftwareTab";
import { tabsOf } from "./tabs";
import { TemplatesTab } from "./templates/TemplatesTab";
import { TopologyTab } from "./topology/TopologyTab";
import { useNodeName } from "./useNodeName";

/** What a node is and how it is set up; at a station also what can be asked of it. */
export function ConfigurationPage() {
  const { nodeId } = configurationRoute.useParams();
  const node = useTreeNode(nodeId);
  return node === undefined ? <NotFound /> : <ConfigurationOf node={node} />;
}

function ConfigurationOf({ node }: { node: TreeNode }) {
  const { t } = useTranslation("configuration");
  const { tab } = configurationRoute.useParams();
  const navigate = useNavigate();
  const nodeName = useNodeName();
  const tabs = tabsOf(node.kind);
  const shown = tabs.find((candidate) => candidate === tab) ?? tabs[0];
  return (
    <>
      <PageHead title={nodeName(node)} about={t("title")}>
        <Said node={node} />
      </PageHead>
      <Tabs value={shown ?? null} onChange={(value) => void navigate({ to: pathTo("configuration", node.id, value ?? undefined) })} keepMounted={false} classNames={{ root: classes["tabs"] ?? "", panel: classes["panel"] ?? "" }}>
        <Tabs.List>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralTab key={node.id} node={node} />
        </Tabs.Panel>
        <Tabs.Panel value="topology">
          <TopologyTab node={node} />
        </Tabs.Panel>
        {node.kind === "system" && (
          <Tabs.Panel value="software">
            <SoftwareTab />
          </Tabs.Panel>
        )}
        {node.kind === "system" && (
          <Tabs.Panel value="security">
            <SecurityTab />
          </Tabs.Panel>
        )}
        {node.kind === "system" && (
          <Tabs.Panel value="templates">
            <TemplatesTab />
          </Tabs.Panel>
        )}
        {node.kind !== "station" && (
          <Tabs.Panel value="control">
            <FleetTab key={node.id} node={node} />
          </Tabs.Panel>
        )}
        {node.kind === "station" && (
          <>
            <Tabs.Panel value="control">
              <ControlTab key={node.id} station={node} />
            </Tabs.Panel>
            <Tabs.Panel value="ocpp">
              <OcppTab key={node.id} station={node} />
            </Tabs.Panel>
            <Tabs.Panel value="messages">
              <MessagesTab key={node.id} station={node} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </>
  );
}

/** The node's state in words: of several outlets, how many charge. */
function Said({ node }: { node: TreeNode }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  if (node.kind !== "station" && node.kind !== "outlet") return null;
  const state = stateOf(node);
  const { outlets, byState } = node.below;
  return <StatePill state={state}>{state === "charging" && outlets > 1 ? t("chargingOf", { charging: format.number(byState.charging), outlets: format.number(outlets) }) : undefined}</StatePill>;
}
