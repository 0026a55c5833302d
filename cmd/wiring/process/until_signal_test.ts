import { assertEquals } from "@std/assert";

/** Cleans up for half a second when it is told to end. */
const PROGRAM = `
  import { untilSignal } from ${JSON.stringify(new URL("./until_signal.ts", import.meta.url).href)};
  const status = await untilSignal(async (signal) => {
    const over = Promise.withResolvers();
    signal.addEventListener("abort", () => over.resolve());
    setTimeout(() => over.resolve(), 20_000);
    console.log("ready");
    await over.promise;
    await new Promise((resolve) => setTimeout(resolve, 500));
    console.log("clean");
  });
  Deno.exit(status);
`;

Deno.test("untilSignal lets its body clean up after a Ctrl-C that comes twice", async () => {
  const program = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(program, PROGRAM);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-lock", program],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (text !== "ready\n") continue;
    child.kill("SIGINT");
    // Together they would be one to the kernel.
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGINT");
  }
  assertEquals([said, (await child.status).code], ["ready\nclean\n", 130]);
  await Deno.remove(program);
});
