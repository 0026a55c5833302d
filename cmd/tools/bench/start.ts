import { sleep } from "../../../adapters/system/sleep.ts";
import { textLines } from "../../../adapters/files/text_lines.ts";
import { settingNames } from "../../wiring/config/config.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type Bench, interleave, summarise } from "./bench.ts";
import { processArgumentsFor } from "./identity/child_process.ts";

const LOOK_EVERY_MS = 10;
const WITHIN_MS = 120_000;

export const BENCH_START: Bench = {
  async run({ signal, closing }: Process, options) {
    const folder = await Deno.makeTempDir({ prefix: "tillstream-bench-" });
    closing.defer(() => Deno.remove(folder, { recursive: true }));
    let made = 0;
    const existing = `${folder}/existing`;
    options.onRound("starting once, for the caches of Deno and of the databases");
    await start(existing, signal);
    const sourcing: number[] = [];
    const measurements = await interleave(
      [
        { name: "Deno's own start", unit: "ms", measure: () => startDeno(folder) },
        {
          name: "start on an empty folder",
          unit: "ms",
          measure: async () => {
            const { stored, sourced } = await start(`${folder}/new-${++made}`, signal);
            sourcing.push(sourced);
            return stored;
          },
        },
        {
          name: "start on an existing folder",
          unit: "ms",
          measure: async () => (await start(existing, signal)).stored,
        },
      ],
      options,
      signal,
    );
    const [deno, empty, again] = measurements;
    return {
      bench: "start",
      setup: { deno: Deno.version.deno, processors: navigator.hardwareConcurrency, until: "the first order is stored" },
      measurements: [
        ...measurements,
        { name: "first call of /v1/sourcing, which makes its three databases", unit: "ms", ...summarise(sourcing) },
      ],
      ratios: {
        "start on an empty folder, seconds": empty!.median / 1_000,
        "start on an existing folder, seconds": again!.median / 1_000,
        "start on an empty folder / Deno's own": empty!.median / deno!.median,
      },
    };
  },
};

async function startDeno(folder: string): Promise<number> {
  const file = `${folder}/nothing.ts`;
  await Deno.writeTextFile(file, "");
  const began = performance.now();
  // A binary contains Deno and can't run a file.
  const args = Deno.build.standalone ? ["--help"] : ["run", file];
  const { success } = await new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "null" }).output();
  if (!success) throw new Error("Cannot measure: Deno did not start");
  return performance.now() - began;
}

async function start(
  data: string,
  signal: AbortSignal,
): Promise<{ readonly stored: number; readonly sourced: number }> {
  const blank = Object.fromEntries(settingNames().map((name) => [name, ""]));
  const isNew = !await Deno.stat(data).then(() => true, () => false);
  const began = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: processArgumentsFor("start"),
    env: { ...blank, DATA_DIR: data, PORT: "0", LOG_LEVEL: "error", SOURCING_DEMO: "false" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  try {
    const base = await addressOf(child.stdout);
    const orders = async (): Promise<number> => (await getJson(`${base}/v1/commerce/summary`)).counts.orders;
    // A reopened shop has orders already; the first new one can't precede its pools.
    const before = isNew ? 0 : await orders();
    while (await orders() === before) {
      signal.throwIfAborted();
      if (performance.now() - began > WITHIN_MS) throw new Error("Cannot measure: no order was stored in two minutes");
      await sleep(LOOK_EVERY_MS, signal);
    }
    const stored = performance.now() - began;
    const asked = performance.now();
    await getJson(`${base}/v1/sourcing/products`);
    return { stored, sourced: performance.now() - asked };
  } finally {
    await stop(child);
  }
}

async function stop(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGTERM");
  } catch (error) {
    // It has exited already; the error being thrown reports it.
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
  await child.status;
}

async function addressOf(output: ReadableStream<Uint8Array>): Promise<string> {
  for await (const lines of textLines(output.values({ preventCancel: true }))) {
    const address = /is open at (http:\/\/\S+)/.exec(lines.map(({ text }) => text).join("\n"))?.[1];
    if (address) return address;
  }
  throw new Error("Cannot measure: it ended before it was open");
}

// deno-lint-ignore no-explicit-any -- one figure of an answer that the API's own tests know
async function getJson(url: string): Promise<any> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot measure: ${url} answers ${response.status}`);
  return await response.json();
}
