/** Search parameters are words, each as typed: `station.contains=0035` is neither a number nor JSON. Routes read them into what they mean. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The same back again; what is undefined or null is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
  const words = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return words === "" ? "" : `?${words}`;
}
