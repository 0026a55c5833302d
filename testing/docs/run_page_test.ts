import { waitUntil } from "../engines/wait_until.ts";
import { assertRejects } from "@std/assert";
import { inheritedEnvironment } from "../engines/running_process.ts";
import { runPage } from "./run_page.ts";
import { Script } from "./script.ts";

const page = (info: string, script: string, output = "") =>
  `\`\`\`${info}\n${script}\n\`\`\`\n\n\`\`\`text\n${output}\n\`\`\`\n`;

async function run(markdown: string): Promise<void> {
  const folder = await Deno.makeTempDir();
  const env = inheritedEnvironment();
  await runPage("page.md", markdown, {
    folder,
    env,
    enginesEnv: { WHERE: "engines" },
    replaced: [["localhost:8000", "localhost:1"]],
    enginesReplaced: [["redis://shown", "redis://used"]],
    start: () => Promise.resolve(new Script("true", { cwd: folder, env })),
  }).finally(() => Deno.remove(folder, { recursive: true }));
}

Deno.test("runPage runs blocks in order, each with the variables of those before", async () => {
  await run(
    page("sh", "A='one two'\nexport B=3\necho x > file") + page("sh", 'echo "$A $B"; ls', "one two 3\nfile") +
      page("sh engines", "echo redis://shown $WHERE", "redis://used engines") +
      page("sh", "echo http://localhost:8000", "http://localhost:1") + page("sh no-run it fails", "false"),
  );
});

Deno.test("runPage refuses another status, also of a command in the middle and of a pipe", async () => {
  await run(page("sh status 3", "exit 3"));
  await assertRejects(() => run(page("sh", "exit 3")), Error, "page.md:1 ends with status 3 instead of 0");
  await assertRejects(() => run(page("sh", "false\ntrue")), Error, "ends with status 1");
  await assertRejects(() => run(page("sh", "false | cat")), Error, "ends with status 1");
  await assertRejects(() => run(page("sh status 2", "true")), Error, "status 0 instead of 2");
});

Deno.test("runPage refuses an output that lacks what the page shows", async () => {
  await assertRejects(() => run(page("sh", "echo four", "five")), Error, "does not show five\nstdout: four");
});

Deno.test("runPage waits for what a background block shows, and ends it with the page", async () => {
  const at = await Deno.makeTempFile();
  const ready = "sleep 0.2; echo ready; sleep 100 & echo $! > $PID_FILE; wait";
  await run(page("sh", `PID_FILE=${at}`) + page("sh background", ready, "ready") + page("sh", "sleep 0.2"));
  const pid = (await Deno.readTextFile(at)).trim();
  // Where nothing reaps orphans, an ended process stays in the table as a zombie.
  await waitUntil("see the process end", async () => {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => null);
    return stat === null || / [ZX] /.test(stat);
  });
  await assertRejects(() => run(page("sh background", "echo gone", "ready")), Error, "does not show ready");
  await Deno.remove(at);
});
