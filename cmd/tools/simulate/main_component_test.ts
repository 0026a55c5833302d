import { assert, assertEquals, assertMatch } from "@std/assert";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";

function simulate(...args: readonly string[]) {
  return runProcessToEnd("tools/simulate", { args: [...args], env: {} });
}

Deno.test("simulate runs seeds on all cores, and tells, shrinks and repeats one that fails", async () => {
  const held = await simulate("--seeds", "4", "--json");
  assertEquals(held.code, 0, held.stderr);
  const { contexts: { identity, commerce }, failed } = JSON.parse(held.stdout);
  assertEquals([identity.seeds, commerce.seeds, failed], [4, 4, []]);
  assert(identity.done.identifications > 20 && commerce.done.orders > 20);

  const found = await simulate("--mechanisms", "--context", "identity", "--seeds", "1", "--json");
  assertEquals(JSON.parse(found.stdout).map(({ seed }: { seed: number | null }) => seed).includes(1), true);

  const story = ["--context", "identity", "--seed", "1", "--without", "once a minute", "--shrink"];
  const [once, again] = [await simulate(...story), await simulate(...story)];
  assertEquals([once.code, once.stdout], [1, again.stdout], once.stderr);
  assertMatch(once.stdout, /identity, seed 1\n[^]*WRONG: /);
});

Deno.test("simulate refuses what it can't do with status 2", async () => {
  for (
    const args of [["--seed", "1", "--seeds", "5"], ["--without", "luck"], ["--seeds", "many"], [
      "--context",
      "weather",
    ]]
  ) {
    const { code, stderr } = await simulate(...args);
    assertEquals(code, 2);
    assertMatch(stderr, /^simulate: --/);
  }
});
