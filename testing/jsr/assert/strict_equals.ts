import { AssertionError } from "./assertion_error.ts";
import { diffMessage } from "./diff_message.ts";
import { format } from "./format.ts";
import { suffix } from "./suffix.ts";

/** `actual` is `expected` itself by `Object.is`: the same reference, and `0` is not `-0`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const shown = format(actual);
  throw new AssertionError(
    shown === format(expected)
      ? `Values have the same structure but are not reference-equal${suffix(msg)}\n\n${shown}\n`
      : `Values are not strictly equal${suffix(msg)}\n${diffMessage(actual, expected)}`,
  );
}

/** `actual` is not `expected` itself by `Object.is`. */
export function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (!Object.is(actual, expected)) return;
  throw new AssertionError(
    `Expected "actual" to not be strictly equal to: ${format(actual)}${suffix(msg)}\n`,
  );
}
