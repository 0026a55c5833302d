/** Expected outcome. `code` is stable and public; other fields help to correct the input. Faults are thrown. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly string[];
}

/** `details` has one line per fault: `path: what is wrong`. */
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
