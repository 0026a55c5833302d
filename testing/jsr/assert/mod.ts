/** A small stand-in for `jsr:@std/assert`; ../README.md says why it exists. */
import { AssertionError, suffix } from "./assertion_error.ts";
import { diffMessage, format } from "./diff.ts";
import { equal } from "./equal.ts";

export { AssertionError, equal };
export { assertRejects, assertThrows } from "./throws.ts";

/** What counts as false in a condition; `NaN` too, which has no type of its own. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/** `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** `expr` is falsy. */
export function assertFalse(expr: unknown, msg = ""): asserts expr is Falsy {
  if (expr) throw new AssertionError(msg);
}

/** `actual` is deeply equal to `expected` (see {@linkcode equal}); otherwise the message carries a diff. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(`Values are not equal${suffix(msg)}\n${diffMessage(actual, expected)}`);
}

/** `actual` is not deeply equal to `expected`. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(`Expected actual: ${format(actual)} not to be: ${format(expected)}${suffix(msg)}`);
}

/** `actual` is `expected` itself by `Object.is`: the same reference, and `0` is not `-0`. */
export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const shown = format(actual);
  throw new AssertionError(
    shown === format(expected)
      ? `Values have the same structure but are not reference-equal${suffix(msg)}\n\n${shown}\n`
      : `Values are not strictly equal${suffix(msg)}\n${diffMessage(actual, expected)}`,
  );
}

/** `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  compare(actual > expected, ">", actual, expected, msg);
}

/** `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  compare(actual >= expected, ">=", actual, expected, msg);
}

/** `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  compare(actual < expected, "<", actual, expected, msg);
}

/** `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  compare(actual <= expected, "<=", actual, expected, msg);
}

function compare<T>(holds: boolean, sign: string, actual: T, expected: T, msg?: string): void {
  if (!holds) throw new AssertionError(msg ?? `Expect ${format(actual)} ${sign} ${format(expected)}`);
}

/** `actual` lies within `tolerance` of `expected`: by default 1e-7 of it, or 1e-7 itself for an expected zero. */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (expected === 0 ? 1e-7 : Math.abs(expected) * 1e-7);
  const delta = Math.abs(expected - actual);
  if (delta <= allowed) return;
  const shown = (n: number) => `"${Number.isInteger(n) ? n : n.toExponential()}"`;
  throw new AssertionError(
    `Expected actual: ${shown(actual)} to be close to ${shown(expected)}: delta ${shown(delta)} is greater than ${
      shown(allowed)
    }${suffix(msg)}`,
  );
}

/** The text matches the expression. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) return;
  throw new AssertionError(`Expected actual: "${actual}" to match: "${expected}"${suffix(msg)}`);
}

/** The text does not match the expression. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) return;
  throw new AssertionError(`Expected actual: "${actual}" to not match: "${expected}"${suffix(msg)}`);
}

/** The text contains the other. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(`Expected actual: "${actual}" to contain: "${expected}"${suffix(msg)}`);
}

/** `actual` is an instance of the class. */
// deno-lint-ignore no-explicit-any
export function assertInstanceOf<T extends abstract new (...args: any[]) => any>(
  actual: unknown,
  expectedType: T,
  msg = "",
): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  throw new AssertionError(
    `Expected object to be an instance of "${expectedType.name || "anonymous class"}" but was ${described(actual)}${
      suffix(msg)
    }`,
  );
}

function described(value: unknown): string {
  if (value === null || value === undefined) return `"${value}"`;
  if (typeof value !== "object") return `"${typeof value}"`;
  const name = value.constructor?.name;
  return name && name !== "Object" ? `an instance of "${name}"` : `"object"`;
}
