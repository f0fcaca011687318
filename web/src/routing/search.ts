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

/**
 * Makes a route's reader of search parameters the last word. The router by itself hands on what the reader left out just as it stood in the address, and
 * anybody can write an address.
 */
export function strictly<Search extends object>(read: (search: Record<string, unknown>) => Search): (search: Record<string, unknown>) => Search {
  return (search) => ({ ...Object.fromEntries(Object.keys(search).map((key) => [key, undefined])), ...read(search) });
}
