import { assert, assertEquals } from "@std/assert";
import { findTests } from "./find_tests.ts";
import { ROOT } from "./run_child.ts";

Deno.test("findTests separates fast tests from the rest", async () => {
  const { fast, rest } = await findTests(ROOT);
  assert(fast.length > 0 && fast.every((file) => /^(domain|application)\/.*_test\.ts$/.test(file)));
  assert(rest.includes("cmd/tools/test/find_tests_test.ts"));
  assert(rest.every((file) => !file.startsWith("testing/architecture_fixture/")));
});

Deno.test("findTests narrows to the paths given", async () => {
  const { fast, rest } = await findTests(ROOT, ["cmd/tools/test", "testing/jsr/equal_test.ts"]);
  assertEquals(fast, []);
  assert(rest.includes("cmd/tools/test/find_tests_test.ts") && rest.includes("testing/jsr/equal_test.ts"));
  assert(rest.every((file) => file.startsWith("cmd/tools/test/") || file === "testing/jsr/equal_test.ts"));
});

Deno.test("findTests takes a folder whole, not by the beginning of its name", async () => {
  assertEquals(await findTests(ROOT, ["cmd/te"]), { fast: [], rest: [] });
});
