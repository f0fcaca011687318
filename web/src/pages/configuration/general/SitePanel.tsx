import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Panel";
import { ChoiceField, FigureField, TextField } from "./fields";
import classes from "./General.module.css";
import { timeZoneChoices } from "./timeZones";
import type { EditForm } from "./useEditForm";

/** Where a site is, when it is open, whom to call. */
export function SitePanel({ form }: { form: EditForm }) {
  const { t } = useTranslation("configuration");
  return (
    <Panel title={t("panel.site")}>
      <div className={classes["grid"]}>
        <TextField form={form} name="address" label={t("field.address")} lines={2} wide />
        <ChoiceField form={form} name="timeZone" label={t("field.timeZone")} choices={timeZoneChoices()} searchable />
        <TextField form={form} name="contact" label={t("field.contact")} />
        <TextField form={form} name="openingHours" label={t("field.openingHours")} wide />
        <FigureField form={form} name="latitude" label={t("field.latitude")} min={-90} max={90} decimals={6} unit="°" nullable />
        <FigureField form={form} name="longitude" label={t("field.longitude")} min={-180} max={180} decimals={6} unit="°" nullable />
      </div>
    </Panel>
  );
}
