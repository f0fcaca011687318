import type { Icon } from "@tabler/icons-react";

/** Something that can be done with a row, from its menu. */
export type RowAction = {
  id: string;
  title: string;
  icon?: Icon;
  /** The key that does the same, as shown beside it. */
  shortcut?: string;
  /** Drawn in red: it deletes or stops something. */
  danger?: boolean;
  disabled?: boolean;
  /** Begins a new group. */
  divided?: boolean;
  onChoose: () => void;
};
