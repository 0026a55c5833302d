import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./suffix.ts";

/** A class of errors; abstract ones may be asked for too. */
// deno-lint-ignore no-explicit-any
export type ErrorConstructor<E> = abstract new (...args: any[]) => E;

/** `error` is an `Error`, of that class where one is given, and its message contains or matches `msgMatches`. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: ErrorConstructor<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw new AssertionError(
      `Expected "error" to be an Error object${suffix(msg)}`,
    );
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${(error as Error).constructor?.name}"${
        suffix(msg)
      }`,
      { cause: error },
    );
  }
  if (!msgMatches || matches(plain(error.message), msgMatches)) return;
  throw new AssertionError(
    `Expected error message to include ${
      msgMatches instanceof RegExp ? msgMatches : JSON.stringify(msgMatches)
    }, but got ${JSON.stringify(error.message)}${suffix(msg)}`,
    { cause: error },
  );
}

function matches(message: string, wanted: string | RegExp): boolean {
  return wanted instanceof RegExp ? wanted.test(message) : message.includes(plain(wanted));
}

/** A message without terminal colours, which depend on where a test runs. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}
