import { useTranslation } from "react-i18next";
import type { Node } from "../../../api/types";
import { OutletStatusPill } from "../../../components/OutletStatusPill";
import { Panel } from "../../../components/Panel";
import { Instant } from "../../../components/Quantity";
import { connectorTypes, outletModes } from "../connectorTypes";
import { ChoiceField, FigureField, TextField } from "./fields";
import classes from "./General.module.css";
import type { EditForm } from "./useEditForm";

/** What an outlet is, who may charge at it, and what the station last said of it. */
export function OutletPanel({ form, outlet }: { form: EditForm; outlet: NonNullable<Node["outlet"]> }) {
  const { t } = useTranslation("configuration");
  const { errorCode, errorText, statusAt, status } = outlet;
  return (
    <Panel
      title={t("panel.outlet")}
      beside={<OutletStatusPill status={status} />}
      about={
        statusAt !== null && (
          <>
            {t("control.since")} <Instant at={statusAt} style="minute" />
            {errorCode !== null && errorCode !== "NoError" && ` · ${errorCode}`}
            {errorText !== null && ` · ${errorText}`}
          </>
        )
      }
    >
      <div className={classes["grid"]}>
        <FigureField form={form} name="number" label={t("field.number")} min={1} max={64} />
        <ChoiceField form={form} name="connectorType" label={t("field.connectorType")} choices={connectorTypes.map((value) => ({ value, label: t(`connectorType.${value}`) }))} />
        <ChoiceField form={form} name="mode" label={t("field.mode")} choices={outletModes.map((value) => ({ value, label: t(`mode.${value}`) }))} />
        <TextField form={form} name="parking" label={t("field.parking")} />
        <FigureField form={form} name="ratedCurrentA" label={t("field.ratedCurrentA")} unit="A" min={1} max={1000} decimals={1} />
        <ChoiceField form={form} name="phases" label={t("field.phases")} choices={["1", "2", "3"].map((value) => ({ value, label: value }))} numeric />
      </div>
    </Panel>
  );
}
