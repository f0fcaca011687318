import { ActionIcon, CopyButton, Input } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { changeNode, nodeQuery } from "../../../api/nodes";
import type { Node } from "../../../api/types";
import { Panel } from "../../../components/Panel";
import { CredentialPanel } from "./CredentialPanel";
import { TextField } from "./fields";
import { FormFrame } from "./FormFrame";
import classes from "./General.module.css";
import { nodeChange, nodeValues } from "./nodeValues";
import { OutletPanel } from "./OutletPanel";
import { SitePanel } from "./SitePanel";
import { concernsSoap, SoapPanel } from "./SoapPanel";
import { StationFacts } from "./StationFacts";
import { StationPanel } from "./StationPanel";
import { useEditForm } from "./useEditForm";

/** Everything that can be edited of a node, saved together; beside it what is known of it. */
export function NodeForm({ node }: { node: Node }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const mayEdit = useMayEdit(node.kind);
  const query = nodeQuery(node.id);
  const form = useEditForm({
    stored: nodeValues(node),
    save: async (version, changes) => queryClient.setQueryData(query.queryKey, await changeNode(node.id, version, nodeChange(changes))),
    reread: async () => nodeValues(await queryClient.fetchQuery({ ...query, staleTime: 0 })),
  });
  const fields = Object.keys(nodeValues(node).values);
  return (
    <>
      <FormFrame form={form} fields={fields} fieldTitle={(field) => t(`field.${field}` as "field.name")} mayEdit={mayEdit}>
        <div className={classes["columns"]}>
          <div className={classes["column"]}>
            <Panel title={t(`kind.${node.kind}`)} {...(mayEdit ? {} : { about: t("form.readOnly") })}>
              <div className={classes["grid"]}>
                <TextField form={form} name="name" label={t("field.name")} required />
                <TextField form={form} name="description" label={t("field.description")} lines={2} wide />
                <Uuid uuid={node.uuid} />
              </div>
            </Panel>
            {node.station != null && <CredentialPanel stationId={node.id} station={node.station} mayEdit={mayEdit} />}
            {node.station != null && concernsSoap(node.station) && <SoapPanel form={form} />}
          </div>
          {node.site != null && <SitePanel form={form} />}
          {node.station != null && (
            <div className={classes["column"]}>
              <StationPanel form={form} />
            </div>
          )}
          {node.outlet != null && <OutletPanel form={form} outlet={node.outlet} />}
          {node.station != null && <StationFacts station={node.station} />}
        </div>
      </FormFrame>
    </>
  );
}

/** As the portal's own policy has it: the system for those who edit it, places for those who build, the rest for those who set up stations. */
function useMayEdit(kind: Node["kind"]): boolean {
  const system = useMay("editSystem");
  const topology = useMay("editTopology");
  const stations = useMay("configureStations");
  if (kind === "system") return system;
  return kind === "station" || kind === "outlet" ? stations : topology;
}

function Uuid({ uuid }: { uuid: string }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  return (
    <Input.Wrapper className={classes["wide"] ?? ""} label={t("field.uuid")} labelElement="div">
      <div className={classes["uuid"]}>
        <code>{uuid}</code>
        <CopyButton value={uuid}>
          {({ copied, copy }) => (
            <ActionIcon size="sm" aria-label={copied ? common("copied") : common("copy")} onClick={copy}>
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      </div>
    </Input.Wrapper>
  );
}
