import { AssertionError } from "./assertion_error.ts";
import { diffMessage } from "./diff_message.ts";
import { equal } from "./equal.ts";
import { format } from "./format.ts";
import { suffix } from "./suffix.ts";

/** `actual` is deeply equal to `expected` (see {@linkcode equal}); otherwise the message carries a diff. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(
    `Values are not equal${suffix(msg)}\n${diffMessage(actual, expected)}`,
  );
}

/** `actual` is not deeply equal to `expected`. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(
    `Expected actual: ${format(actual)} not to be: ${format(expected)}${suffix(msg)}`,
  );
}
