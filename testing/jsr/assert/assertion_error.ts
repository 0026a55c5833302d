/** Thrown by every assertion of this package, and by nothing else: a runner can tell a failed check from a fault. */
export class AssertionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
