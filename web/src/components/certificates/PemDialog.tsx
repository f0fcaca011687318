import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, isFieldProblem } from "../fieldProblem";
import { ProblemAlert } from "../ProblemAlert";
import classes from "./Certificates.module.css";

type PemDialogProps = {
  title: string;
  text: string;
  /** The verb on the button. */
  confirm: string;
  /** Fields above the certificate. */
  children?: ReactNode;
  /** Whether it may be left empty. */
  optional?: boolean;
  pending?: boolean;
  error?: unknown;
  onConfirm: (pem: string) => void;
  onClose: () => void;
};

/** How PEM begins, the same in every language (RFC 7468). */
const firstLine = "-----BEGIN CERTIFICATE-----";

/** Asks for a certificate in PEM. */
export function PemDialog({ title, text, confirm, children, optional = false, pending = false, error, onConfirm, onClose }: PemDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const [pem, setPem] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(pem.trim());
  };
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{text}</Text>
          {error != null && !isFieldProblem(error, ["certificate"]) && <ProblemAlert error={error} />}
          {children}
          <Textarea
            className={classes["pem"] ?? ""}
            label={t("certificate.pem")}
            placeholder={firstLine}
            autosize
            minRows={8}
            maxRows={16}
            spellCheck={false}
            value={pem}
            error={fieldProblem(error, "certificate", common)}
            onChange={(event) => setPem(event.currentTarget.value)}
            required={!optional}
            data-autofocus
          />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={pending} disabled={!optional && pem.trim() === ""}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
