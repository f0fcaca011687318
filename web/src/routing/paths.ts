/** The address of a page about a node: `/dashboard/12`, `/configuration/12/control`. */
export function pathTo(page: string, nodeId: number, tab?: string): string {
  return tab === undefined ? `/${page}/${nodeId}` : `/${page}/${nodeId}/${tab}`;
}

/** The address of one session's window, over the table of a node's sessions. */
export function sessionPath(nodeId: number, sessionId: number): string {
  return `${pathTo("statistics", nodeId)}?session=${sessionId}`;
}

/** The address of the sessions of whoever has the words in their e-mail address or tag. */
export function sessionsOfPath(nodeId: number, column: "email" | "tag", words: string): string {
  return `${pathTo("statistics", nodeId)}?${column}.contains=${encodeURIComponent(words)}`;
}

/** The address of the sessions running at a node. */
export function runningSessionsPath(nodeId: number): string {
  return `${pathTo("statistics", nodeId)}?active=true`;
}

/** The page, node and tab an address tells of; null for addresses without a node, such as `/settings`. */
export function placeOf(path: string): { page: string; nodeId: number; tab?: string } | null {
  const [, page, node, tab] = /^\/([a-z-]+)\/(\d+)(?:\/([a-zA-Z-]+))?\/?$/.exec(path) ?? [];
  if (page === undefined || node === undefined) return null;
  return tab === undefined ? { page, nodeId: Number(node) } : { page, nodeId: Number(node), tab };
}
