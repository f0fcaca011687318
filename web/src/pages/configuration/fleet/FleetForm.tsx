import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../access/capability";
import { useGiveToMany } from "../../../api/batches";
import type { CommandBatch, CommandRequest } from "../../../api/types";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { fieldProblem, isFieldProblem } from "../../../components/fieldProblem";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { useFormat } from "../../../format/useFormat";
import { useTreeStructure } from "../../../live/LiveProvider";
import type { NavigatorTree, TreeNode } from "../../../live/tree";
import classes from "../control/Control.module.css";
import { patienceS, type Patience } from "../control/useControl";
import { disturbing, fleetCommands, type FleetCommand } from "./fleetCommands";

const fields = ["stationIds", "name", "key", "value", "expiresInS"];

/** Chooses a command and the stations it is for, and gives it. */
export function FleetForm({ node, onGiven }: { node: TreeNode; onGiven: (batch: CommandBatch) => void }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const format = useFormat();
  const may = useMay("controlStations");
  const { tree } = useTreeStructure();
  const stations = stationsBelow(tree, node.id);
  const give = useGiveToMany();
  const [chosen, setChosen] = useState<string[]>([]);
  const [command, setCommand] = useState<FleetCommand>("askStatus");
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [patience, setPatience] = useState<Patience | "none">("none");
  const [asking, setAsking] = useState(false);
  const count = chosen.length === 0 ? stations.length : chosen.length;
  const problem = (field: string) => fieldProblem(give.error, field, common);
  const request: CommandRequest = command === "writeKey" ? { name: "changeConfiguration", key: key.trim(), value } : fleetCommands[command];
  const send = () => {
    setAsking(false);
    give.mutate({ command: request, node: node.id, stationIds: chosen.map(Number), expiresInS: patience === "none" ? null : patienceS[patience] }, { onSuccess: onGiven });
  };
  const words: Record<FleetCommand, string> = {
    askStatus: t("control.askStatus"), readConfiguration: t("command.getConfiguration"), sendListChanges: t("command.sendLocalListChanges"), sendListAll: t("command.sendLocalListFull"),
    askListVersion: t("command.getLocalListVersion"), clearCache: t("command.clearCache"), clearProfiles: t("command.clearChargingProfile"), intoService: t("command.intoService"),
    outOfService: t("command.outOfService"), resetSoft: t("command.resetSoft"), resetHard: t("command.resetHard"), writeKey: t("fleet.writeKey"),
  };
  return (
    <form
      className={classes["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (disturbing.includes(command)) setAsking(true);
        else send();
      }}
    >
      <Select label={t("fleet.command")} data={Object.entries(words).map(([name, label]) => ({ value: name, label }))} value={command} onChange={(name) => name !== null && setCommand(name as FleetCommand)} allowDeselect={false} error={problem("name")} />
      <Select
        label={t("fleet.offline")}
        data={[{ value: "none", label: t("fleet.dontWait") }, ...(["hour", "day", "week", "month"] as const).map((name) => ({ value: name, label: t("fleet.wait", { time: t(`waiting.${name}`) }) }))]}
        value={patience}
        onChange={(name) => name !== null && setPatience(name)}
        allowDeselect={false}
        error={problem("expiresInS")}
      />
      {command === "writeKey" && (
        <>
          <TextInput label={t("fleet.key")} value={key} onChange={(event) => setKey(event.currentTarget.value)} maxLength={50} required error={problem("key")} />
          <TextInput label={t("fleet.value")} value={value} onChange={(event) => setValue(event.currentTarget.value)} maxLength={500} error={problem("value")} />
        </>
      )}
      <MultiSelect
        className={classes["wide"] ?? ""}
        label={t("fleet.stations")}
        placeholder={chosen.length === 0 ? t("fleet.all", { stations: format.number(stations.length) }) : ""}
        data={stations.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={chosen}
        onChange={setChosen}
        searchable
        limit={100}
        clearable
        error={problem("stationIds")}
      />
      {give.error !== null && !isFieldProblem(give.error, fields) && (
        <div className={classes["wide"]}>
          <ProblemAlert error={give.error} />
        </div>
      )}
      <div className={classes["wide"]}>
        <Button type="submit" variant="filled" disabled={!may || count === 0 || (command === "writeKey" && key.trim() === "")} loading={give.isPending}>
          {t("fleet.give", { count })}
        </Button>
      </div>
      <ConfirmDialog opened={asking} title={t("fleet.confirm", { command: words[command] })} confirm={t("fleet.give", { count })} danger onClose={() => setAsking(false)} onConfirm={send}>
        {t("fleet.confirmText")}
      </ConfirmDialog>
    </form>
  );
}

/** The stations at or below a node, by name. */
function stationsBelow(tree: NavigatorTree, id: number): { id: number; name: string }[] {
  const found: { id: number; name: string }[] = [];
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = tree.get(next);
    if (node?.kind === "station") found.push({ id: node.id, name: node.name });
    else waiting.push(...tree.children(next));
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
