import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

/** As many characters as OCPP gives a key. */
const longestKey = 50;
const longestValue = 500;

type AddKeyDialogProps = { known: readonly string[]; onClose: () => void; onAdd: (key: string, value: string) => void };

/** Sets a key which the station did not list: some have keys they keep to themselves. */
export function AddKeyDialog({ known, onClose, onAdd }: AddKeyDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const isKnown = known.includes(key.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd(key.trim(), value);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("ocpp.add")} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("ocpp.addText")}</Text>
          <TextInput label={t("ocpp.key")} value={key} maxLength={longestKey} onChange={(event) => setKey(event.currentTarget.value)} error={isKnown ? t("ocpp.keyKnown") : undefined} required data-autofocus />
          <TextInput label={t("ocpp.value")} value={value} maxLength={longestValue} onChange={(event) => setValue(event.currentTarget.value)} />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={key.trim() === "" || isKnown}>
              {t("ocpp.set")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
