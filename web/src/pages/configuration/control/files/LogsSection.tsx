import { Button, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CommandRequest } from "../../../../api/types";
import { Panel } from "../../../../components/Panel";
import { instantOf } from "../../../../format/day";
import { useFormat } from "../../../../format/useFormat";
import type { SectionProps } from "../sections";
import classes from "./Files.module.css";
import { FileTransfers } from "./FileTransfers";
import { UploadedFiles } from "./UploadedFiles";

const kinds = ["getDiagnostics", "diagnosticsLog", "securityLog"] as const;
type Kind = (typeof kinds)[number];

/** Has a station upload diagnostics or a log, shows how it goes, and what has arrived. */
export function LogsSection({ station, node, control: { refusal, send } }: SectionProps) {
  const { t } = useTranslation("software");
  const { timeZone } = useFormat();
  const [kind, setKind] = useState<Kind>("getDiagnostics");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const knowsLogs = node?.station?.commands.includes("getLog") ?? false;
  const offered = kinds.filter((candidate) => candidate === "getDiagnostics" || knowsLogs);
  const backwards = from !== "" && to !== "" && from >= to;
  const request = (): CommandRequest => {
    const range = { ...part("from", instantOf(from, timeZone)), ...part("to", instantOf(to, timeZone)) };
    return kind === "getDiagnostics" ? { name: "getDiagnostics", ...range } : { name: "getLog", kind, ...range };
  };
  return (
    <Stack>
      <Panel title={t("logs.title")} about={t("logs.about")}>
        <div className={classes["form"]}>
          <Select label={t("logs.kind")} data={offered.map((value) => ({ value, label: t(`logs.of.${value}`) }))} value={kind} onChange={(value) => setKind(kinds.find((candidate) => candidate === value) ?? "getDiagnostics")} allowDeselect={false} />
          <TextInput type="datetime-local" label={t("logs.from")} description={t("logs.zone", { zone: timeZone })} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="datetime-local" label={t("logs.to")} description={t("logs.zone", { zone: timeZone })} value={to} error={backwards ? t("logs.backwards") : undefined} onChange={(event) => setTo(event.currentTarget.value)} />
          <Button variant="filled" disabled={refusal !== null || backwards} onClick={() => send(request())}>
            {t("logs.ask")}
          </Button>
        </div>
        {refusal !== null && (
          <Text c="dimmed" mt="xs">
            {refusal}
          </Text>
        )}
      </Panel>
      <UploadedFiles stationId={station.id} />
      <FileTransfers stationId={station.id} title={t("logs.history")} kinds={["diagnostics", "log"]} none={t("logs.none")} />
    </Stack>
  );
}

function part<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
