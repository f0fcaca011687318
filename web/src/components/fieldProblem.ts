import type { TFunction } from "i18next";
import { Problem } from "../api/problem";
import { isAcceptable } from "./password";
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

/**
 * What to say at the field of a new password. One that keeps every rule we can check ourselves is refused because it is among those known to have leaked:
 * that is said in the viewer's language.
 */
export function newPasswordProblem(error: unknown, field: string, password: string, t: TFunction<"common">): string | undefined {
  const problem = fieldProblem(error, field, t);
  return problem !== undefined && isAcceptable(password) ? t("password.leaked") : problem;
}
