import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { FOLDERS, ON_DEMAND, WORKERS } from "./assets.ts";
import { compileCommand, complaint } from "./compile_into.ts";
import { ENTRYPOINTS } from "./options.ts";
import { parseArguments } from "../../wiring/process/arguments.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { COMPILE_COMMAND, readCompileArguments } from "./arguments.ts";
import { ROOT } from "../test/run_child.ts";

const read = (...args: string[]) => readCompileArguments(parseArguments(COMPILE_COMMAND, args).values);

Deno.test("readCompileArguments takes everything for this machine unless told", () => {
  assertEquals(read(), { target: undefined, out: "dist", only: ENTRYPOINTS, bundle: false });
  const some = read("--target", "aarch64-apple-darwin", "--out", "x", "--only", "tillstream,api");
  assertEquals(some, { target: "aarch64-apple-darwin", out: "x", only: ["tillstream", "api"], bundle: false });
});

Deno.test("readCompileArguments says what it does not know, and what it expects", () => {
  for (
    const [args, part] of [
      [["--target", "amiga"], "x86_64-unknown-linux-gnu"],
      [["--only", "konsumer"], "consumer"],
      [["--bundle", "--target", "aarch64-apple-darwin"], "leave one of them out"],
      [["--oout"], "--oout"],
      [["dist"], "dist"],
    ] as const
  ) {
    assertThrows(() => read(...args), WrongSettings, part);
  }
});

Deno.test("compileCommand includes what the module graph does not name, all of which exists", async () => {
  const command = compileCommand("api", "dist/tillstream-api", "x86_64-pc-windows-msvc").join(" ");
  for (const path of [...WORKERS, ...ON_DEMAND, ...FOLDERS]) {
    assertStringIncludes(command, `--include ${path}`);
    await Deno.stat(ROOT + path);
  }
  assertStringIncludes(command, "--target x86_64-pc-windows-msvc");
  assert(command.endsWith("--output dist/tillstream-api cmd/api/main.ts"));
});

Deno.test("every file that is opened by its path is listed in assets.ts", async () => {
  const { success, stdout } = await new Deno.Command("grep", {
    args: ["-rhzoE", '(assetUrl|moduleUrl|importOnDemand<[^>]+>)\\(\\s*"[^"]+"', "--include=*.ts", "adapters", "cmd"],
    cwd: ROOT,
  }).output();
  assert(success);
  const paths = new TextDecoder().decode(stdout).matchAll(/"([^"]+)"\0/g).map((match) => match[1]!).toArray();
  assertEquals([...new Set(paths)].sort(), [...WORKERS, ...ON_DEMAND, ...FOLDERS].sort());
});

Deno.test("complaint names the remedy for a runtime that can't be downloaded", () => {
  const said =
    "error: Writing deno compile executable\n\nCaused by:\n    0: Setting up base binary.\n    1: dns error\n" +
    "\nStack backtrace:\n   0: <unknown>\n";
  const text = complaint("tillstream", said, "aarch64-apple-darwin");
  assertStringIncludes(text, `denort ${Deno.version.deno} for aarch64-apple-darwin`);
  assertStringIncludes(text, "DENORT_BIN");
  assertStringIncludes(text, "dns error");
  assert(!text.includes("backtrace"));
});

Deno.test("complaint repeats any other error as it is", () => {
  assertEquals(
    complaint("api", "error: Module not found\n", undefined),
    "Cannot compile tillstream-api:\nerror: Module not found",
  );
});
