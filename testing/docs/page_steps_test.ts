import { assertEquals, assertThrows } from "@std/assert";
import { stepsOf, tasksOf } from "./page_steps.ts";

const block = (info: string, text = "ls", output?: string) =>
  `\`\`\`${info}\n${text}\n\`\`\`\n${output === undefined ? "" : `\n\`\`\`text\n${output}\n\`\`\`\n`}`;
const PLAIN = { run: "to its end", engines: false, stopped: false, status: 0, shows: null } as const;

Deno.test("stepsOf gives a command block with the excerpt that follows it", () => {
  assertEquals(stepsOf(block("sh", "ls", "README.md")), [{ ...PLAIN, line: 1, script: "ls", shows: "README.md" }]);
});

Deno.test("stepsOf takes an excerpt only directly after its block", () => {
  assertEquals(stepsOf(`${block("sh")}\nand then\n\n${block("text", "x")}`)[0]!.shows, null);
});

Deno.test("stepsOf reads how a block is run", () => {
  const how = (info: string) => stepsOf(block(info))[0];
  assertEquals(how("sh engines background"), {
    ...PLAIN,
    line: 1,
    script: "ls",
    engines: true,
    run: "in the background",
  });
  assertEquals(how("sh stopped")?.stopped, true);
  assertEquals(how("sh status 2")?.status, 2);
  assertEquals(how("sh no-run needs Docker")?.run, null);
  assertEquals(how("json"), undefined);
});

Deno.test("stepsOf refuses a word that it does not know, a block that is not run for no reason, a status that is none", () => {
  assertThrows(() => stepsOf(block("sh backgruond")), Error, "backgruond");
  assertThrows(() => stepsOf(block("sh no-run")), Error, "why the block of line 1");
  assertThrows(() => stepsOf(block("sh status two")), Error, "status");
});

Deno.test("tasksOf names the tasks of a script", () => {
  assertEquals(tasksOf("A=1 deno task import x.csv\ndeno task kafka-admin topics"), ["import", "kafka-admin"]);
});
