import { Button, Select, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, isFieldProblem } from "../../../../components/fieldProblem";
import { ProblemAlert } from "../../../../components/ProblemAlert";
import { useFormat } from "../../../../format/useFormat";
import type { TreeNode } from "../../../../live/tree";
import classes from "../Control.module.css";
import { TagInput } from "../TagInput";
import type { Control } from "../useControl";
import { useOutletChoices } from "../useOutletChoices";

const minutes = [15, 30, 60, 120, 240, 480, 1440] as const;
const fields = ["outlet", "tag", "until", "parentTag"];

/** Asks the station to keep an outlet for a tag. */
export function ReserveForm({ station, control }: { station: TreeNode; control: Control }) {
  const { t } = useTranslation("configuration");
  const { t: common } = useTranslation();
  const format = useFormat();
  const choices = useOutletChoices(station, t("reservation.any"));
  const [outlet, setOutlet] = useState<string | null>(null);
  const [tag, setTag] = useState("");
  const [parentTag, setParentTag] = useState("");
  const [lasts, setLasts] = useState("60");
  const [error, setError] = useState<unknown>(null);
  const chosen = outlet ?? choices[1]?.value ?? "0";
  const problem = (field: string) => fieldProblem(error, field, common);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(Date.now() + Number(lasts) * 60_000).toISOString();
    const group = parentTag.trim();
    void control.submit({ name: "reserveNow", outlet: Number(chosen), tag: tag.trim(), until, ...(group === "" ? {} : { parentTag: group }) }).then((refused) => {
      setError(refused);
      if (refused === null) setTag("");
    });
  };
  return (
    <form onSubmit={submit} className={classes["fields"]}>
      <Select label={t("reservation.outlet")} data={choices} value={chosen} onChange={setOutlet} allowDeselect={false} error={problem("outlet")} />
      <Select
        label={t("reservation.lasts")}
        data={minutes.map((value) => ({ value: String(value), label: format.duration(value * 60, "minute") }))}
        value={lasts}
        onChange={(value) => value !== null && setLasts(value)}
        allowDeselect={false}
        error={problem("until")}
      />
      <div className={classes["wide"]}>
        <TagInput label={t("reservation.tag")} value={tag} onChange={setTag} required error={problem("tag")} />
      </div>
      <TextInput label={t("reservation.parentTag")} description={t("reservation.parentTagHint")} value={parentTag} onChange={(event) => setParentTag(event.currentTarget.value)} maxLength={20} error={problem("parentTag")} className={classes["wide"] ?? ""} />
      {error !== null && !isFieldProblem(error, fields) && (
        <div className={classes["wide"]}>
          <ProblemAlert error={error} />
        </div>
      )}
      <div className={classes["wide"]}>
        <Button type="submit" variant="filled" disabled={control.refusal !== null || tag.trim() === ""} loading={control.isRunning("reserveNow")}>
          {t("reservation.reserve")}
        </Button>
      </div>
    </form>
  );
}
