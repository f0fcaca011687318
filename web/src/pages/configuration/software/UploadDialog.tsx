import { Button, FileInput, Group, Modal, Progress, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { imagesQuery, uploadImage } from "../../../api/files";
import { fieldProblem, isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";

const fields = ["name", "version", "vendor", "model", "signature", "signingCertificate"] as const;

/** Uploads a firmware image; how much of it has gone is shown meanwhile. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("software");
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [texts, setTexts] = useState({ version: "", vendor: "", model: "", signature: "", signingCertificate: "" });
  const [part, setPart] = useState(0);
  const [tried, setTried] = useState(false);
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadImage({ file: chosen, ...texts }, setPart),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: imagesQuery.queryKey });
      onClose();
    },
  });
  const set = (name: keyof typeof texts) => ({
    value: texts[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTexts((before) => ({ ...before, [name]: value }));
    },
    error: fieldProblem(upload.error, name, common),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (file !== null && texts.version.trim() !== "") upload.mutate(file);
  };
  const missing = (isMissing: boolean) => (tried && isMissing ? t("upload.missing") : undefined);
  return (
    <Modal opened onClose={onClose} title={t("images.upload")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <FileInput label={t("upload.file")} placeholder={t("upload.choose")} value={file} onChange={setFile} error={missing(file === null) ?? fieldProblem(upload.error, "name", common)} required data-autofocus />
          <TextInput label={t("image.version")} description={t("upload.versionHint")} maxLength={50} required {...set("version")} error={missing(texts.version.trim() === "") ?? set("version").error} />
          <Group grow align="start">
            <TextInput label={t("image.vendor")} placeholder={t("image.any")} maxLength={50} {...set("vendor")} />
            <TextInput label={t("image.model")} placeholder={t("image.any")} maxLength={50} {...set("model")} />
          </Group>
          <TextInput label={t("image.signature")} description={t("upload.signatureHint")} maxLength={800} {...set("signature")} />
          <Textarea label={t("upload.certificate")} autosize minRows={2} maxRows={6} maxLength={5500} {...set("signingCertificate")} />
          {upload.isPending && <Progress value={100 * part} aria-label={t("transfer.progress")} animated />}
          {upload.error !== null && !isFieldProblem(upload.error, fields) && <ProblemAlert error={upload.error} />}
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" loading={upload.isPending}>
              {t("upload.start")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
