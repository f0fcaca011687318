import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { portalQuery } from "../../../api/portal";
import { changeSettings, settingsQuery } from "../../../api/settings";
import type { Settings } from "../../../api/types";
import { Panel } from "../../../components/Panel";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { languages } from "../../../i18n/languages";
import { ChoiceField, FigureField, SwitchField, TextField } from "./fields";
import { FormFrame } from "./FormFrame";
import classes from "./General.module.css";
import { timeZoneChoices } from "./timeZones";
import { useEditForm, type Versioned } from "./useEditForm";

/** The portal's name, language and zone, and the policies that hold for all of it. */
export function SettingsForm() {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  if (error !== null && settings === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (settings === undefined) return <Skeleton h={280} maw={640} />;
  return <Loaded settings={settings} />;
}

function Loaded({ settings }: { settings: Settings }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const form = useEditForm({
    stored: settingsValues(settings),
    save: async (version, changes) => {
      queryClient.setQueryData(settingsQuery.queryKey, await changeSettings(version, changes));
      await queryClient.invalidateQueries({ queryKey: portalQuery.queryKey });
    },
    reread: async () => settingsValues(await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 })),
  });
  return (
    <FormFrame form={form} fields={Object.keys(settings)} fieldTitle={(field) => t(`field.${field}` as "field.name")} mayEdit>
      <div className={classes["columns"]}>
        <Panel title={t("panel.portal")}>
          <div className={classes["grid"]}>
            <TextField form={form} name="portalName" label={t("field.portalName")} wide required />
            <ChoiceField form={form} name="defaultLanguage" label={t("field.defaultLanguage")} choices={languages.map(({ code, name }) => ({ value: code, label: name }))} />
            <ChoiceField form={form} name="timeZone" label={t("field.timeZone")} choices={timeZoneChoices()} searchable />
          </div>
        </Panel>
        <Panel title={t("panel.policies")}>
          <div className={classes["grid"]}>
            <ChoiceField
              form={form}
              name="unknownStations"
              label={t("field.unknownStations")}
              choices={(["reject", "hold", "accept"] as const).map((value) => ({ value, label: t(`unknownStations.${value}`) }))}
              wide
            />
            <ChoiceField form={form} name="unknownTags" label={t("field.unknownTags")} choices={(["reject", "accept"] as const).map((value) => ({ value, label: t(`unknownTags.${value}`) }))} wide />
            <SwitchField form={form} name="keepConfiguration" label={t("field.keepConfiguration")} wide />
            <SwitchField form={form} name="oneSessionPerTag" label={t("field.oneSessionPerTag")} wide />
            <FigureField form={form} name="heartbeatIntervalS" label={t("field.heartbeatIntervalS")} unit="s" min={10} max={86_400} />
            <FigureField form={form} name="meterValueIntervalS" label={t("field.meterValueIntervalS")} hint={t("hint.meterValueIntervalS")} unit="s" min={0} max={86_400} />
            <ChoiceField
              form={form}
              name="certificateSigning"
              label={t("field.certificateSigning")}
              choices={(["automatic", "approval"] as const).map((value) => ({ value, label: t(`certificateSigning.${value}`) }))}
              wide
            />
            <FigureField form={form} name="certificateWarningDays" label={t("field.certificateWarningDays")} unit={t("unit.days")} min={1} max={365} />
            <FigureField form={form} name="messageLogDays" label={t("field.messageLogDays")} unit={t("unit.days")} min={1} max={3650} />
          </div>
        </Panel>
      </div>
    </FormFrame>
  );
}

function settingsValues({ version, ...values }: Settings): Versioned {
  return { version, values };
}
