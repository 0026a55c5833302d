import { assert, assertEquals, assertMatch } from "@std/assert";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";

function simulate(...args: readonly string[]) {
  return runProcessToEnd("tools/simulate", { args: [...args], env: {} });
}

Deno.test("simulate runs seeds on all cores, and tells, shrinks and repeats one that fails", async () => {
  const held = await simulate("--seeds", "20", "--json");
  assertEquals(held.code, 0, held.stderr);
  const { seeds, failed, acknowledged } = JSON.parse(held.stdout);
  assertEquals([seeds, failed], [20, []]);
  assert(acknowledged > 100);

  const story = ["--seed", "21", "--without", "offset fence", "--shrink"];
  const [once, again] = [await simulate(...story), await simulate(...story)];
  assertEquals([once.code, once.stdout], [1, again.stdout], once.stderr);
  assertMatch(once.stdout, /--- .*\n[^]*WRONG: /);
});

Deno.test("simulate refuses what it can't do with status 2", async () => {
  for (const args of [["--seed", "1", "--seeds", "5"], ["--without", "luck"], ["--seeds", "many"]]) {
    const { code, stderr } = await simulate(...args);
    assertEquals(code, 2);
    assertMatch(stderr, /^simulate: --/);
  }
});
