import type { NewNode, Node, NodeKind } from "../../../api/types";

type Outlet = NonNullable<Node["outlet"]>;

/** What is entered to create a node; a kind uses the fields it has. */
export type NewNodeDraft = {
  name: string;
  parentId: number | undefined;
  address: string;
  timeZone: string;
  chargeBoxId: string;
  outlets: number;
  number: number;
  connectorType: Outlet["connectorType"];
  mode: Outlet["mode"];
  ratedCurrentA: number;
  phases: 1 | 2 | 3;
  parking: string;
};

export type DraftProblem = "required" | "chargeBoxId" | "outlets" | "number" | "current";

/** What is wrong with a draft, by field; the portal has the last word on what only it can know. */
export function draftProblems(kind: NodeKind, draft: NewNodeDraft): Partial<Record<keyof NewNodeDraft, DraftProblem>> {
  const problems: Partial<Record<keyof NewNodeDraft, DraftProblem>> = {};
  if (kind !== "outlet" && kind !== "station" && draft.name.trim() === "") problems.name = "required";
  if (draft.parentId === undefined) problems.parentId = "required";
  if (kind === "station") {
    if (draft.chargeBoxId.trim() === "") problems.chargeBoxId = "required";
    // eslint-disable-next-line no-control-regex -- control characters are just what must not be in it
    else if (/[\u0000-\u001f\u007f/]/.test(draft.chargeBoxId.trim())) problems.chargeBoxId = "chargeBoxId";
    if (!isWhole(draft.outlets, 0, 100)) problems.outlets = "outlets";
  }
  if (kind === "outlet") {
    if (!isWhole(draft.number, 1, 999)) problems.number = "number";
    if (!(draft.ratedCurrentA > 0)) problems.ratedCurrentA = "current";
  }
  return problems;
}

/** The draft as the API takes it: a station without a name is called by its charge box id, an outlet by its number. */
export function newNode(kind: NodeKind, draft: NewNodeDraft): NewNode {
  const { name, parentId = 0, address, timeZone, chargeBoxId, outlets, number, connectorType, mode, ratedCurrentA, phases, parking } = draft;
  const named = (otherwise: string) => ({ kind, parentId, name: name.trim() === "" ? otherwise : name.trim() });
  switch (kind) {
    case "site":
      return { ...named(""), site: { address: address.trim(), timeZone } };
    case "station":
      return { ...named(chargeBoxId.trim()), station: { chargeBoxId: chargeBoxId.trim(), outlets } };
    case "outlet":
      return { ...named(String(number)), outlet: { number, connectorType, mode, ratedCurrentA, phases, parking: parking.trim() } };
    default:
      return named("");
  }
}

function isWhole(figure: number, least: number, most: number): boolean {
  return Number.isInteger(figure) && figure >= least && figure <= most;
}
