/** A small stand-in for `jsr:@std/assert`; why it exists is told in ../README.md. */
export { AssertionError } from "./assertion_error.ts";
export { assertAlmostEquals, assertGreater, assertGreaterOrEqual, assertLess, assertLessOrEqual } from "./compare.ts";
export { equal } from "./equal.ts";
export { assertEquals, assertNotEquals } from "./equals.ts";
export { type AnyConstructor, assertInstanceOf, assertNotInstanceOf } from "./instance_of.ts";
export { assertIsError } from "./is_error.ts";
export { assertObjectMatch } from "./object_match.ts";
export { assertRejects } from "./rejects.ts";
export { assertNotStrictEquals, assertStrictEquals } from "./strict_equals.ts";
export { assertArrayIncludes, assertMatch, assertNotMatch, assertStringIncludes } from "./text.ts";
export { assertThrows } from "./throws.ts";
export { assert, assertExists, assertFalse, fail, type Falsy, unimplemented, unreachable } from "./truth.ts";
