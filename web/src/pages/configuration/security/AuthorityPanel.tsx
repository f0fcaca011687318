import { Button, Group, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { authorityQuery, distrustRoot, renewAuthority, trustRoot } from "../../../api/security";
import type { PortalCertificate, TrustedRoot } from "../../../api/types";
import { CertificateLine, CertificateList } from "../../../components/certificates/CertificateLine";
import { PemDialog } from "../../../components/certificates/PemDialog";
import { ValidUntil } from "../../../components/certificates/ValidUntil";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { Panel } from "../../../components/Panel";
import { ProblemAlert } from "../../../components/ProblemAlert";
import classes from "../general/General.module.css";

/** The portal's certificate authority and its TLS certificate, and the roots of others that it trusts. */
export function AuthorityPanel() {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const { data: authority, error, refetch } = useQuery(authorityQuery);
  const [renewing, setRenewing] = useState(false);
  const renew = useMutation({
    mutationFn: renewAuthority,
    onSuccess: (renewed) => {
      queryClient.setQueryData(authorityQuery.queryKey, renewed);
      setRenewing(false);
    },
  });
  if (error !== null && authority === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (authority === undefined) return <Skeleton h={280} />;
  const { current, earlier, tls, trusted } = authority;
  return (
    <div className={classes["column"]}>
      <Panel
        title={t("authority.title")}
        about={t("authority.about")}
        actions={
          <Group gap="xs">
            {current !== null && (
              <Button size="compact-sm" component="a" href="/api/v1/authority/certificate.pem" download>
                {t("authority.download")}
              </Button>
            )}
            <Button size="compact-sm" loading={renew.isPending} onClick={() => (current === null ? renew.mutate() : setRenewing(true))}>
              {current === null ? t("authority.make") : t("authority.renew")}
            </Button>
          </Group>
        }
      >
        {renew.error !== null && !renewing && <ProblemAlert error={renew.error} />}
        {current === null ? (
          t("authority.none")
        ) : (
          <CertificateList label={t("authority.title")}>
            <OwnLine certificate={current} />
            {earlier.map((certificate) => (
              <OwnLine key={certificate.serial} certificate={certificate} isEarlier />
            ))}
          </CertificateList>
        )}
      </Panel>
      <Panel title={t("authority.tls")} about={tls === null ? t("authority.noTls") : undefined}>
        {tls !== null && (
          <CertificateList label={t("authority.tls")}>
            <OwnLine certificate={tls} />
          </CertificateList>
        )}
      </Panel>
      <TrustedRoots trusted={trusted} />
      <ConfirmDialog opened={renewing} title={t("authority.renewTitle")} confirm={t("authority.renewNow")} pending={renew.isPending} error={renew.error} onConfirm={() => renew.mutate()} onClose={() => setRenewing(false)}>
        {t("authority.renewText")}
      </ConfirmDialog>
    </div>
  );
}

function OwnLine({ certificate, isEarlier = false }: { certificate: PortalCertificate; isEarlier?: boolean }) {
  const { t } = useTranslation("configuration");
  return (
    <CertificateLine
      name={certificate.subject}
      facts={[...(isEarlier ? [t("authority.earlier")] : []), <ValidUntil key="until" at={certificate.notAfter} />, t("certificate.serial", { serial: certificate.serial })]}
    />
  );
}

function TrustedRoots({ trusted }: { trusted: readonly TrustedRoot[] }) {
  const { t } = useTranslation("configuration");
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<TrustedRoot | null>(null);
  const reread = () => queryClient.invalidateQueries({ queryKey: authorityQuery.queryKey });
  const add = useMutation({
    mutationFn: trustRoot,
    onSuccess: async () => {
      setAdding(false);
      await reread();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: TrustedRoot) => distrustRoot(id),
    onSuccess: async () => {
      setRemoving(null);
      await reread();
    },
  });
  return (
    <Panel
      title={t("authority.trusted")}
      about={t("authority.trustedAbout")}
      actions={
        <Button size="compact-sm" onClick={() => setAdding(true)}>
          {t("authority.trust")}
        </Button>
      }
    >
      {trusted.length > 0 && (
        <CertificateList label={t("authority.trusted")}>
          {trusted.map((root) => (
            <CertificateLine
              key={root.id}
              name={root.subject}
              facts={[<ValidUntil key="until" at={root.notAfter} />, root.createdBy]}
              actions={
                <Button size="compact-sm" color="red" variant="light" onClick={() => setRemoving(root)}>
                  {t("authority.distrustAsk")}
                </Button>
              }
            />
          ))}
        </CertificateList>
      )}
      {adding && (
        <PemDialog title={t("authority.trustTitle")} text={t("authority.trustText")} confirm={t("authority.trustNow")} pending={add.isPending} error={add.error} onConfirm={(pem) => add.mutate(pem)} onClose={() => setAdding(false)} />
      )}
      <ConfirmDialog
        opened={removing !== null}
        title={t("authority.distrustTitle")}
        confirm={t("authority.distrust")}
        danger
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => removing !== null && remove.mutate(removing)}
        onClose={() => setRemoving(null)}
      >
        {t("authority.distrustText", { subject: removing?.subject ?? "" })}
      </ConfirmDialog>
    </Panel>
  );
}
