import { NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldProblem } from "../../../components/fieldProblem";
import classes from "./General.module.css";
import type { EditForm } from "./useEditForm";

type FieldProps = { form: EditForm; name: string; label: string; hint?: string; wide?: boolean };

/** The names under which the portal may refuse a field: by itself, or within its section. */
export function problemFields(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `site.${name}`, `station.${name}`, `outlet.${name}`]);
}

function useProblem(error: unknown, name: string): string | undefined {
  const { t } = useTranslation();
  return problemFields([name]).map((field) => fieldProblem(error, field, t)).find((problem) => problem !== undefined);
}

function shared({ form, name, label, hint, wide = false }: FieldProps, problem: string | undefined) {
  const value = form.value(name);
  return { label, description: hint, error: problem, className: wide ? (classes["wide"] ?? "") : "", value: value === null ? "" : String(value) };
}

export function TextField({ lines = 1, required = false, ...field }: FieldProps & { lines?: number; required?: boolean }) {
  const problem = useProblem(field.form.error, field.name);
  const props = { ...shared(field, problem), required, onChange: (event: { currentTarget: { value: string } }) => field.form.set(field.name, event.currentTarget.value) };
  return lines > 1 ? <Textarea {...props} autosize minRows={lines} maxRows={10} /> : <TextInput {...props} />;
}

export function FigureField({ unit, min, max, decimals = 0, nullable = false, ...field }: FieldProps & { unit?: string; min?: number; max?: number; decimals?: number; nullable?: boolean }) {
  const problem = useProblem(field.form.error, field.name);
  const change = (entered: string | number) => {
    if (typeof entered === "number") field.form.set(field.name, entered);
    else if (nullable && entered === "") field.form.set(field.name, null);
  };
  return (
    <NumberInput
      {...shared(field, problem)}
      {...(unit === undefined ? {} : { suffix: ` ${unit}` })}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      decimalScale={decimals}
      hideControls
      onChange={change}
    />
  );
}

export function ChoiceField({ choices, searchable = false, numeric = false, ...field }: FieldProps & { choices: readonly { value: string; label: string }[]; searchable?: boolean; numeric?: boolean }) {
  const problem = useProblem(field.form.error, field.name);
  return (
    <Select
      {...shared(field, problem)}
      data={[...choices]}
      allowDeselect={false}
      searchable={searchable}
      onChange={(value) => value !== null && field.form.set(field.name, numeric ? Number(value) : value)}
    />
  );
}

export function SwitchField({ form, name, label, hint, wide = false }: FieldProps) {
  const problem = useProblem(form.error, name);
  return <Switch className={wide ? classes["wide"] : undefined} label={label} description={hint} error={problem} checked={form.value(name) === true} onChange={(event) => form.set(name, event.currentTarget.checked)} />;
}
