import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { State } from "../api/types";
import classes from "./StatePill.module.css";
import { signOf, toneOf, type Tone } from "./tone";

/** A state as colour, sign and word; `children` says more than the state's own word, such as `Charging 11.0 kW`. */
export function StatePill({ state, children }: { state: State; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <TonePill tone={toneOf[state]} icon={signOf[state]}>
      {children ?? t(`state.${state}`)}
    </TonePill>
  );
}

/** Any short word in a status colour with its sign. */
export function TonePill({ tone, icon: Sign, children, title }: { tone: Tone; icon: Icon; children: ReactNode; title?: string }) {
  return (
    <span className={classes["pill"]} data-tone={tone} title={title}>
      <Sign aria-hidden />
      <span>{children}</span>
    </span>
  );
}
