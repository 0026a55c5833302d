import { assert, assertEquals } from "@std/assert";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { STEP_COMMANDS } from "./arguments.ts";

Deno.test("sourcing lists its steps, and refuses what is no step with status 2", async () => {
  const help = await runProcessToEnd("sourcing", { args: ["--help"] });
  assertEquals([help.code, help.stderr], [0, ""]);
  for (const name of Object.keys(STEP_COMMANDS)) assert(help.stdout.includes(`\n  ${name} `), name);
  const none = await runProcessToEnd("sourcing");
  const unknown = await runProcessToEnd("sourcing", { args: ["synk"] });
  assertEquals([none.code, unknown.code, unknown.stdout], [2, 2, ""]);
  assert(unknown.stderr.startsWith('sourcing: "synk" is no step (did you mean sync?)'), unknown.stderr);
  assert(none.stderr.startsWith("sourcing: which step?"), none.stderr);
});

Deno.test("a step of sourcing shows its own usage, and refuses wrong flags with status 2", async () => {
  const help = await runProcessToEnd("sourcing", { args: ["pull-orders", "--help"] });
  assert(help.stdout.startsWith("usage: deno task sourcing pull-orders [--account"), help.stdout);
  for (
    const [args, problem] of [
      [["sync", "--json"], "--everything and --json go with --once"],
      [["sync", "--kinds", "items,pets"], '--kinds has "pets"'],
      [["sync", "--most-missing", "0.2"], '--most-missing is "0.2": expected a share of the known items, such as 20%'],
      [["find-candidates", "--nearest", "0"], "--nearest"],
      [["collect-benchmarks", "--market", "coupang"], "--market, --feed"],
      [["publish", "--json"], "--json goes with --once"],
      [["work", "--once"], "--once"],
    ] as const
  ) {
    const { code, stderr } = await runProcessToEnd("sourcing", { args });
    assertEquals(code, 2, stderr);
    assert(stderr.includes(problem), stderr);
  }
});
