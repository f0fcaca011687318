import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { isFinal, useSendCommand } from "../../../api/commands";
import { writeKeys } from "../../../api/templates";
import type { Command, StationConfiguration, WantedKey } from "../../../api/types";
import { problemText } from "../../../components/problemText";
import { useLiveEvents } from "../../../live/LiveProvider";

export type ConfigurationKey = StationConfiguration["keys"][number];

export type KeyEdits = {
  /** What stands in a key's field: what was typed, else what the station has. */
  value: (key: ConfigurationKey) => string;
  isDirty: (key: ConfigurationKey) => boolean;
  type: (key: string, value: string) => void;
  discard: (key: string) => void;
  save: (key: string, value: string) => void;
  /** Everything that was typed and is not what the station has. */
  changes: readonly WantedKey[];
  /** Writes all changes in one go, one after the other. */
  saveAll: () => void;
  isSavingAll: boolean;
  /** How the last change of a key went, or goes. */
  result: (key: string) => Command | undefined;
};

/** What is being typed into configuration keys, and how saving each of them goes. */
export function useKeyEdits(stationId: number, keys: readonly ConfigurationKey[] | undefined): KeyEdits {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [results, setResults] = useState<Readonly<Record<string, Command>>>({});
  const { mutate } = useSendCommand(stationId);
  const { t: common } = useTranslation();

  const take = useCallback((command: Command) => {
    const key = (command.parameters as { key?: unknown }).key;
    if (typeof key !== "string") return;
    setResults((before) => {
      const known = before[key];
      return known !== undefined && (known.id > command.id || (known.id === command.id && isFinal(known) && !isFinal(command))) ? before : { ...before, [key]: command };
    });
    // What the station has taken is no longer a change.
    if (command.state === "accepted") setTyped((before) => without(before, key));
  }, []);
  const all = useMutation({
    mutationFn: (changes: readonly WantedKey[]) => writeKeys(stationId, [...changes]),
    onSuccess: (commands) => commands.forEach(take),
    onError: (error) => {
      const { title, detail } = problemText(error, common);
      notifications.show({ color: "red", title, message: detail ?? "", autoClose: false });
    },
  });
  useLiveEvents((events) => {
    for (const event of events) if (event.type === "command" && event.data.stationId === stationId && event.data.name === "changeConfiguration") take(event.data);
  });

  const stored = (key: string) => keys?.find((candidate) => candidate.key === key)?.value ?? "";
  const changes = Object.entries(typed).flatMap(([key, value]) => (value === stored(key) ? [] : [{ key, value }]));
  return {
    value: ({ key, value }) => typed[key] ?? value ?? "",
    isDirty: ({ key, value }) => typed[key] !== undefined && typed[key] !== (value ?? ""),
    type: (key, value) => setTyped((before) => (value === stored(key) ? without(before, key) : { ...before, [key]: value })),
    discard: (key) => setTyped((before) => without(before, key)),
    save: (key, value) => mutate({ name: "changeConfiguration", key, value }, { onSuccess: take }),
    changes,
    saveAll: () => all.mutate(changes),
    isSavingAll: all.isPending,
    result: (key) => results[key],
  };
}

function without(values: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== key));
}
