/**
 * A small stand-in for `jsr:@std/testing/bdd`; why it exists is told in ../README.md.
 *
 * A `describe` outside all others becomes one `Deno.test`, everything within it a step of that test; an `it` outside
 * every `describe` becomes a test of its own.
 */
export { describe, type DescribeArgs, type SuiteOptions } from "./describe.ts";
export { after, afterAll, afterEach, before, beforeAll, beforeEach } from "./hooks.ts";
export { it, type ItArgs, test } from "./it.ts";
