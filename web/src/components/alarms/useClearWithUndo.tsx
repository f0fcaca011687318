import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { clearAlarm, hideAlarm, showAlarmAgain } from "../../api/alarms";
import type { Alarm } from "../../api/types";
import { problemText } from "../problemText";
import { useAlarmText } from "./AlarmPill";

/** How long there is to change one's mind. */
const undoMs = 6000;

/**
 * Clears an alarm after a moment in which it can be taken back: it leaves the lists at once, and only when the moment has passed is the portal told.
 * Leaving the page tells it at once.
 */
export function useClearWithUndo(): (alarm: Alarm) => void {
  const { t } = useTranslation();
  const alarmText = useAlarmText();
  const queryClient = useQueryClient();
  return useCallback(
    (alarm) => {
      const hidden = hideAlarm(queryClient, alarm);
      const id = `clear-alarm-${alarm.id}`;

      const commit = () => {
        finish();
        clearAlarm(alarm).catch((error: unknown) => {
          showAlarmAgain(queryClient, hidden);
          notifications.show({ color: "red", title: t("alarm.notCleared"), message: problemText(error, t).title, autoClose: false });
        });
      };
      const finish = () => {
        clearTimeout(timer);
        globalThis.removeEventListener("pagehide", commit);
      };
      const undo = () => {
        finish();
        showAlarmAgain(queryClient, hidden);
        notifications.hide(id);
      };
      const timer = setTimeout(commit, undoMs);
      globalThis.addEventListener("pagehide", commit);
      notifications.show({
        id,
        autoClose: undoMs,
        withCloseButton: false,
        message: (
          <Group justify="space-between" wrap="nowrap">
            {t("alarm.cleared", { alarm: alarmText(alarm), node: alarm.nodeName })}
            <Button size="compact-sm" onClick={undo}>
              {t("action.undo")}
            </Button>
          </Group>
        ),
      });
    },
    [queryClient, t, alarmText],
  );
}
