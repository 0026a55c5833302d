import { cpuUsage } from "node:process";
import { reasonOf } from "../../../../application/shared/fault.ts";
import { seededRandom } from "../../../../domain/shared/random.ts";
import type { Contender, Measurement } from "../bench.ts";
import { type Latency, latencyOf } from "../../../wiring/process/latencies.ts";
import { atFullSpeed, atRate } from "./at_rate.ts";
import type { DetectionSamples } from "./detection_samples.ts";
import { type HighestRate, highestRate } from "./highest_rate.ts";
import type { IdentityInstallation } from "./identity_installation.ts";
import type { StoredLatency } from "./measure_stored.ts";
import { type PgbenchResult, runPgbench } from "./pgbench.ts";
import type { Seeded } from "./seed_customers.ts";

const P99_LIMIT_MS = 50;
const HALVINGS = 3;
/** More callers than connections, so that no connection is idle. */
const CALLERS_A_CONNECTION = 2;

export interface IdentityBenchOptions {
  readonly customers: readonly number[];
  readonly rate: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly onStage: (text: string) => void;
}

export interface SizeResult extends Seeded {
  /** At the rate, with the relay idle: receipt to answer, and pgbench's transaction. All rounds together. */
  readonly answer: Latency;
  readonly pgbench: Latency | null;
  readonly p99: { readonly answer: Measurement; readonly pgbench: Measurement | null };
  readonly throughput: { readonly answers: Measurement; readonly pgbench: Measurement | null };
  /** CPU time per answer at full speed, in milliseconds, of the API and of this process. */
  readonly cpuMsPerAnswer: { readonly api: number; readonly bench: number };
  readonly endToEnd: StoredLatency;
  readonly highest: HighestRate;
}

export class SizeTrial {
  readonly answers: number[] = [];
  readonly transactions: number[] = [];
  readonly #atFullSpeed = { answers: 0, api: 0, bench: 0 };

  constructor(
    readonly installation: IdentityInstallation,
    readonly samples: DetectionSamples,
    readonly pgbench: string | null,
    readonly options: IdentityBenchOptions,
  ) {}

  async warmUp(): Promise<void> {
    // Before code is compiled, connections are open and the heap has grown, answers take half as long again.
    await this.#fullSpeed(2 * this.options.seconds);
    if (this.pgbench) await this.#runPgbench(this.pgbench, null, 1);
  }

  contenders(): Contender[] {
    const { pgbench, options: { rate, seconds }, installation: { seeded: { customers } } } = this;
    const short = Math.max(1, Math.round(seconds / 2));
    const of = (what: string) => `${sizeName(customers)}: ${what}`;
    return [
      {
        name: of(`answer p99 at ${rate}/s`),
        unit: "ms",
        measure: async () => {
          const samples = await this.#atRate(rate, seconds);
          if (samples === null) throw new Error(`Cannot measure: the API does not follow ${rate} detections a second`);
          this.answers.push(...samples);
          return latencyOf(samples).p99;
        },
      },
      { name: of("answers"), unit: "/s", measure: () => this.#fullSpeed(short) },
      ...(pgbench
        ? [
          {
            name: of(`pgbench p99 at ${rate}/s`),
            unit: "ms",
            measure: async () => {
              const { samples } = await this.#runPgbench(pgbench, rate, seconds);
              this.transactions.push(...samples);
              return latencyOf(samples).p99;
            },
          },
          {
            name: of("pgbench"),
            unit: "/s",
            measure: async () => (await this.#runPgbench(pgbench, null, short)).perSecond,
          },
        ]
        : []),
    ];
  }

  cpuMsPerAnswer(): SizeResult["cpuMsPerAnswer"] {
    const { answers, api, bench } = this.#atFullSpeed;
    return { api: api / answers, bench: bench / answers };
  }

  async highest(): Promise<HighestRate> {
    const { rate, seconds, onStage } = this.options;
    const short = Math.max(1, Math.round(seconds / 2));
    return await highestRate(async (tried) => {
      try {
        const samples = await this.#atRate(tried, short);
        return samples && latencyOf(samples).p99;
      } catch (error) {
        this.installation.process.signal.throwIfAborted();
        // A refused connection or a 503 also means that the rate is too high.
        onStage(`${tried}/s: ${reasonOf(error)}`);
        return null;
      }
    }, { from: rate, limitMs: P99_LIMIT_MS, halvings: HALVINGS });
  }

  async #atRate(rate: number, seconds: number): Promise<number[] | null> {
    const run = this.installation.newRun();
    const random = seededRandom(`identity/${run.day.getTime()}`);
    const { signal } = this.installation.process;
    return await atRate(
      (nth) => this.installation.detect(this.samples.body(nth, run).json),
      { rate, seconds, random, signal },
    );
  }

  async #fullSpeed(seconds: number): Promise<number> {
    const { installation, samples } = this;
    const { process: { signal }, database } = installation;
    const run = installation.newRun();
    const api = await installation.apiCpuMs();
    const bench = ownCpuMs();
    let answers = 0;
    const perSecond = await atFullSpeed(
      async (nth) => {
        await installation.detect(samples.body(nth, run).json);
        answers++;
      },
      { callers: database.poolSize * CALLERS_A_CONNECTION, seconds, signal },
    );
    this.#atFullSpeed.answers += answers;
    this.#atFullSpeed.bench += ownCpuMs() - bench;
    this.#atFullSpeed.api += await installation.apiCpuMs() - api;
    return perSecond;
  }

  async #runPgbench(program: string, rate: number | null, seconds: number): Promise<PgbenchResult> {
    const { installation: { database, process: { config: { prefix } }, storedIn }, samples } = this;
    const run = this.installation.newRun();
    const store = samples.stores[0]!;
    const result = await runPgbench(program, {
      database,
      prefix,
      store,
      run,
      clients: database.poolSize,
      seconds,
      rate,
    });
    const stored = await storedIn(run);
    if (stored !== result.samples.length) {
      throw new Error(`Cannot measure by pgbench: ${stored} of ${result.samples.length} transactions stored something`);
    }
    return result;
  }
}

function ownCpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1_000;
}

export function sizeName(customers: number): string {
  return `${customers.toLocaleString("en-US")} customers`;
}
