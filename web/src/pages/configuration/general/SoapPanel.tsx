import { useTranslation } from "react-i18next";
import type { Node } from "../../../api/types";
import { Panel } from "../../../components/Panel";
import { TextField } from "./fields";
import classes from "./General.module.css";
import type { EditForm } from "./useEditForm";

/** Where a station that speaks SOAP is called, and what binds who may post as it. */
export function SoapPanel({ form }: { form: EditForm }) {
  const { t } = useTranslation("configuration");
  return (
    <Panel title={t("panel.soap")}>
      <div className={classes["grid"]}>
        <TextField form={form} name="soapAddressPinned" label={t("field.soapAddressPinned")} hint={t("hint.soapAddressPinned")} wide />
        <TextField form={form} name="soapAddressRange" label={t("field.soapAddressRange")} hint={t("hint.soapAddressRange")} wide />
        <TextField form={form} name="soapCertificate" label={t("field.soapCertificate")} hint={t("hint.soapCertificate")} wide />
      </div>
    </Panel>
  );
}

/** Whether the fields matter for a station: it speaks SOAP, may turn out to, or something is set. */
export function concernsSoap(station: NonNullable<Node["station"]>): boolean {
  const isSet = [station.soapAddressPinned, station.soapAddressRange, station.soapCertificate].some((value) => value != null);
  return isSet || station.protocol === null || station.reachability != null;
}
