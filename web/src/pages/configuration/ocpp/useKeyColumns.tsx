import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isFinal } from "../../../api/commands";
import type { TableColumn } from "../../../components/DataTable";
import { CommandAnswer } from "../control/CommandAnswer";
import classes from "./Ocpp.module.css";
import type { ConfigurationKey, KeyEdits } from "./useKeyEdits";

/** Key, value with its field, and how the last change went. */
export function useKeyColumns(edits: KeyEdits, disabled: boolean, filter: ReactNode): readonly TableColumn<ConfigurationKey>[] {
  const { t } = useTranslation("configuration");
  return [
    { id: "key", title: t("ocpp.key"), width: 280, filter, render: ({ key }) => <span title={key}>{key}</span> },
    { id: "value", title: t("ocpp.value"), width: 420, render: (row) => <Value row={row} edits={edits} disabled={disabled} /> },
    {
      id: "result",
      title: t("ocpp.lastChange"),
      width: 180,
      render: ({ key }) => {
        const command = edits.result(key);
        return command !== undefined && <CommandAnswer command={command} />;
      },
    },
  ];
}

function Value({ row, edits, disabled }: { row: ConfigurationKey; edits: KeyEdits; disabled: boolean }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  if (row.readOnly) {
    return (
      <span className={classes["readOnly"]} title={row.value ?? undefined}>
        <IconLock size={14} role="img" aria-label={t("ocpp.readOnly")} />
        {row.value ?? "–"}
      </span>
    );
  }
  const value = edits.value(row);
  const command = edits.result(row.key);
  const saving = command !== undefined && !isFinal(command);
  const save = () => edits.save(row.key, value);
  return (
    <div className={classes["value"]}>
      <TextInput
        aria-label={row.key}
        value={value}
        disabled={disabled || saving}
        maxLength={500}
        onChange={(event) => edits.type(row.key, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && edits.isDirty(row)) save();
          if (event.key === "Escape") edits.discard(row.key);
        }}
      />
      {(edits.isDirty(row) || saving) && (
        <>
          <Button size="compact-sm" variant="filled" disabled={disabled} loading={saving} onClick={save}>
            {common("action.save")}
          </Button>
          <ActionIcon size="sm" aria-label={t("form.discard")} disabled={saving} onClick={() => edits.discard(row.key)}>
            <IconArrowBackUp size={14} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
