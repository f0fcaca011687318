import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { TagInput } from "../TagInput";

type StartDialogProps = { outlet: number; onClose: () => void; onStart: (tag: string) => void };

/** Asks on whose tag to start. */
export function StartDialog({ outlet, onClose, onStart }: StartDialogProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const [tag, setTag] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart(tag.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("start.title", { outlet })} closeButtonProps={{ "aria-label": common("action.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <TagInput label={t("start.tag")} value={tag} onChange={setTag} required autoFocus />
          <Group justify="end" gap="xs">
            <Button onClick={onClose}>{common("action.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={tag.trim() === ""}>
              {t("start.start")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
