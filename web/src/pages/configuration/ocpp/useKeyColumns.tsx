import { ActionIcon, Button } from "@mantine/core";
import { IconArrowBackUp, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isFinal } from "../../../api/commands";
import type { TableColumn } from "../../../components/DataTable";
import { CommandAnswer } from "../control/CommandAnswer";
import { KeyField } from "./KeyField";
import { factOf } from "./keyFacts";
import classes from "./Ocpp.module.css";
import type { ConfigurationKey, KeyEdits } from "./useKeyEdits";

/** Key, value with its field, and how the last change went. */
export function useKeyColumns(edits: KeyEdits, wanted: ReadonlyMap<string, string>, disabled: boolean, filter: ReactNode): readonly TableColumn<ConfigurationKey>[] {
  const { t } = useTranslation("configuration");
  return [
    { id: "key", title: t("ocpp.key"), width: 380, filter, render: ({ key, value }) => <KeyName name={key} value={value ?? ""} /> },
    { id: "value", title: t("ocpp.value"), width: 420, render: (row) => <Value row={row} edits={edits} disabled={disabled} /> },
    ...(wanted.size === 0
      ? []
      : [
          {
            id: "wanted",
            title: t("ocpp.wanted"),
            width: 160,
            render: ({ key }: ConfigurationKey) => {
              const value = wanted.get(key);
              return value !== undefined && <span className={classes["differs"]} title={value}>{value}</span>;
            },
          },
        ]),
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

/** A key with what it is for, where that is widely known. */
function KeyName({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation("keys");
  const fact = factOf(name, value);
  const said = fact === undefined ? undefined : t(`key.${fact.name}`);
  return (
    <span title={said === undefined ? name : `${name}: ${said}`}>
      {name} {said !== undefined && <span className={classes["fact"]}>{said}</span>}
    </span>
  );
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
      <KeyField row={row} value={value} disabled={disabled || saving} onType={(typed) => edits.type(row.key, typed)} onSave={() => edits.isDirty(row) && save()} onDiscard={() => edits.discard(row.key)} />
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
