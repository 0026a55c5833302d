import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unimplemented,
  unreachable,
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
  assertExists(0);
  assertEquals({ a: [1] }, { a: [1] });
  assertNotEquals({ a: [1] }, { a: [2] });
  assertStrictEquals("a", "a");
  assertNotStrictEquals({}, {});
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess(1, 2);
  assertLessOrEqual(new Date(1), new Date(1));
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertAlmostEquals(100, 101, 1);
  assertMatch("abc", /b/);
  assertNotMatch("abc", /d/);
  assertStringIncludes("abc", "bc");
  assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]);
  assertInstanceOf(new RangeError(), Error);
  assertNotInstanceOf(1 as unknown, Error);
  assertIsError(new RangeError("out of range"), RangeError, "range");
});

Deno.test("each assertion throws an AssertionError when it does not hold", () => {
  const failing: (() => unknown)[] = [
    () => assert(""),
    () => assertFalse("x"),
    () => assertExists(null),
    () => assertEquals<unknown>(1, "1"),
    () => assertNotEquals([1], [1]),
    () => assertStrictEquals({}, {}),
    () => assertNotStrictEquals(1, 1),
    () => assertGreater(1, 1),
    () => assertGreaterOrEqual(1, 2),
    () => assertLess(1, 1),
    () => assertLessOrEqual(2, 1),
    () => assertAlmostEquals(1, 1.1),
    () => assertAlmostEquals(NaN, 1),
    () => assertMatch("abc", /d/),
    () => assertNotMatch("abc", /b/),
    () => assertStringIncludes("abc", "cb"),
    () => assertArrayIncludes([1], [1, 2]),
    () => assertInstanceOf("x", Error),
    () => assertNotInstanceOf(new Error(), Error),
    () => assertIsError("x"),
    () => assertIsError(new Error("a"), RangeError),
    () => assertIsError(new Error("a"), Error, /b/),
    () => assertObjectMatch({ a: 1 }, { a: 1, b: 2 }),
    () => fail(),
    () => unreachable(),
    () => unimplemented(),
  ];
  for (const fn of failing) messageOf(fn);
});

Deno.test("a message of the caller's own stands in what is thrown", () => {
  assertStrictEquals(messageOf(() => assert(false, "why")), "why");
  assertStrictEquals(messageOf(() => fail("why")), "Failed assertion: why");
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

Deno.test("assertObjectMatch compares what is expected and no more", () => {
  const shared = { x: 1, y: 2 };
  assertObjectMatch(
    { a: shared, b: shared, list: [1, 2, { z: 3, more: 4 }] },
    { a: { x: 1 }, b: { x: 1 }, list: [1, 2, { z: 3 }] },
  );
  assertObjectMatch({ at: new Map([["k", shared]]), set: new Set([1, 2]) }, {
    at: new Map([["k", { y: 2 }]]),
    set: new Set([2]),
  });
  const circular: Record<string, unknown> = { name: "c" };
  circular.self = circular;
  assertObjectMatch(circular, { self: { self: { name: "c" } } });
  messageOf(() => assertObjectMatch({ a: shared }, { a: { x: 2 } }));
  messageOf(() => assertObjectMatch({ a: null }, { a: { x: 2 } }));
  messageOf(() => assertObjectMatch({ a: new Date(1) }, { a: new Date(2) }));
  assertThrows(
    () => assertObjectMatch(null as unknown as Record<string, unknown>, {}),
    TypeError,
    "Cannot assertObjectMatch null",
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
