import {
  IconAlertTriangleFilled,
  IconBoltFilled,
  IconBookmarkFilled,
  IconCircle,
  IconCircleDashed,
  IconCircleFilled,
  IconCircleHalf2,
  IconCircleMinus,
  type Icon,
} from "@tabler/icons-react";
import type { State } from "../api/types";

/** The status colours; each goes with a sign and a word, never alone. */
export type Tone = "available" | "charging" | "fault" | "warning" | "offline";

/** The colour of a state. Occupied, reserved and unavailable are neither wrong nor running, and share the quiet one. */
export const toneOf: Record<State, Tone> = {
  available: "available",
  occupied: "warning",
  charging: "charging",
  reserved: "warning",
  unavailable: "offline",
  fault: "fault",
  offline: "offline",
  unknown: "offline",
};

/** The sign of a state, told apart by shape as well as by colour. */
export const signOf: Record<State, Icon> = {
  available: IconCircleFilled,
  occupied: IconCircleHalf2,
  charging: IconBoltFilled,
  reserved: IconBookmarkFilled,
  unavailable: IconCircleMinus,
  fault: IconAlertTriangleFilled,
  offline: IconCircle,
  unknown: IconCircleDashed,
};
