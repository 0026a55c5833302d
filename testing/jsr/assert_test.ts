import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { diff } from "./assert/diff.ts";

const SIGNS = { same: "=", actual: "-", expected: "+" };

/** The message of the assertion error that `fn` throws; fails when it throws none, or anything else. */
function messageOf(fn: () => unknown): string {
  try {
    fn();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

Deno.test("each assertion passes when it holds", () => {
  assert(1);
  assertFalse(0);
  assertEquals({ a: [1] }, { a: [1] });
  assertNotEquals({ a: [1] }, { a: [2] });
  assertStrictEquals("a", "a");
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess(1, 2);
  assertLessOrEqual(new Date(1), new Date(1));
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertAlmostEquals(100, 101, 1);
  assertMatch("abc", /b/);
  assertNotMatch("abc", /d/);
  assertStringIncludes("abc", "bc");
  assertInstanceOf(new RangeError(), Error);
});

Deno.test("each assertion throws an AssertionError when it does not hold", () => {
  const failing: (() => unknown)[] = [
    () => assert(""),
    () => assertFalse("x"),
    () => assertEquals<unknown>(1, "1"),
    () => assertNotEquals([1], [1]),
    () => assertStrictEquals({}, {}),
    () => assertGreater(1, 1),
    () => assertGreaterOrEqual(1, 2),
    () => assertLess(1, 1),
    () => assertLessOrEqual(2, 1),
    () => assertAlmostEquals(1, 1.1),
    () => assertAlmostEquals(NaN, 1),
    () => assertMatch("abc", /d/),
    () => assertNotMatch("abc", /b/),
    () => assertStringIncludes("abc", "cb"),
    () => assertInstanceOf("x", Error),
  ];
  for (const fn of failing) messageOf(fn);
});

Deno.test("a message of the caller's own stands in what is thrown", () => {
  assertStrictEquals(messageOf(() => assert(false, "why")), "why");
  assertStringIncludes(
    messageOf(() => assertEquals(1, 2, "why")),
    "Values are not equal: why\n",
  );
});

Deno.test("assertEquals shows which line differs", () => {
  const message = messageOf(() => assertEquals({ id: 1, names: ["a", "b"] }, { id: 1, names: ["a", "c"] }));
  // deno-lint-ignore no-control-regex
  const plain = message.replace(/\x1b\[\d+m/g, "");
  assertStringIncludes(plain, '\n-       "b",\n+       "c",\n');
  assertStringIncludes(plain, "\n      id: 1,\n");
});

Deno.test("assertThrows returns the error, and checks its class and message", () => {
  const thrown = new RangeError("out of range");
  const raise = () => {
    throw thrown;
  };
  assertStrictEquals(assertThrows(raise), thrown);
  assertStrictEquals(assertThrows(raise, RangeError, "range"), thrown);
  messageOf(() => assertThrows(raise, TypeError));
  messageOf(() => assertThrows(raise, RangeError, "other"));
  assertStrictEquals(
    messageOf(() => assertThrows(() => 1, "why")),
    "Expected function to throw: why",
  );
  assertStrictEquals(
    messageOf(() =>
      assertThrows(() => {
        // deno-lint-ignore no-throw-literal
        throw "text";
      }, Error)
    ),
    "A non-Error object was thrown.",
  );
});

Deno.test("assertRejects returns the error, and refuses a function that throws at once", async () => {
  const thrown = new RangeError("out of range");
  const reject = () => Promise.reject(thrown);
  assertStrictEquals(await assertRejects(reject), thrown);
  assertStrictEquals(await assertRejects(reject, RangeError, "range"), thrown);
  await assertRejects(
    () => assertRejects(reject, TypeError),
    AssertionError,
    'instance of "TypeError", but was "RangeError"',
  );
  await assertRejects(
    () => assertRejects(() => Promise.resolve(1)),
    AssertionError,
    "Expected function to reject.",
  );
  await assertRejects(
    () =>
      assertRejects(() => {
        throw thrown;
      }),
    AssertionError,
    "Function throws when expected to reject.",
  );
});

Deno.test("diff keeps what two texts have in common", () => {
  const lines = (text: string) => diff("abcd".split(""), text.split(""));
  const shown = (text: string) => lines(text).map(({ kind, text }) => SIGNS[kind] + text).join(" ");
  assertEquals(shown("abcd"), "=a =b =c =d");
  assertEquals(shown("axcd"), "=a -b +x =c =d");
  assertEquals(shown("bcda"), "-a =b =c =d +a");
  assertEquals(shown("acbd"), "=a -b =c +b =d");
  assertEquals(shown(""), "-a -b -c -d");
});
