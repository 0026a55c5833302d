import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { FuzzArguments } from "./arguments.ts";
import { Findings } from "./findings.ts";
import { KEY_VARIABLE, schemathesisSettings } from "./schemathesis_settings.ts";

interface SchemathesisRun extends FuzzArguments {
  readonly program: string;
  readonly base: string;
  readonly key: string;
  readonly operations: number;
  readonly signal: AbortSignal;
}

/** Below this, the limits of every parameter are not tried one by one; they alone need some thousands. */
const THOROUGH_FROM = 6_000;
/** Average cases for those limits; below the lowest seen. */
const LIMITS_PER_OPERATION = 40;

export async function runSchemathesis(run: SchemathesisRun): Promise<Findings> {
  const isThorough = run.cases >= THOROUGH_FROM;
  const perOperation = run.cases / run.operations - (isThorough ? LIMITS_PER_OPERATION : 0);
  const folder = await Deno.makeTempDir({ prefix: "fuzz-" });
  try {
    const settings = `${folder}/settings.toml`;
    const events = `${folder}/events.ndjson`;
    await Deno.writeTextFile(settings, schemathesisSettings());
    const { code, stdout, stderr } = await new Deno.Command(run.program, {
      args: [
        ...["--config-file", settings, "run", `${run.base}/openapi.json`],
        ...["--continue-on-failure", "--no-color", "--generation-database", "none"],
        ...["--phases", isThorough ? "examples,coverage,fuzzing,stateful" : "examples,fuzzing"],
        ...["--max-examples", String(Math.ceil(perOperation)), "--seed", String(run.seed)],
        ...["--report", "ndjson", "--report-ndjson-path", events],
      ],
      cwd: folder,
      env: { [KEY_VARIABLE]: run.key },
      stdin: "null",
      signal: run.signal,
    }).output();
    run.signal.throwIfAborted();
    const text = new TextDecoder();
    const said = `${text.decode(stdout)}\n${text.decode(stderr)}`;
    if (code > 1) throw new Error(`Cannot run ${run.program}: it ended with status ${code}\n${said}`);
    const findings = new Findings();
    for await (const line of createInterface({ input: createReadStream(events), crlfDelay: Infinity })) {
      findings.take(JSON.parse(line));
    }
    return findings;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
