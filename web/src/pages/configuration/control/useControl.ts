import { notifications } from "@mantine/notifications";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { commandsKeyOf, fetchCommands, isFinal, useCancelCommand, useSendCommand } from "../../../api/commands";
import type { Command, CommandRequest } from "../../../api/types";
import { useCursorList, type CursorList } from "../../../components/DataTable";
import { problemText } from "../../../components/problemText";
import type { TreeNode } from "../../../live/tree";

/** How long a command may wait for a station that is offline, in seconds. */
export const patienceS = { hour: 3600, day: 86_400, week: 604_800, month: 2_592_000 } as const;
export type Patience = keyof typeof patienceS;

export type Control = {
  list: CursorList<Command>;
  /** Whether the viewer may only look. */
  forbidden: boolean;
  /** Whether the station cannot hear anything now. */
  offline: boolean;
  /** How long commands wait for the station while it is offline; null: they are not given then. */
  patience: Patience | null;
  setPatience: (patience: Patience | null) => void;
  /** Why nothing can be asked of the station, in words; null when it can. */
  refusal: string | null;
  send: (request: CommandRequest) => void;
  /** As `send`, for a form: what is refused is the form's to say. Gives the refusal, or null. */
  submit: (request: CommandRequest) => Promise<unknown>;
  /** The newest command of these names that has ended, so that what depends on it is read anew; 0 for none. */
  settled: (...names: CommandRequest["name"][]) => number;
  /** Takes back what still waits. */
  cancel: (command: Command) => void;
  /** Whether such a command is on its way; without an outlet, to any of them. One that waits for the station's return is not. */
  isRunning: (name: CommandRequest["name"], outlet?: number) => boolean;
};

/** What can be asked of a station, what has been, and whether it can hear. */
export function useControl(station: TreeNode): Control {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const forbidden = !useMay("controlStations");
  const [patience, setPatience] = useState<Patience | null>(null);
  const list = useCursorList<Command>(commandsKeyOf(station.id), (cursor, signal) => fetchCommands(station.id, cursor, signal));
  const offline = station.online === false;
  const { mutate, mutateAsync } = useSendCommand(station.id, offline && patience !== null ? patienceS[patience] : null);
  const { mutate: takeBack } = useCancelCommand(station.id);
  const { rows } = list;

  const fail = useCallback(
    (title: string) => (error: unknown) => {
      const { title: kind, detail } = problemText(error, common);
      notifications.show({ color: "red", title, message: detail ?? kind, autoClose: false });
    },
    [common],
  );
  const send = useCallback(
    (request: CommandRequest) => mutate(request, { onError: fail(t("control.notSent")) }),
    [mutate, t, fail],
  );
  const submit = useCallback((request: CommandRequest) => mutateAsync(request).then(() => null, (error: unknown) => error), [mutateAsync]);
  const settled = useCallback((...names: CommandRequest["name"][]) => rows?.find((command) => isFinal(command) && names.includes(command.name))?.id ?? 0, [rows]);
  const cancel = useCallback((command: Command) => takeBack(command.id, { onError: fail(t("waiting.notTakenBack")) }), [takeBack, t, fail]);
  const isRunning = useCallback(
    (name: CommandRequest["name"], outlet?: number) =>
      !offline && (rows?.some((command) => !isFinal(command) && command.name === name && (outlet === undefined || command.parameters["outlet"] === outlet)) ?? false),
    [rows, offline],
  );
  const refusal = forbidden ? t("control.notAllowed") : offline && patience === null ? t("control.offline") : null;
  return { list, forbidden, offline, patience, setPatience, refusal, send, submit, settled, cancel, isRunning };
}
