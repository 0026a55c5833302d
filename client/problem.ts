import type { components } from "./schema.ts";

/** RFC 9457; decide by `code`. */
export type Problem = components["schemas"]["Problem"];

/** Thrown for an answer that is an error. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /** @param problem what the API said; without it, the answer is another's, such as a proxy's */
  constructor(readonly status: number, readonly problem: Problem | undefined) {
    super(problem?.detail ?? `The answer has the status ${status} and is none of the API's`);
  }

  get code(): Problem["code"] | undefined {
    return this.problem?.code;
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call answers with. Throws `ProblemError` for an error. */
export function valueOf<T>({ data, error, response }: Answer<T>): T {
  if (response.ok) return data as T;
  throw new ProblemError(response.status, isProblem(error) ? error : undefined);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}
