import { AssertionError, suffix } from "./assertion_error.ts";

// deno-lint-ignore no-explicit-any
type ErrorConstructor<E> = abstract new (...args: any[]) => E;

/** What follows the function: a message, or a class, a part of the error's message, and a message. */
type Wanted<E extends Error> =
  | [msg?: string | undefined]
  | [ErrorClass: ErrorConstructor<E>, msgIncludes?: string | undefined, msg?: string | undefined];

/**
 * Calls the function and expects it to throw. With a class (and a part of the message) the error must be one of
 * these; without, anything thrown will do.
 *
 * @returns What was thrown.
 */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error>(fn: () => unknown, ...wanted: Wanted<E>): unknown {
  try {
    fn();
  } catch (error) {
    return checked(error, "thrown", wanted);
  }
  throw new AssertionError(`Expected function to throw${suffix(messageOf(wanted))}`);
}

/**
 * Calls the function and expects the promise it returns to be rejected. A function that throws at once, or returns
 * no promise, fails the assertion too: its callers could not have caught that with `.catch`.
 *
 * @returns What the promise was rejected with.
 */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  ...wanted: Wanted<E>
): Promise<unknown> {
  const promise = promiseOf(fn, messageOf(wanted));
  try {
    await promise;
  } catch (error) {
    return checked(error, "rejected", wanted);
  }
  throw new AssertionError(`Expected function to reject${suffix(messageOf(wanted))}`);
}

function promiseOf(fn: () => PromiseLike<unknown>, msg?: string): PromiseLike<unknown> {
  let cause: unknown;
  try {
    const result: unknown = fn();
    if (typeof result === "object" && result !== null && "then" in result && typeof result.then === "function") {
      return result as PromiseLike<unknown>;
    }
  } catch (error) {
    cause = error;
  }
  throw new AssertionError(`Function throws when expected to reject${suffix(msg)}`, { cause });
}

function messageOf<E extends Error>([first, , msg]: Wanted<E>): string | undefined {
  return typeof first === "string" ? first : msg;
}

/** The error, if it is what was asked for. */
function checked<E extends Error>(error: unknown, how: "thrown" | "rejected", wanted: Wanted<E>): unknown {
  const [ErrorClass, msgIncludes] = wanted;
  const end = suffix(messageOf(wanted));
  if (!ErrorClass || typeof ErrorClass === "string") return error;
  if (!(error instanceof Error)) throw new AssertionError(`A non-Error object was ${how}${end}`);
  if (!(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${(error as Error).constructor?.name}"${end}`,
      { cause: error },
    );
  }
  if (!msgIncludes || plain(error.message).includes(plain(msgIncludes))) return error;
  throw new AssertionError(
    `Expected error message to include ${JSON.stringify(msgIncludes)}, but got ${JSON.stringify(error.message)}${end}`,
    { cause: error },
  );
}

/** A message without terminal colours, which depend on where a test runs. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}
