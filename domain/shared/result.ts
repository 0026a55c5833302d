/**
 * An expected outcome that is not a success. `code` is stable and part of the public contract; the other fields are
 * data that help a caller to mend the input. Faults (a database away, a bug) are exceptions and never travel this way.
 */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly string[];
}

/** Input that does not have the shape it must have; `details` has one line per fault: `path: what is wrong`. */
export interface InvalidInput extends Refusal {
  readonly code: "invalid_input";
  readonly details: readonly string[];
}

export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}
