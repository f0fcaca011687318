/** An RFC 9457 answer: `type` is stable and may be compared, `title` and `detail` are sentences a person understands. */
export type ProblemDetails = {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  field?: string | null;
};

/** What a call to the portal throws when it is refused, or when no answer came at all (`status` 0). */
export class Problem extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string | null;
  /** The member of the request at fault, in the API's spelling; null when it is the whole request. */
  readonly field: string | null;

  constructor(details: ProblemDetails, options?: ErrorOptions) {
    super(details.detail ?? details.title, options);
    this.name = "Problem";
    this.type = details.type;
    this.title = details.title;
    this.status = details.status;
    this.detail = details.detail ?? null;
    this.field = details.field ?? null;
  }

  /** Whether this is the problem named, such as `wrong-credentials`. */
  is(name: string): boolean {
    return this.type === `/problems/${name}`;
  }
}

/** The portal could not be reached: no network, or it is down. */
export function unreachable(cause: unknown): Problem {
  return new Problem({ type: "/problems/unreachable", title: "The portal cannot be reached", status: 0 }, { cause });
}

/** Reads a refused answer, whatever its body turns out to be: a proxy in between may answer with a page of its own. */
export function problemFrom(body: unknown, response: Response): Problem {
  if (isProblemDetails(body)) return new Problem(body);
  // A proxy before a portal that is down answers in its place.
  if ([502, 503, 504].includes(response.status)) return unreachable(response.statusText);
  return new Problem({ type: "/problems/unknown", title: response.statusText || String(response.status), status: response.status });
}

function isProblemDetails(body: unknown): body is ProblemDetails {
  return typeof body === "object" && body !== null && "type" in body && "title" in body && "status" in body;
}
