import type { TFunction } from "i18next";
import { Problem } from "../api/problem";

const known = [
  "invalid-input", "not-signed-in", "wrong-credentials", "too-many-attempts", "forbidden", "wrong-origin", "not-found", "conflict", "has-children",
  "only-site-of-drivers", "version-mismatch", "precondition-required", "too-large", "unavailable", "internal", "unreachable",
] as const;

/** Problems of which their kind says all there is to say: the portal's own sentence would say it again, in its own language. */
const plain: readonly (typeof known)[number][] = [
  "not-signed-in", "wrong-credentials", "too-many-attempts", "forbidden", "wrong-origin", "only-site-of-drivers", "precondition-required", "unavailable", "internal", "unreachable",
];

/**
 * What went wrong in the viewer's language, and what to do. The portal's own sentence follows where it says more than the kind of problem does, as
 * with the one field at fault.
 */
export function problemText(error: unknown, t: TFunction<"common">): { title: string; detail: string | null } {
  if (!(error instanceof Problem)) return { title: t("problem.unknown"), detail: error instanceof Error ? error.message : null };
  const name = known.find((candidate) => error.is(candidate));
  if (name === undefined) return { title: t("problem.unknown"), detail: error.detail ?? error.title };
  return { title: t(`problem.${name}`), detail: plain.includes(name) ? null : error.detail };
}
