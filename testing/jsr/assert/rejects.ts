import { AssertionError } from "./assertion_error.ts";
import type { ErrorConstructor } from "./is_error.ts";
import { suffix } from "./suffix.ts";
import { checkThrown } from "./throws.ts";

/**
 * Calls the function and expects the promise it returns to be rejected. A function that throws at once, or returns
 * no promise, fails the assertion too: its callers could not have caught that with `.catch`.
 *
 * @returns What the promise was rejected with.
 */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  classOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const ErrorClass = typeof classOrMsg === "string" ? undefined : classOrMsg;
  const words = typeof classOrMsg === "string" ? classOrMsg : msg;
  const promise = promiseOf(fn, words);
  try {
    await promise;
  } catch (error) {
    checkThrown(error, "rejected", ErrorClass, msgIncludes, words);
    return error;
  }
  throw new AssertionError(`Expected function to reject${suffix(words)}`);
}

function promiseOf(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): PromiseLike<unknown> {
  let cause: unknown;
  try {
    const result: unknown = fn();
    if (
      typeof result === "object" && result !== null && "then" in result &&
      typeof result.then === "function"
    ) return result as PromiseLike<unknown>;
  } catch (error) {
    cause = error;
  }
  throw new AssertionError(
    `Function throws when expected to reject${suffix(msg)}`,
    { cause },
  );
}
