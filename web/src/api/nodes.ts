import { queryOptions } from "@tanstack/react-query";
import { cachePatch, type CachePatch } from "../live/cache";
import type { LiveEvent } from "../live/events";
import { answered, client, ifMatch } from "./client";
import type { NewNode, Node, NodeChange } from "./types";

const nodeKey = ["node"] as const;
const path = (id: number) => ({ path: { id } });

/** A node with all that is configured and known of it, kept up to date by deltas as far as they tell. */
export function nodeQuery(id: number) {
  return queryOptions({
    queryKey: [...nodeKey, id],
    queryFn: ({ signal }): Promise<Node> => answered(client.GET("/api/v1/nodes/{id}", { params: path(id), signal })),
    staleTime: 30_000,
  });
}

/** Creates a node below another. */
export function createNode(node: NewNode): Promise<Node> {
  return answered(client.POST("/api/v1/nodes", { body: node }));
}

/** Changes what is given of a node; refused with `version-mismatch` when somebody else has changed it since it was read. */
export function changeNode(id: number, version: number, change: NodeChange): Promise<Node> {
  return answered(client.PATCH("/api/v1/nodes/{id}", { params: { ...path(id), header: ifMatch(version) }, body: change }));
}

/** Deletes a node; refused with `has-children` while anything stands below it, with `only-site-of-drivers` while drivers have no other site. */
export function deleteNode(id: number, version: number): Promise<void> {
  return answered(client.DELETE("/api/v1/nodes/{id}", { params: { ...path(id), header: ifMatch(version) } }));
}

/** Moves a station or a grid controller to another parent. */
export function moveNode(id: number, parentId: number): Promise<Node> {
  return answered(client.POST("/api/v1/nodes/{id}/move", { params: path(id), body: { parentId } }));
}

/** How deltas change a node that is shown: a station's connection, an outlet's status and session. */
export const nodePatch: CachePatch = cachePatch<Node>(nodeKey, (node, events) => events.reduce(after, node));

function after(node: Node, event: LiveEvent): Node {
  if (event.type === "station" && event.data.id === node.id && node.station != null) {
    const { online, at } = event.data;
    return { ...node, station: { ...node.station, online, lastSeenAt: at, connectedAt: online ? (node.station.online ? node.station.connectedAt : at) : null } };
  }
  if (node.outlet == null) return node;
  if (event.type === "outlet" && event.data.id === node.id) {
    const { status, state, errorCode, at } = event.data;
    return { ...node, outlet: { ...node.outlet, status, state, errorCode, statusAt: status === node.outlet.status ? node.outlet.statusAt : at } };
  }
  if (event.type === "session" && event.data.session.outletId === node.id) {
    const { session } = event.data;
    return { ...node, outlet: { ...node.outlet, session: session.active ? session : null } };
  }
  return node;
}
