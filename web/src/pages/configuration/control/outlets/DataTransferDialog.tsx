import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CommandRequest } from "../../../../api/types";

type DataTransferDialogProps = { onClose: () => void; onSend: (request: CommandRequest) => void };

/** Sends a vendor's own message. */
export function DataTransferDialog({ onClose, onSend }: DataTransferDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const [vendorId, setVendorId] = useState("");
  const [messageId, setMessageId] = useState("");
  const [data, setData] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ name: "dataTransfer", vendorId: vendorId.trim(), ...(messageId.trim() === "" ? {} : { messageId: messageId.trim() }), ...(data === "" ? {} : { data }) });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("transfer.title")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("transfer.vendor")} value={vendorId} onChange={(event) => setVendorId(event.currentTarget.value)} maxLength={255} required data-autofocus />
          <TextInput label={t("transfer.message")} value={messageId} onChange={(event) => setMessageId(event.currentTarget.value)} maxLength={50} />
          <Textarea label={t("transfer.data")} value={data} onChange={(event) => setData(event.currentTarget.value)} autosize minRows={3} maxRows={10} />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={vendorId.trim() === ""}>
              {t("transfer.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
