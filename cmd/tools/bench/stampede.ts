import { textLines } from "../../../adapters/files/text_lines.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { makeReportKey } from "../../../domain/store/report_key.ts";
import { openReports } from "../../wiring/store.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { latencyOf } from "../../wiring/process/latencies.ts";

/** Name of the hidden reader process; it is no bench of its own. */
export const READER = "report-reader";

/** Ten starting processes don't exceed them: what leases save is counted, not timeouts of a slow cache. */
const LONG_LIMITS = { answerWithinMs: 5_000, leaseMs: 8_000, waitMs: 20_000 };

interface Readings {
  readonly reads: number;
  readonly statements: number;
  readonly sources: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly versions: readonly number[];
}

interface ReadingOrder {
  readonly storeId: string;
  readonly day: string;
  readonly category: string;
  readonly reads: number;
}

/** Prints "ready", then reads at once for each line of its input; exits at the end of input. */
export async function readWhenTold(process: Process, name: string = READER): Promise<void> {
  const { database, redis } = process.config;
  if (database.kind !== "server" || !redis) throw new WrongSettings([`${READER} needs DATABASE_URL and REDIS_URL`]);
  let statements = 0;
  const sql = connectPostgres({
    url: database.url,
    tls: database.tls,
    applicationName: name,
    onStatement: () => statements++,
  });
  process.closing.defer(() => sql.end({ timeout: 5 }));
  const { reports, cache } = openReports(process, sql, LONG_LIMITS);
  await sql`select 1`;
  const unknown = makeReportKey("nobody", "2000-01-01", "sales");
  if (unknown.ok) await cache.read(unknown.value);
  console.log("ready");
  for await (const batch of textLines(Deno.stdin.readable)) {
    for (const { text } of batch) {
      const order = JSON.parse(text) as ReadingOrder;
      const made = makeReportKey(order.storeId, order.day, order.category);
      if (!made.ok) throw new WrongSettings([made.refusal.message]);
      const before = statements;
      const took: number[] = [];
      const sources: Record<string, number> = {};
      const versions = new Set<number>();
      await Promise.all(Array.from({ length: order.reads }, async () => {
        const began = performance.now();
        const result = await reports.read(made.value);
        took.push(performance.now() - began);
        if (!result.ok) throw new Error(result.refusal.message);
        const { source, report } = result.value;
        sources[source] = (sources[source] ?? 0) + 1;
        versions.add(report.version);
      }));
      const readings: Readings = {
        reads: order.reads,
        statements: statements - before,
        sources,
        slowestMs: latencyOf(took).max,
        versions: [...versions],
      };
      console.log(JSON.stringify(readings));
    }
  }
}

export class Readers implements AsyncDisposable {
  readonly #children: readonly Reader[];

  private constructor(children: readonly Reader[]) {
    this.#children = children;
  }

  static async start(count: number, env: Readonly<Record<string, string>>): Promise<Readers> {
    const readers = new Readers(Array.from({ length: count }, (_, n) => new Reader(`${READER}-${n}`, env)));
    try {
      for (const child of readers.#children) await child.expect((line) => line === "ready");
      return readers;
    } catch (error) {
      await readers[Symbol.asyncDispose]();
      throw error;
    }
  }

  async read(order: ReadingOrder): Promise<Readings[]> {
    const answers = this.#children.map((child) => child.expect((line) => line.startsWith("{")));
    for (const child of this.#children) child.send(order);
    return (await Promise.all(answers)).map((line) => JSON.parse(line) as Readings);
  }

  async readEach(order: ReadingOrder): Promise<(Readings | null)[]> {
    const answers = this.#children.map((child) => child.expect((line) => line.startsWith("{")).catch(() => null));
    for (const child of this.#children) child.send(order);
    return (await Promise.all(answers)).map((line) => line === null ? null : JSON.parse(line) as Readings);
  }

  indexOf(applicationName: string): number {
    return this.#children.findIndex(({ name }) => name === applicationName);
  }

  kill(index: number): void {
    this.#children[index]!.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#children.map((child) => child.end()));
  }
}

class Reader {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncGenerator<string>;
  readonly #errors: Promise<string>;

  constructor(readonly name: string, env: Readonly<Record<string, string>>) {
    const own = Deno.build.standalone
      ? ["bench", READER]
      : ["run", "-A", "--no-prompt", new URL("main.ts", import.meta.url).href, READER];
    const named = [...own, name];
    this.#process = new Deno.Command(Deno.execPath(), {
      args: named,
      env: { ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#lines = linesOf(this.#process.stdout);
    this.#errors = new Response(this.#process.stderr).text();
  }

  async expect(isIt: (line: string) => boolean): Promise<string> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`Cannot read at once: a process ended: ${(await this.#errors).slice(-2_000)}`);
      if (isIt(value)) return value;
    }
  }

  send(order: ReadingOrder): void {
    this.#input.write(new TextEncoder().encode(`${JSON.stringify(order)}\n`)).catch(() => {});
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  async end(): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#process.status;
    await this.#lines.return(undefined).catch(() => {});
    await this.#errors;
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  for await (const batch of textLines(stream)) for (const { text } of batch) yield text;
}
