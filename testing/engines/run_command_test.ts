import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import { CommandFailed, runCommand, succeeds } from "./run_command.ts";

Deno.test("runCommand returns what the command wrote", async () => {
  assertEquals(await runCommand(["sh", "-c", "echo $WORD; pwd"], { env: { WORD: "hello" }, cwd: "/" }), "hello\n/\n");
});

Deno.test("runCommand throws with the status and the end of both outputs", async () => {
  const command = ["sh", "-c", "echo out; echo err >&2; exit 3"];
  const error = await assertRejects(() => runCommand(command), CommandFailed, "ended with status 3");
  assert(error.message.includes("out") && error.message.includes("err"));
});

Deno.test("runCommand names a program that does not exist", async () => {
  await assertRejects(() => runCommand(["no-such-program"]), CommandFailed, "Cannot run no-such-program");
});

Deno.test("succeeds returns whether the exit status is 0", async () => {
  assert(await succeeds(["true"]));
  assertFalse(await succeeds(["false"]));
  assertFalse(await succeeds(["no-such-program"]));
});
