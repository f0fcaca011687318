import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./ProblemAlert";

type ConfirmDialogProps = {
  opened: boolean;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button: "Delete", never "OK". */
  confirm: string;
  /** Set for what cannot be undone. */
  danger?: boolean;
  pending?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something is done that cannot be taken back; stays open with the reason when it is refused. */
export function ConfirmDialog({ opened, title, children, confirm, danger = false, pending = false, error, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        <div>{children}</div>
        {error != null && <ProblemAlert error={error} />}
        <Group justify="end" gap="xs">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" color={danger ? "red" : "primary"} loading={pending} onClick={onConfirm} data-autofocus>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
