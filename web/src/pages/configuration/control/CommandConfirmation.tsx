import { useState } from "react";
import type { CommandRequest } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";

/** A command that is asked about before it is sent. */
export type AskedCommand = { request: CommandRequest; title: string; text: string; confirm: string };

type CommandConfirmationProps = { asked: AskedCommand | null; onClose: () => void; onConfirm: (request: CommandRequest) => void };

/** Says what a command will do before it is sent. */
export function CommandConfirmation({ asked, onClose, onConfirm }: CommandConfirmationProps) {
  // The words stay while the dialog fades.
  const [shown, setShown] = useState(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  if (shown === null) return null;
  return (
    <ConfirmDialog
      opened={asked !== null}
      title={shown.title}
      confirm={shown.confirm}
      danger
      onClose={onClose}
      onConfirm={() => {
        onConfirm(shown.request);
        onClose();
      }}
    >
      {shown.text}
    </ConfirmDialog>
  );
}
