import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../../../api/problem";

export type FieldValue = string | number | boolean | null;
export type Values = Readonly<Record<string, FieldValue>>;

/** Something as it was read, with the version it had. */
export type Versioned = { version: number; values: Values };

export type EditFormOptions = {
  /** As the portal has it, as far as this page knows. */
  stored: Versioned;
  save: (version: number, changes: Values) => Promise<unknown>;
  /** Reads it anew, for when somebody else was faster. */
  reread: () => Promise<Versioned>;
};

/** A field that two people changed. */
export type Clash = { field: string; mine: FieldValue; theirs: FieldValue };

export type EditForm = {
  value: (field: string) => FieldValue;
  set: (field: string, value: FieldValue) => void;
  isDirty: boolean;
  isSaving: boolean;
  error: unknown;
  /** Somebody else has changed it since it was read: what they have against what was entered here. */
  clash: readonly Clash[] | null;
  save: () => void;
  discard: () => void;
  /** Saves what was entered here over what the other one saved. */
  keepMine: () => void;
  /** Drops what was entered here for what the other one saved. */
  takeTheirs: () => void;
};

/** The state of a form on something with versions: what was changed, and what to do when somebody else has changed it too. */
export function useEditForm({ stored, save, reread }: EditFormOptions): EditForm {
  const [base, setBase] = useState(stored);
  const [changes, setChanges] = useState<Values>({});
  const [theirs, setTheirs] = useState<Versioned | null>(null);
  const isDirty = Object.keys(changes).length > 0;

  // What arrives anew is shown at once, but never beneath the hands of somebody who is typing.
  if (stored.version > base.version && !isDirty) setBase(stored);

  const mutation = useMutation({
    mutationFn: (version: number) => save(version, changes),
    onSuccess: () => {
      setBase(({ version, values }) => ({ version, values: { ...values, ...changes } }));
      setChanges({});
      setTheirs(null);
    },
    onError: async (error) => {
      if (error instanceof Problem && error.is("version-mismatch")) setTheirs(await reread());
    },
  });

  const clash = theirs === null ? null : Object.keys(changes).map((field) => ({ field, mine: changes[field] ?? null, theirs: theirs.values[field] ?? null }));
  return {
    value: (field) => (field in changes ? (changes[field] ?? null) : (base.values[field] ?? null)),
    set: (field, value) => setChanges((before) => (value === (base.values[field] ?? null) ? without(before, field) : { ...before, [field]: value })),
    isDirty,
    isSaving: mutation.isPending,
    error: theirs === null ? mutation.error : null,
    clash,
    save: () => mutation.mutate(base.version),
    discard: () => {
      setChanges({});
      mutation.reset();
    },
    keepMine: () => {
      if (theirs === null) return;
      setBase(theirs);
      setTheirs(null);
      mutation.mutate(theirs.version);
    },
    takeTheirs: () => {
      if (theirs === null) return;
      setBase(theirs);
      setChanges({});
      setTheirs(null);
      mutation.reset();
    },
  };
}

function without(values: Values, field: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== field));
}
