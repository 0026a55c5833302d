import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { findProcesses, rootsOf } from "./find_processes.ts";
import { logFile, type ProcessSpec } from "./process_spec.ts";
import { requireFreePorts } from "./require_free_ports.ts";
import { startProcess } from "./start_process.ts";
import { killProcess, stopProcess } from "./stop_process.ts";

async function withSpec(command: readonly string[], body: (spec: ProcessSpec) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const spec = { title: "a process", program: "sleep", directory: `${root}/work`, command, ports: [] };
  await Deno.mkdir(spec.directory);
  try {
    await body(spec);
  } finally {
    await killProcess(spec);
    await Deno.remove(root, { recursive: true });
  }
}

const options = { ignore: Deno.build.os !== "linux" };

Deno.test(
  "startProcess starts once, and what it started is found",
  options,
  () =>
    withSpec(["sleep", "60"], async (spec) => {
      await startProcess(spec);
      await startProcess(spec);
      assertEquals((await findProcesses(spec)).length, 1);
      assertEquals(await findProcesses({ ...spec, directory: "/" }), []);
    }),
);

Deno.test(
  "startProcess returns a check that throws, with the log, when the process has exited",
  options,
  () =>
    withSpec(["sh", "-c", "echo the reason; exit 1"], async (spec) => {
      const check = await startProcess(spec);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const error = await assertRejects(check, Error, "Cannot start a process: it ended");
      assertStringIncludes(error.message, "the reason");
      assertEquals(await Deno.readTextFile(logFile(spec)), "the reason\n");
    }),
);

Deno.test(
  "findProcesses finds a process whose folder was removed",
  options,
  () =>
    withSpec(["sleep", "60"], async (spec) => {
      await startProcess(spec);
      await Deno.remove(spec.directory);
      assertEquals((await findProcesses(spec)).length, 1);
    }),
);

Deno.test(
  "stopProcess waits until the process is gone, and needs none to be there",
  options,
  () =>
    withSpec(["sleep", "60"], async (spec) => {
      await startProcess(spec);
      await stopProcess(spec);
      assertEquals(await findProcesses(spec), []);
      await stopProcess(spec);
    }),
);

Deno.test("rootsOf leaves out the children of those it was given", () => {
  const [parent, child, other] = [{ pid: 10, parent: 1 }, { pid: 11, parent: 10 }, { pid: 12, parent: 2 }] as const;
  assertEquals(rootsOf([child, parent, other]), [parent, other]);
});

Deno.test("requireFreePorts names the port, what it is for and who holds it", options, async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const spec = { title: "Redis", program: "redis-server", directory: "/nowhere", command: ["redis-server"] };
  const error = await assertRejects(() => requireFreePorts([{ ...spec, ports: [port] }]), Error);
  assertStringIncludes(error.message, `port ${port} (Redis) is held by `);
  assert(!error.message.includes("undefined"));
});
