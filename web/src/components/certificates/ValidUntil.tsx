import { useTranslation } from "react-i18next";
import { Instant } from "../Quantity";

/** Until when a certificate holds, in words. */
export function ValidUntil({ at }: { at: string }) {
  const { t } = useTranslation("configuration");
  return (
    <>
      {new Date(at) < new Date() ? t("certificate.ended") : t("certificate.validUntil")} <Instant at={at} style="minute" />
    </>
  );
}
