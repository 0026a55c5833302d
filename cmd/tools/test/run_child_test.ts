import { assertEquals } from "@std/assert";
import { runChild } from "./run_child.ts";

Deno.test("runChild shows what was held of children that end at once, each whole", async () => {
  const { signal } = new AbortController();
  const children = ["a", "b", "c", "d"].map((heading) => runChild(["--version"], { heading, output: "held", signal }));
  assertEquals(await Promise.all(children), [0, 0, 0, 0]);
});
