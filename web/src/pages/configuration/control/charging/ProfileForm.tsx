import { ActionIcon, Button, NumberInput, Select, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { runningSessionsQuery } from "../../../../api/sessions";
import { fieldProblem, isFieldProblem } from "../../../../components/fieldProblem";
import { ProblemAlert } from "../../../../components/ProblemAlert";
import { instantAt } from "../../../../format/day";
import { useFormat } from "../../../../format/useFormat";
import type { TreeNode } from "../../../../live/tree";
import classes from "../Control.module.css";
import type { Control } from "../useControl";
import { useOutletChoices } from "../useOutletChoices";
import { newProfile, requestOf, stepsOf, type PeriodDraft, type ProfileDraft } from "./profileDraft";
import { ScheduleChart } from "./ScheduleChart";

const fields = ["outlet", "purpose", "stackLevel", "kind", "recurrency", "validFrom", "validTo", "durationS", "startAt", "unit", "minChargingRate", "periods", "sessionId"];

/** How much may be drawn, when: entered, drawn as it is entered, and sent. */
export function ProfileForm({ station, control }: { station: TreeNode; control: Control }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const { timeZone } = useFormat();
  const outlets = useOutletChoices(station, t("charging.everyOutlet"));
  const { data: running } = useQuery(runningSessionsQuery(station.id));
  const [draft, setDraft] = useState<ProfileDraft>(newProfile);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...change }));
  const problem = (field: string) => fieldProblem(error, field, common);
  const session = running?.items.find(({ outlet }) => String(outlet) === draft.outlet);
  const { purpose, kind, unit } = draft;
  const schedule = useMemo(
    () => ({ steps: stepsOf(draft), unit: draft.unit, durationS: draft.durationMin === "" ? null : draft.durationMin * 60, startsAt: draft.kind === "relative" || draft.startAt === "" ? null : instantAt(draft.startAt, timeZone) }),
    [draft, timeZone],
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void control.submit(requestOf(draft, session?.id, timeZone)).then(setError);
  };
  const local = (name: "startAt" | "validFrom" | "validTo", label: string) => (
    <TextInput type="datetime-local" label={label} value={draft[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} error={problem(name)} />
  );
  return (
    <form onSubmit={submit} className={classes["fields"]}>
      <Select
        label={t("charging.purpose")}
        data={(["txDefault", "chargePointMax", "tx"] as const).map((value) => ({ value, label: t(`charging.purposes.${value}`) }))}
        value={purpose}
        onChange={(value) => value !== null && set({ purpose: value, ...(value === "tx" && draft.outlet === "0" ? { outlet: "1" } : {}), ...(value === "chargePointMax" && kind === "relative" ? { kind: "absolute" } : {}) })}
        allowDeselect={false}
        error={problem("purpose")}
      />
      {purpose !== "chargePointMax" && (
        <Select
          label={t("reservation.outlet")}
          description={purpose === "tx" && session === undefined ? t("charging.noSession") : undefined}
          data={purpose === "tx" ? outlets.slice(1) : outlets}
          value={draft.outlet}
          onChange={(outlet) => outlet !== null && set({ outlet })}
          allowDeselect={false}
          error={problem("outlet") ?? problem("sessionId")}
        />
      )}
      <Select
        label={t("charging.kind")}
        data={(["relative", "absolute", "recurring"] as const).filter((value) => value !== "relative" || purpose !== "chargePointMax").map((value) => ({ value, label: t(`charging.kinds.${value}`) }))}
        value={kind}
        onChange={(value) => value !== null && set({ kind: value })}
        allowDeselect={false}
        error={problem("kind")}
      />
      {kind === "recurring" && (
        <Select
          label={t("charging.recurrency")}
          data={(["daily", "weekly"] as const).map((value) => ({ value, label: t(`charging.recurrencies.${value}`) }))}
          value={draft.recurrency}
          onChange={(value) => value !== null && set({ recurrency: value })}
          allowDeselect={false}
          error={problem("recurrency")}
        />
      )}
      {kind !== "relative" && local("startAt", t("charging.startAt"))}
      <NumberInput label={t("charging.stackLevel")} description={t("charging.stackLevelHint")} min={0} allowDecimal={false} value={draft.stackLevel} onChange={(value) => set({ stackLevel: typeof value === "number" ? value : "" })} error={problem("stackLevel")} hideControls />
      <Select label={t("charging.unit")} data={[{ value: "A", label: t("charging.units.A") }, { value: "W", label: t("charging.units.W") }]} value={unit} onChange={(value) => value !== null && set({ unit: value })} allowDeselect={false} error={problem("unit")} />
      <NumberInput label={t("charging.duration")} description={t("charging.durationHint")} suffix={` ${common("unit.minute")}`} min={1} value={draft.durationMin} onChange={(value) => set({ durationMin: typeof value === "number" ? value : "" })} error={problem("durationS")} hideControls />
      <NumberInput label={t("charging.minRate")} suffix={` ${unit}`} min={0} decimalScale={1} value={draft.minChargingRate} onChange={(value) => set({ minChargingRate: typeof value === "number" ? value : "" })} error={problem("minChargingRate")} hideControls />
      {local("validFrom", t("charging.validFrom"))}
      {local("validTo", t("charging.validTo"))}
      <Periods periods={draft.periods} unit={unit} problem={problem("periods")} onChange={(periods) => set({ periods })} />
      <div className={classes["wide"]}>
        <ScheduleChart label={t("charging.picture")} schedule={schedule} />
      </div>
      {error !== null && !isFieldProblem(error, fields) && (
        <div className={classes["wide"]}>
          <ProblemAlert error={error} />
        </div>
      )}
      <div className={classes["wide"]}>
        <Button type="submit" variant="filled" disabled={control.refusal !== null || (purpose === "tx" && session === undefined)} loading={control.isRunning("setChargingProfile")}>
          {t("charging.install")}
        </Button>
      </div>
    </form>
  );
}

