import { useTranslation } from "react-i18next";
import { PageHead } from "../../components/PageHead";

/** What a person may set for themselves. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  return <PageHead title={t("title")} />;
}
