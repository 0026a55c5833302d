import { AssertionError } from "./assertion_error.ts";
import { assertIsError, type ErrorConstructor } from "./is_error.ts";
import { suffix } from "./suffix.ts";

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
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  classOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const ErrorClass = typeof classOrMsg === "string" ? undefined : classOrMsg;
  const words = typeof classOrMsg === "string" ? classOrMsg : msg;
  try {
    fn();
  } catch (error) {
    checkThrown(error, "thrown", ErrorClass, msgIncludes, words);
    return error;
  }
  throw new AssertionError(`Expected function to throw${suffix(words)}`);
}

/** The part that {@linkcode assertThrows} and `assertRejects` share: what was thrown is what was asked for. */
export function checkThrown<E extends Error>(
  error: unknown,
  how: "thrown" | "rejected",
  ErrorClass?: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): void {
  if (!ErrorClass) return;
  if (!(error instanceof Error)) {
    throw new AssertionError(`A non-Error object was ${how}${suffix(msg)}`);
  }
  assertIsError(error, ErrorClass, msgIncludes, msg);
}