type PeriodsProps = { periods: readonly PeriodDraft[]; unit: string; problem: string | undefined; onChange: (periods: PeriodDraft[]) => void };

/** The limits, one after the other. */
function Periods({ periods, unit, problem, onChange }: PeriodsProps) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const change = (at: number, part: Partial<PeriodDraft>) => onChange(periods.map((period, index) => (index === at ? { ...period, ...part } : period)));
  const last = periods.at(-1);
  const add = () => onChange([...periods, { key: Math.max(...periods.map(({ key }) => key), 0) + 1, startMin: (last?.startMin === "" ? 0 : (last?.startMin ?? 0)) + 60, limit: last?.limit ?? 16, phases: "" }]);
  return (
    <fieldset className={`${classes["wide"] ?? ""} ${classes["periods"] ?? ""}`}>
      <legend>{t("charging.periods")}</legend>
      {periods.map(({ key, startMin, limit, phases }, at) => (
        <div key={key} className={classes["period"]}>
          <NumberInput label={t("charging.from")} suffix={` ${common("unit.minute")}`} min={0} value={startMin} onChange={(value) => change(at, { startMin: typeof value === "number" ? value : "" })} hideControls />
          <NumberInput label={t("charging.limit")} suffix={` ${unit}`} min={0} decimalScale={1} value={limit} onChange={(value) => change(at, { limit: typeof value === "number" ? value : "" })} hideControls />
          <Select label={t("charging.phases")} data={[{ value: "", label: t("charging.allPhases") }, "1", "2", "3"]} value={phases} onChange={(value) => change(at, { phases: value ?? "" })} allowDeselect={false} />
          <ActionIcon variant="default" size={32} aria-label={t("charging.removePeriod", { number: at + 1 })} disabled={periods.length === 1} onClick={() => onChange(periods.filter((period) => period.key !== key))}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {problem !== undefined && (
        <Text c="red" size="xs" role="alert">
          {problem}
        </Text>
      )}
      <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={add} style={{ justifySelf: "start" }}>
        {t("charging.addPeriod")}
      </Button>
    </fieldset>
  );
}
