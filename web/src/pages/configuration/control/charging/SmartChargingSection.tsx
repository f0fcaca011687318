import { useTranslation } from "react-i18next";
import { Panel } from "../../../../components/Panel";
import type { SectionProps } from "../sections";
import { CompositeSchedule } from "./CompositeSchedule";
import { InstalledProfiles } from "./InstalledProfiles";
import { ProfileForm } from "./ProfileForm";

/** How much may be drawn, when. */
export function SmartChargingSection({ station, control }: SectionProps) {
  const { t } = useTranslation("configuration");
  return (
    <>
      <Panel title={t("charging.new")} about={t("charging.newAbout")}>
        <ProfileForm station={station} control={control} />
      </Panel>
      <InstalledProfiles stationId={station.id} control={control} />
      <CompositeSchedule station={station} control={control} />
    </>
  );
}
