import { assert, assertEquals } from "@std/assert";
import { STEP_COMMANDS } from "../sourcing/arguments.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { overview } from "./overview.ts";
import { PROCESSES, RENAMED } from "./processes.ts";
import { TOOLS } from "./tools.ts";
import { versionLine } from "./version.ts";

const run = (...args: string[]) => runProcessToEnd("tillstream", { args });

Deno.test("tillstream runs the named process or tool with the arguments behind the name, as its help says too", async () => {
  for (
    const [args, usage] of [
      [["consumer", "--help"], "consumer --topic"],
      [["help", "consumer"], "consumer --topic"],
      [["help", "sourcing", "sync"], "sourcing sync [--account"],
      [["ok", "--help"], "ok\n"],
    ] as const
  ) {
    const { code, stdout, stderr } = await run(...args);
    assertEquals([code, stderr], [0, ""], args.join(" "));
    assert(stdout.startsWith(`usage: tillstream ${usage}`), stdout);
  }
});

Deno.test("tillstream still knows renamed processes, and says their new names", async () => {
  for (const [, [process, step]] of Object.entries(RENAMED)) {
    assertEquals([process, Object.hasOwn(STEP_COMMANDS, step)], ["sourcing", true], step);
  }
  const { stdout, stderr } = await run("sync-supplier", "--help");
  assert(stdout.startsWith("usage: tillstream sourcing sync"), stdout);
  assertEquals(stderr.trim(), 'tillstream: "sync-supplier" is deprecated, use "sourcing sync"');
});

Deno.test("tillstream tells what there is, its version, and what a mistyped name was meant to be", async () => {
  const expected = overview("tillstream", [...PROCESSES, ...TOOLS]);
  for (const args of [["--help"], ["help"]]) assertEquals((await run(...args)).stdout.trimEnd(), expected);
  assertEquals((await run("--version")).stdout.trimEnd(), versionLine());
  const unknown = await run("strat");
  assertEquals([unknown.code, unknown.stdout], [2, ""]);
  assert(unknown.stderr.startsWith('tillstream: "strat" is no process (did you mean start?)\n'), unknown.stderr);
  const none = await run();
  assertEquals([none.code, none.stdout], [2, ""]);
  assert(none.stderr.startsWith("tillstream: which process?\n\nusage: tillstream PROCESS"), none.stderr);
});
