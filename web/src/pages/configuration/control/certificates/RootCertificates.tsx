import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CommandRequest, InstalledCertificate } from "../../../../api/types";
import { CertificateLine, CertificateList } from "../../../../components/certificates/CertificateLine";
import { PemDialog } from "../../../../components/certificates/PemDialog";
import { ValidUntil } from "../../../../components/certificates/ValidUntil";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { CommandConfirmation, type AskedCommand } from "../CommandConfirmation";
import type { Control } from "../useControl";

const kinds = ["centralSystemRoot", "manufacturerRoot"] as const;

/** The roots that the station has, as it last said; new ones are installed, old ones deleted. */
export function RootCertificates({ installed, control }: { installed: readonly InstalledCertificate[]; control: Control }) {
  const { t } = useTranslation("configuration");
  const [installing, setInstalling] = useState(false);
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  const disabled = control.refusal !== null;
  const list = () => kinds.forEach((kind) => control.send({ name: "getInstalledCertificateIds", kind }));
  const remove = ({ hash, subject }: InstalledCertificate) =>
    setAsked({ request: { name: "deleteCertificate", hash }, title: t("certificate.deleteTitle"), text: t("certificate.deleteText", { subject: subject ?? hash.serialNumber }), confirm: t("certificate.delete") });
  return (
    <Panel
      title={t("certificate.roots")}
      about={installed.length === 0 ? t("certificate.noRoots") : undefined}
      actions={
        <Group gap="xs">
          <Button size="compact-sm" disabled={disabled} loading={control.isRunning("getInstalledCertificateIds")} onClick={list}>
            {t("certificate.list")}
          </Button>
          <Button size="compact-sm" disabled={disabled} loading={control.isRunning("installCertificate")} onClick={() => setInstalling(true)}>
            {t("certificate.install")}
          </Button>
        </Group>
      }
    >
      {installed.length > 0 && (
        <CertificateList label={t("certificate.roots")}>
          {installed.map((certificate) => (
            <CertificateLine
              key={`${certificate.kind} ${certificate.hash.issuerKeyHash} ${certificate.hash.serialNumber}`}
              name={certificate.subject ?? t("certificate.unknownRoot")}
              facts={[
                t(`certificate.kind.${certificate.kind}`),
                ...(certificate.notAfter === null ? [] : [<ValidUntil key="until" at={certificate.notAfter} />]),
                t("certificate.serial", { serial: certificate.hash.serialNumber }),
                <>
                  {t("certificate.listed")} <Instant at={certificate.seenAt} style="minute" />
                </>,
              ]}
              actions={
                <Button size="compact-sm" color="red" variant="light" disabled={disabled} onClick={() => remove(certificate)}>
                  {t("certificate.deleteAsk")}
                </Button>
              }
            />
          ))}
        </CertificateList>
      )}
      {installing && <InstallDialog onClose={() => setInstalling(false)} onSend={control.send} />}
      <CommandConfirmation asked={asked} onClose={() => setAsked(null)} onConfirm={control.send} />
    </Panel>
  );
}

function InstallDialog({ onClose, onSend }: { onClose: () => void; onSend: (request: CommandRequest) => void }) {
  const { t } = useTranslation("configuration");
  const [kind, setKind] = useState<(typeof kinds)[number]>("centralSystemRoot");
  const send = (certificate: string) => {
    onSend({ name: "installCertificate", kind, ...(certificate === "" ? {} : { certificate }) });
    onClose();
  };
  return (
    <PemDialog title={t("certificate.installTitle")} text={t("certificate.installText")} confirm={t("certificate.installNow")} optional onConfirm={send} onClose={onClose}>
      <Select
        label={t("certificate.use")}
        data={kinds.map((value) => ({ value, label: t(`certificate.kind.${value}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(kinds.find((candidate) => candidate === value) ?? kind)}
      />
    </PemDialog>
  );
}
