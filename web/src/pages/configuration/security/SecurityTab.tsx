import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { authorityQuery, pendingRequestsQuery } from "../../../api/security";
import { CertificateList } from "../../../components/certificates/CertificateLine";
import { RequestLine } from "../../../components/certificates/RequestLine";
import { Panel } from "../../../components/Panel";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { useLiveEvents } from "../../../live/LiveProvider";
import classes from "../general/General.module.css";
import { AuthorityPanel } from "./AuthorityPanel";

/** By what stations and the portal know each other: requests that wait for a person, the portal's authority, roots of others. */
export function SecurityTab() {
  const { t } = useTranslation("configuration");
  const seesRequests = useMay("viewMessages");
  const seesAuthority = useMay("editSettings");
  const queryClient = useQueryClient();
  const { data: pending, error, refetch } = useQuery({ ...pendingRequestsQuery, enabled: seesRequests });
  useLiveEvents((events) => {
    if (!events.some((event) => event.type === "security")) return;
    void queryClient.invalidateQueries({ queryKey: pendingRequestsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: authorityQuery.queryKey });
  });
  return (
    <div className={classes["columns"]}>
      {seesAuthority && <AuthorityPanel />}
      {seesRequests && (
        <Panel title={t("certificate.pending")} about={pending?.items.length === 0 ? t("certificate.nonePending") : undefined}>
          {error !== null && pending === undefined && <ProblemAlert error={error} onRetry={() => void refetch()} />}
          {pending !== undefined && pending.items.length > 0 && (
            <CertificateList label={t("certificate.pending")}>
              {pending.items.map((request) => (
                <RequestLine key={request.id} request={request} />
              ))}
            </CertificateList>
          )}
        </Panel>
      )}
    </div>
  );
}
