import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Panel";
import { ChoiceField, FigureField, SwitchField, TextField } from "./fields";
import { profileNumbers } from "../profiles";
import classes from "./General.module.css";
import type { EditForm } from "./useEditForm";

/** How a station is paired with the physical one, and how it connects. */
export function StationPanel({ form }: { form: EditForm }) {
  const { t } = useTranslation("configuration");
  const profiles = profileNumbers.map((value) => ({ value, label: t(`securityProfile.${value}`) }));
  return (
    <Panel title={t("panel.station")}>
      <div className={classes["grid"]}>
        <TextField form={form} name="chargeBoxId" label={t("field.chargeBoxId")} hint={t("hint.chargeBoxId")} wide required />
        <ChoiceField form={form} name="securityProfile" label={t("field.securityProfile")} choices={profiles} numeric wide />
        <FigureField form={form} name="heartbeatIntervalS" label={t("field.heartbeatIntervalS")} hint={t("hint.heartbeatIntervalS")} unit="s" min={10} max={86_400} nullable wide />
        <SwitchField form={form} name="public" label={t("field.public")} hint={t("hint.public")} wide />
        <SwitchField form={form} name="acceptMissingSubprotocol" label={t("field.acceptMissingSubprotocol")} hint={t("hint.acceptMissingSubprotocol")} wide />
      </div>
    </Panel>
  );
}
