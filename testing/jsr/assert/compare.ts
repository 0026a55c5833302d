import { AssertionError } from "./assertion_error.ts";
import { format } from "./format.ts";
import { suffix } from "./suffix.ts";

function check<T>(
  holds: boolean,
  words: string,
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (holds) return;
  throw new AssertionError(
    msg ?? `Expect ${format(actual)} ${words} ${format(expected)}`,
  );
}

/** `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  check(actual > expected, ">", actual, expected, msg);
}

/** `actual >= expected`. */
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  check(actual >= expected, ">=", actual, expected, msg);
}

/** `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  check(actual < expected, "<", actual, expected, msg);
}

/** `actual <= expected`. */
export function assertLessOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  check(actual <= expected, "<=", actual, expected, msg);
}

/**
 * `actual` lies within `tolerance` of `expected`. Left out, the tolerance is a ten-millionth of `expected`
 * (and `1e-7` itself for an expected zero), which forgives the rounding of floating point and no more.
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ??
    (expected === 0 ? 1e-7 : Math.abs(expected) * 1e-7);
  const delta = Math.abs(expected - actual);
  if (delta <= allowed) return;
  const number = (n: number) => Number.isInteger(n) ? n : n.toExponential();
  throw new AssertionError(
    `Expected actual: "${number(actual)}" to be close to "${number(expected)}": delta "${
      number(delta)
    }" is greater than "${number(allowed)}"${suffix(msg)}`,
  );
}
