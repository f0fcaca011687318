import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { commandsKeyOf, fetchCommands, isFinal, useSendCommand } from "../../../api/commands";
import type { Command, CommandRequest } from "../../../api/types";
import { useCursorList, type CursorList } from "../../../components/DataTable";
import { problemText } from "../../../components/problemText";
import type { TreeNode } from "../../../live/tree";

export type Control = {
  list: CursorList<Command>;
  /** Why nothing can be asked of the station, in words; null when it can. */
  refusal: string | null;
  send: (request: CommandRequest) => void;
  /** Whether such a command is on its way; without an outlet, to any of them. */
  isRunning: (name: CommandRequest["name"], outlet?: number) => boolean;
};

/** What can be asked of a station, what has been, and whether it can hear. */
export function useControl(station: TreeNode): Control {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const may = useMay("controlStations");
  const list = useCursorList<Command>(commandsKeyOf(station.id), (cursor, signal) => fetchCommands(station.id, cursor, signal));
  const { mutate } = useSendCommand(station.id);
  const { rows } = list;

  const send = useCallback(
    (request: CommandRequest) =>
      mutate(request, {
        onError: (error) => {
          const { title, detail } = problemText(error, common);
          notifications.show({ color: "red", title: t("control.notSent"), message: detail ?? title, autoClose: false });
        },
      }),
    [mutate, t, common],
  );
  const isRunning = useCallback(
    (name: CommandRequest["name"], outlet?: number) =>
      rows?.some((command) => !isFinal(command) && command.name === name && (outlet === undefined || command.parameters["outlet"] === outlet)) ?? false,
    [rows],
  );
  const refusal = !may ? t("control.notAllowed") : station.online === false ? t("control.offline") : null;
  return { list, refusal, send, isRunning };
}
