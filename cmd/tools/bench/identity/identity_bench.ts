import type { Process } from "../../../wiring/process/run_process.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";
import { enginesOf } from "../bench_engines.ts";
import { interleave } from "../bench.ts";
import { latencyOf } from "../../../wiring/process/latencies.ts";
import { detectionSamples } from "./detection_samples.ts";
import { identityInstallation } from "./identity_installation.ts";
import { type Goal, judgeIdentity } from "./judge_identity.ts";
import { measureStored } from "./measure_stored.ts";
import { findPgbench } from "./pgbench.ts";
import { type IdentityBenchOptions, sizeName, type SizeResult, SizeTrial } from "./size_trial.ts";

export interface IdentityBenchResult {
  readonly bench: "identity";
  readonly engines: Readonly<Record<string, string>>;
  readonly rate: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly readingsPerDetection: number;
  readonly processors: number;
  readonly sizes: readonly SizeResult[];
  readonly ratios: Readonly<Record<string, number>>;
  readonly goals: readonly Goal[];
}

export const IDENTITY_DEFAULTS = { customers: [10_000, 5_000_000], rate: 200, rounds: 5, seconds: 6 } as const;

/** Against pgbench with the same statement; all sizes take turns, so that other load affects them alike. */
export async function runIdentityBench(given: Process, options: IdentityBenchOptions): Promise<IdentityBenchResult> {
  requireServers(given);
  const { rate, rounds, seconds, onStage } = options;
  const samples = detectionSamples();
  const pgbench = findPgbench();
  if (pgbench === null) onStage("pgbench is not on the PATH: measured without the limit beside it");
  const trials: SizeTrial[] = [];
  for (const customers of options.customers) {
    onStage(`${sizeName(customers)}: making tables and rows`);
    const trial = new SizeTrial(await identityInstallation(given, customers, samples), samples, pgbench, options);
    await trial.warmUp();
    trials.push(trial);
  }
  const contenders = trials.map((trial) => trial.contenders());
  const measured = await interleave(contenders.flat(), { rounds, onRound: onStage }, given.signal);
  const sizes: SizeResult[] = [];
  for (const [nth, trial] of trials.entries()) {
    const { seeded } = trial.installation;
    onStage(`${sizeName(seeded.customers)}: receipt to stored event`);
    const endToEnd = await measureStored(trial.installation, samples, { rate, seconds: seconds * 2 });
    onStage(`${sizeName(seeded.customers)}: highest rate`);
    const highest = await trial.highest();
    const each = contenders[0]!.length;
    const [p99, answers, pgbenchP99 = null, transactions = null] = measured.slice(nth * each, (nth + 1) * each);
    sizes.push({
      ...seeded,
      answer: latencyOf(trial.answers),
      pgbench: trial.transactions.length > 0 ? latencyOf(trial.transactions) : null,
      p99: { answer: p99!, pgbench: pgbenchP99 },
      throughput: { answers: answers!, pgbench: transactions },
      cpuMsPerAnswer: trial.cpuMsPerAnswer(),
      endToEnd,
      highest,
    });
  }
  const { installation: { process, sql, database } } = trials[0]!;
  return {
    bench: "identity",
    engines: { ...await enginesOf(process, sql), dynamodb: process.config.identity.dynamodb!.endpoint ?? "AWS" },
    rate,
    rounds,
    seconds,
    connections: database.poolSize,
    readingsPerDetection: samples.readingsPerDetection,
    processors: navigator.hardwareConcurrency,
    sizes,
    ...judgeIdentity(sizes, rate),
  };
}

function requireServers({ config: { database, redis, kafka, identity } }: Process): void {
  const missing = [
    ...(database.kind === "server" ? [] : ["DATABASE_URL or DB_TYPE"]),
    ...(redis ? [] : ["REDIS_URL"]),
    ...(kafka ? [] : ["KAFKA_BROKERS"]),
    ...(identity.dynamodb?.createTable ? [] : ["DYNAMODB_ENDPOINT"]),
  ];
  if (missing.length > 0) {
    throw new WrongSettings(missing.map((name) => `${name} is not set: bench identity measures on real engines`));
  }
}
