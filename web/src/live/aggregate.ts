import type { State } from "../api/types";

/** Every state, in the order in which states are told: what runs, what waits, what is wrong, what is silent. */
export const states = ["available", "occupied", "charging", "reserved", "unavailable", "fault", "offline", "unknown"] as const satisfies readonly State[];

/** What the outlets below a node (or the outlet itself) add up to. */
export type Aggregate = {
  readonly outlets: number;
  readonly powerW: number;
  readonly byState: Readonly<Record<State, number>>;
};

export const nothing: Aggregate = {
  outlets: 0,
  powerW: 0,
  byState: { available: 0, occupied: 0, charging: 0, reserved: 0, unavailable: 0, fault: 0, offline: 0, unknown: 0 },
};

/** One outlet as an aggregate of itself. */
export function ofOutlet(state: State, powerW: number): Aggregate {
  return { outlets: 1, powerW, byState: { ...nothing.byState, [state]: 1 } };
}

export function add(a: Aggregate, b: Aggregate): Aggregate {
  return combine(a, b, 1);
}

export function subtract(a: Aggregate, b: Aggregate): Aggregate {
  return combine(a, b, -1);
}

function combine(a: Aggregate, b: Aggregate, sign: 1 | -1): Aggregate {
  const byState = { ...a.byState };
  for (const state of states) byState[state] += sign * b.byState[state];
  // Watts arrive with decimals: sums of them must come back to exactly zero when the last car leaves.
  const outlets = a.outlets + sign * b.outlets;
  const charging = byState.charging;
  return { outlets, powerW: charging === 0 ? 0 : a.powerW + sign * b.powerW, byState };
}

export function sameAggregate(a: Aggregate, b: Aggregate): boolean {
  return a.outlets === b.outlets && a.powerW === b.powerW && states.every((state) => a.byState[state] === b.byState[state]);
}
