import type { TFunction } from "i18next";
import { Problem } from "../api/problem";
import { problemText } from "./problemText";

/** What to say at a form's field when the portal refused it; undefined for the other fields. */
export function fieldProblem(error: unknown, field: string, t: TFunction<"common">): string | undefined {
  if (!(error instanceof Problem) || error.field !== field) return undefined;
  return error.detail ?? problemText(error, t).title;
}

/** Whether the refusal belongs to one of the form's fields, and is said there rather than above the form. */
export function isFieldProblem(error: unknown, fields: readonly string[]): boolean {
  return error instanceof Problem && error.field !== null && fields.includes(error.field);
}
