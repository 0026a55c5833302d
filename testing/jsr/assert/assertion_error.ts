/** Thrown by every assertion of this package, and by nothing else: a runner can tell a failed check from a fault. */
export class AssertionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}

/** How a caller's `msg` ends an assertion's own sentence: after a colon, or a full stop where there is none. */
export function suffix(msg?: string): string {
  return msg ? `: ${msg}` : ".";
}
