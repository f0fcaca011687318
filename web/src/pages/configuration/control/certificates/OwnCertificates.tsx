import { Button } from "@mantine/core";
import { IconCircleCheckFilled, IconCircleDashed, IconCircleMinus, IconXboxXFilled, type Icon } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../access/capability";
import { revokeCertificate, stationCertificatesQuery } from "../../../../api/security";
import type { StationCertificate } from "../../../../api/types";
import { CertificateLine, CertificateList } from "../../../../components/certificates/CertificateLine";
import { ValidUntil } from "../../../../components/certificates/ValidUntil";
import { ConfirmDialog } from "../../../../components/ConfirmDialog";
import { Instant } from "../../../../components/Quantity";
import { TonePill } from "../../../../components/StatePill";
import type { Tone } from "../../../../components/tone";
import type { Control } from "../useControl";

const looks: Record<StationCertificate["state"], { tone: Tone; icon: Icon }> = {
  issued: { tone: "warning", icon: IconCircleDashed },
  installed: { tone: "available", icon: IconCircleCheckFilled },
  rejected: { tone: "fault", icon: IconXboxXFilled },
  replaced: { tone: "offline", icon: IconCircleMinus },
  revoked: { tone: "offline", icon: IconXboxXFilled },
};

/** What the portal signed for the station. One that was not taken can be sent again; one that opens can be revoked. */
export function OwnCertificates({ certificates, control }: { certificates: readonly StationCertificate[]; control: Control }) {
  const { t } = useTranslation("configuration");
  const mayRevoke = useMay("configureStations");
  const queryClient = useQueryClient();
  const [revoking, setRevoking] = useState<StationCertificate | null>(null);
  const revoke = useMutation({
    mutationFn: ({ id }: StationCertificate) => revokeCertificate(id),
    onSuccess: async ({ stationId }) => {
      setRevoking(null);
      await queryClient.invalidateQueries({ queryKey: stationCertificatesQuery(stationId).queryKey });
    },
  });
  return (
    <>
      <CertificateList label={t("certificate.own")}>
        {certificates.map((certificate) => {
          const { state } = certificate;
          const opens = state === "issued" || state === "installed";
          return (
            <CertificateLine
              key={certificate.id}
              name={certificate.subject}
              beside={
                <TonePill tone={looks[state].tone} icon={looks[state].icon}>
                  {t(`certificate.state.${state}`)}
                </TonePill>
              }
              facts={[
                <ValidUntil key="until" at={certificate.notAfter} />,
                certificate.usedAt === null ? (
                  t("certificate.notUsed")
                ) : (
                  <>
                    {t("certificate.used")} <Instant at={certificate.usedAt} style="minute" />
                  </>
                ),
                t("certificate.serial", { serial: certificate.serial }),
              ]}
              actions={
                <>
                  {(state === "issued" || state === "rejected") && (
                    <Button size="compact-sm" disabled={control.refusal !== null} loading={control.isRunning("certificateSigned")} onClick={() => control.send({ name: "certificateSigned", chain: certificate.pem })}>
                      {t("certificate.sendAgain")}
                    </Button>
                  )}
                  {opens && mayRevoke && (
                    <Button size="compact-sm" color="red" variant="light" onClick={() => setRevoking(certificate)}>
                      {t("certificate.revoke")}
                    </Button>
                  )}
                </>
              }
            />
          );
        })}
      </CertificateList>
      <ConfirmDialog
        opened={revoking !== null}
        title={t("certificate.revokeTitle")}
        confirm={t("certificate.revokeNow")}
        danger
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking !== null && revoke.mutate(revoking)}
        onClose={() => setRevoking(null)}
      >
        {t("certificate.revokeText")}
      </ConfirmDialog>
    </>
  );
}
