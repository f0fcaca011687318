import { Button } from "@mantine/core";
import { IconCircleCheckFilled, IconHourglass, IconXboxXFilled, type Icon } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import { decideRequest, pendingRequestsQuery, stationCertificatesQuery } from "../../api/security";
import type { CertificateRequest } from "../../api/types";
import { NodeLink } from "../NodeLink";
import { ProblemAlert } from "../ProblemAlert";
import { Instant } from "../Quantity";
import { TonePill } from "../StatePill";
import type { Tone } from "../tone";
import { CertificateLine } from "./CertificateLine";

const looks: Record<CertificateRequest["state"], { tone: Tone; icon: Icon }> = {
  pending: { tone: "warning", icon: IconHourglass },
  signed: { tone: "available", icon: IconCircleCheckFilled },
  refused: { tone: "fault", icon: IconXboxXFilled },
};

/** A station's request for a certificate; one that waits can be approved or refused. */
export function RequestLine({ request, ofStation = false }: { request: CertificateRequest; ofStation?: boolean }) {
  const { t } = useTranslation("configuration");
  const mayDecide = useMay("configureStations");
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (approve: boolean) => decideRequest(request.id, approve),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: pendingRequestsQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: stationCertificatesQuery(request.stationId).queryKey });
    },
  });
  const { tone, icon } = looks[request.state];
  const waits = request.state === "pending";
  return (
    <>
      <CertificateLine
        name={request.subject === "" ? t("certificate.unreadable") : request.subject}
        beside={
          <TonePill tone={tone} icon={icon}>
            {t(`certificate.request.${request.state}`)}
          </TonePill>
        }
        facts={[
          ...(ofStation ? [] : [
            <NodeLink key="station" nodeId={request.stationId} page="configuration" tab="control">
              {request.stationName}
            </NodeLink>,
          ]),
          ...(request.keyKind === "" ? [] : [request.keyKind]),
          <Instant key="at" at={request.receivedAt} style="minute" />,
          ...(request.fault === null ? [] : [request.fault]),
          ...(request.decidedBy === null ? [] : [request.decidedBy]),
        ]}
        actions={
          waits && mayDecide ? (
            <>
              <Button size="compact-sm" variant="filled" loading={decide.isPending} onClick={() => decide.mutate(true)}>
                {t("certificate.approve")}
              </Button>
              <Button size="compact-sm" color="red" variant="light" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
                {t("certificate.refuse")}
              </Button>
            </>
          ) : undefined
        }
      />
      {decide.error !== null && <ProblemAlert error={decide.error} />}
    </>
  );
}
