import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stationCertificatesQuery } from "../../../../api/security";
import { CertificateList } from "../../../../components/certificates/CertificateLine";
import { RequestLine } from "../../../../components/certificates/RequestLine";
import { Panel } from "../../../../components/Panel";
import { ProblemAlert } from "../../../../components/ProblemAlert";
import { useLiveEvents } from "../../../../live/LiveProvider";
import type { SectionProps } from "../sections";
import { OwnCertificates } from "./OwnCertificates";
import { RootCertificates } from "./RootCertificates";

/** By what the station proves itself, by what it recognises the portal and its maker's firmware, and what it asked for. */
export function CertificatesSection({ station, control }: SectionProps) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const query = stationCertificatesQuery(station.id);
  const { data: certificates, error, refetch } = useQuery(query);
  useLiveEvents((events) => {
    if (events.some((event) => event.type === "security" && event.data.stationId === station.id)) void queryClient.invalidateQueries({ queryKey: query.queryKey });
  });
  if (error !== null && certificates === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (certificates === undefined) return <Skeleton h={280} />;
  const { own, installed, requests } = certificates;
  const ask = (
    <Button
      size="compact-sm"
      disabled={control.refusal !== null}
      loading={control.isRunning("triggerMessage")}
      onClick={() => control.send({ name: "triggerMessage", message: "signChargePointCertificate", extended: true })}
    >
      {t("certificate.askForNew")}
    </Button>
  );
  return (
    <>
      <Panel title={t("certificate.own")} about={own.length === 0 ? t("certificate.noOwn") : undefined} actions={ask}>
        {own.length > 0 && <OwnCertificates certificates={own} control={control} />}
      </Panel>
      {requests.length > 0 && (
        <Panel title={t("certificate.requests")}>
          <CertificateList label={t("certificate.requests")}>
            {requests.slice(0, 10).map((request) => (
              <RequestLine key={request.id} request={request} ofStation />
            ))}
          </CertificateList>
        </Panel>
      )}
      <RootCertificates installed={installed} control={control} />
    </>
  );
}
