import { textLines } from "../../../adapters/files/text_lines.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { makeReportKey } from "../../../domain/store/report_key.ts";
import { openReports } from "../../wiring/store.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { latencyOf } from "../../wiring/process/latencies.ts";

/** The bench's name for one of the processes that read at once; it is no bench of its own. */
export const READER = "report-reader";

/**
 * Limits that a machine busy with ten processes that start at once does not reach: what is counted are the statements that
 * the leases save, not how often somebody took a slow cache for one that is unreachable.
 */
const PATIENT = { answerWithinMs: 5_000, leaseMs: 8_000, waitMs: 20_000 };

/** What one process read. */
interface Readings {
  readonly reads: number;
  /** Statements it sent to Postgres. */
  readonly statements: number;
  /** How many reads came from where. */
  readonly sources: Readonly<Record<string, number>>;
  /** Milliseconds of the slowest. */
  readonly slowestMs: number;
  /** The store's versions that the reports were of. */
  readonly versions: readonly number[];
}

/** What a line of a reader's input says: read this report so many times, all at once. */
interface ReadingOrder {
  readonly storeId: string;
  readonly day: string;
  readonly category: string;
  readonly reads: number;
}

/**
 * One of the processes: connects, says "ready", and for each line of its input reads at once and says what came; ends with
 * its input.
 */
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
  const { reports, cache } = openReports(process, sql, PATIENT);
  // A connection asks the server for its types once; that is no query of the reports'.
  await sql`select 1`;
  const nobody = makeReportKey("nobody", "2000-01-01", "sales");
  if (nobody.ok) await cache.read(nobody.value);
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

/** Processes of the machine that read when they are told to. Disposing of them ends them. */
export class Readers implements AsyncDisposable {
  readonly #children: readonly Reader[];

  private constructor(children: readonly Reader[]) {
    this.#children = children;
  }

  /** Starts them with the settings of `env`, and waits until all are ready. */
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

  /** Has all of them read at once. */
  async read(order: ReadingOrder): Promise<Readings[]> {
    const answers = this.#children.map((child) => child.expect((line) => line.startsWith("{")));
    for (const child of this.#children) child.tell(order);
    return (await Promise.all(answers)).map((line) => JSON.parse(line) as Readings);
  }

  /** The same, with `null` for a process that ended before it could say. */
  async readEach(order: ReadingOrder): Promise<(Readings | null)[]> {
    const answers = this.#children.map((child) => child.expect((line) => line.startsWith("{")).catch(() => null));
    for (const child of this.#children) child.tell(order);
    return (await Promise.all(answers)).map((line) => line === null ? null : JSON.parse(line) as Readings);
  }

  /** Which of them Postgres knows by that application's name. */
  indexOf(applicationName: string): number {
    return this.#children.findIndex(({ name }) => name === applicationName);
  }

  /** Kills one in the middle of whatever it does. */
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

  /** @param name by which Postgres knows it */
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

  tell(order: ReadingOrder): void {
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
