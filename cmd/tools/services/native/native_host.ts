import { servicesDirectory } from "../../../../testing/engines/directory.ts";
import { engineAnswers } from "../engine_answers.ts";
import type { EngineHost, Say } from "../engine_host.ts";
import type { EngineName } from "../engine_name.ts";
import { settleAll } from "../settle_all.ts";
import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { dynamodbEngine } from "./engines/dynamodb_engine.ts";
import { kafkaEngine } from "./engines/kafka_engine.ts";
import { postgresEngine } from "./engines/postgres_engine.ts";
import { redisClusterEngine } from "./engines/redis_cluster_engine.ts";
import { redisEngine } from "./engines/redis_engine.ts";
import { s3Engine } from "./engines/s3_engine.ts";
import { toxiproxyEngine } from "./engines/toxiproxy_engine.ts";
import { findProcesses } from "./find_processes.ts";
import { installPackages } from "./install_packages.ts";
import type { NativeEngine } from "./native_engine.ts";
import type { ProcessSpec } from "./process_spec.ts";
import { requireFreePorts } from "./require_free_ports.ts";
import { startProcess } from "./start_process.ts";
import { killProcess, stopProcess } from "./stop_process.ts";

/** In start order, slowest first. */
const ENGINES: readonly NativeEngine[] = [
  kafkaEngine(1),
  kafkaEngine(2),
  kafkaEngine(3),
  dynamodbEngine,
  s3Engine,
  postgresEngine,
  redisEngine,
  redisClusterEngine,
  toxiproxyEngine,
];

const START_TIMEOUT_MS = 120_000;

export const nativeHost: EngineHost = {
  async up(say) {
    if (Deno.build.os !== "linux") {
      throw new Error(`Cannot start the engines on ${Deno.build.os}: there, they need a Docker engine`);
    }
    await installPackages(say);
    await requireFreePorts(ENGINES.flatMap((engine) => engine.processes()));
    await settleAll(ENGINES.map((engine) => start(engine, say)));
  },
  async down() {
    // PostgreSQL alone is stopped gracefully: killed, it leaves shared memory behind. All data are deleted afterwards.
    const specs = ENGINES.flatMap((engine) => engine.processes());
    await Promise.all(specs.map((spec) => spec.program === "postgres" ? stopProcess(spec) : killProcess(spec)));
    await Deno.remove(`${servicesDirectory()}/run`, { recursive: true }).catch(ignoreNotFound);
  },
  async running() {
    const names: EngineName[] = [];
    for (const engine of ENGINES) {
      const found = await Promise.all(engine.processes().map(findProcesses));
      if (found.flat().length > 0) names.push(engine.name);
    }
    return names;
  },
  start: (name) => start(engineNamed(name), () => {}),
  stop: async (name) => await forEachProcess(name, stopProcess),
  kill: async (name) => await forEachProcess(name, killProcess),
};

async function start(engine: NativeEngine, say: Say): Promise<void> {
  await engine.prepare();
  const checks = await Promise.all(engine.processes().map(startProcess));
  const check = async () => {
    for (const requireRunning of checks) await requireRunning();
  };
  await engine.complete?.(check);
  await waitUntil(`start ${engine.name}`, () => engineAnswers(engine.name), { timeout: START_TIMEOUT_MS, check });
  say(`${engine.name} is up`);
}

async function forEachProcess(name: EngineName, act: (spec: ProcessSpec) => Promise<void>): Promise<void> {
  await Promise.all(engineNamed(name).processes().map(act));
}

function engineNamed(name: EngineName): NativeEngine {
  return ENGINES.find((engine) => engine.name === name)!;
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
