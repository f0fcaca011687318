import { NumberInput, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NodeKind } from "../../../api/types";
import { fieldProblem } from "../../../components/fieldProblem";
import { connectorTypes, outletModes } from "../connectorTypes";
import { problemFields } from "../general/fields";
import { timeZoneChoices } from "../general/timeZones";
import type { DraftProblem, NewNodeDraft } from "./newNode";
import { PlacePicker } from "./PlacePicker";
import classes from "./Topology.module.css";

const names: readonly (keyof NewNodeDraft)[] = [
  "name", "parentId", "address", "timeZone", "chargeBoxId", "outlets", "number", "connectorType", "mode", "ratedCurrentA", "phases", "parking",
];
/** The names under which the portal may refuse one of the fields. */
export const draftFieldNames = problemFields(names);

type DraftFieldsProps = {
  kind: NodeKind;
  draft: NewNodeDraft;
  /** Whether it is still open where the node shall stand. */
  choosesPlace: boolean;
  problems: Partial<Record<keyof NewNodeDraft, DraftProblem>>;
  /** What the portal said to it. */
  refusal: unknown;
  onChange: (change: Partial<NewNodeDraft>) => void;
};

/** The fields of a new node of a kind. */
export function DraftFields({ kind, draft, choosesPlace, problems, refusal, onChange }: DraftFieldsProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const error = (field: keyof NewNodeDraft) => {
    const problem = problems[field];
    if (problem !== undefined) return t(`draft.${problem}`);
    return problemFields([field]).map((name) => fieldProblem(refusal, name, common)).find((text) => text !== undefined);
  };
  const text = (field: "name" | "address" | "chargeBoxId" | "parking") => ({
    label: t(`field.${field}`), value: draft[field], error: error(field), onChange: (event: { currentTarget: { value: string } }) => onChange({ [field]: event.currentTarget.value }),
  });
  const figure = (field: "outlets" | "number" | "ratedCurrentA") => ({
    label: t(`field.${field}`), value: draft[field], error: error(field), onChange: (value: string | number) => onChange({ [field]: typeof value === "number" ? value : Number.NaN }),
  });

  if (kind === "station") {
    return (
      <>
        <TextInput {...text("chargeBoxId")} description={t("hint.chargeBoxId")} maxLength={255} required data-autofocus />
        <TextInput {...text("name")} description={t("hint.stationName")} placeholder={draft.chargeBoxId} maxLength={100} />
        <NumberInput {...figure("outlets")} min={0} max={100} />
        {choosesPlace && <PlacePicker label={t("place.label")} kind="station" value={draft.parentId} error={error("parentId")} onValue={(parentId) => onChange({ parentId })} />}
      </>
    );
  }
  if (kind === "outlet") {
    return (
      <div className={classes["grid"]}>
        <NumberInput {...figure("number")} min={1} data-autofocus />
        <Select
          label={t("field.connectorType")}
          data={connectorTypes.map((value) => ({ value, label: t(`connectorType.${value}`) }))}
          value={draft.connectorType}
          allowDeselect={false}
          error={error("connectorType")}
          onChange={(value) => onChange({ connectorType: connectorTypes.find((type) => type === value) ?? "other" })}
        />
        <NumberInput {...figure("ratedCurrentA")} suffix=" A" min={1} decimalScale={1} hideControls />
        <div>
          <Text size="sm" fw={500} mb={2}>
            {t("field.phases")}
          </Text>
          <SegmentedControl aria-label={t("field.phases")} fullWidth data={["1", "2", "3"]} value={String(draft.phases)} onChange={(value) => onChange({ phases: value === "1" ? 1 : value === "2" ? 2 : 3 })} />
        </div>
        <Select
          className={classes["wide"] ?? ""}
          label={t("field.mode")}
          data={outletModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          value={draft.mode}
          allowDeselect={false}
          error={error("mode")}
          onChange={(value) => onChange({ mode: outletModes.find((mode) => mode === value) ?? "rfid" })}
        />
        <TextInput className={classes["wide"] ?? ""} {...text("parking")} maxLength={100} />
      </div>
    );
  }
  return (
    <>
      <TextInput {...text("name")} maxLength={100} required data-autofocus />
      {kind === "site" && (
        <>
          <TextInput {...text("address")} maxLength={300} />
          <Select label={t("field.timeZone")} data={timeZoneChoices()} value={draft.timeZone} searchable allowDeselect={false} error={error("timeZone")} onChange={(value) => value !== null && onChange({ timeZone: value })} />
        </>
      )}
    </>
  );
}
