import { KafkaBrokers } from "../../adapters/kafka/brokers.ts";
import { connectKafka } from "../../adapters/kafka/connect.ts";
import { PostgresInbox } from "../../adapters/postgres/inbox.ts";
import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import type { Stream } from "../../domain/commerce/commerce_event.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { createInstallation, type Engines } from "../../testing/installation.ts";
import { openKafkaClient } from "../../testing/kafka_client.ts";
import { topicsOf } from "../wiring/names.ts";
import type { ChaosArguments } from "./arguments.ts";
import { checkDeadLetters } from "./check_dead_letters.ts";
import { checkStore } from "./check_store.ts";
import { Consumers } from "./consumers.ts";
import { type BreakableEngines, FaultInjector } from "./inject_faults.ts";
import { Ledger, WitnessedEventLog } from "./ledger.ts";
import { runLoad } from "./load.ts";
import type { ChaosReport } from "./report.ts";
import { planFaults } from "./schedule.ts";
import { Shop } from "./shop.ts";
import { untilInSync } from "./until_in_sync.ts";
import { untilSettled } from "./until_settled.ts";
import { watchStalls } from "./watch_stalls.ts";

/** One consumer process each. */
const CONSUMERS: readonly Stream[] = ["orders", "orders", "orders", "users", "products"];

export interface ChaosDeps {
  readonly engines: Required<Pick<Engines, "postgresUrl" | "kafkaBrokers">>;
  readonly breakable: BreakableEngines;
  readonly signal: AbortSignal;
  /** What is happening, a line each time. */
  readonly say: (line: string) => void;
}

/**
 * One whole run, on a database and topics of its own that are dropped at the end, whatever happens; so is everything
 * started again that was stopped. Rejects with the signal's reason when it is interrupted.
 */
export async function runChaos(
  args: ChaosArguments,
  { engines, breakable, signal, say }: ChaosDeps,
): Promise<ChaosReport> {
  const schedule = planFaults(seededRandom(`${args.seed}/schedule`), args, CONSUMERS.length);
  const shop = new Shop(() => new Date(), seededRandom(`${args.seed}/shop`));
  await using installation = await createInstallation("chaos", engines);
  const { sql, env } = installation;
  await using client = await openKafkaClient(installation);
  const { names, writer, inspector, scanner } = client;
  const streams = Object.values(names);
  const topics = streams.map(({ topic }) => topic);
  const brokers = new KafkaBrokers(connectKafka({ brokers: engines.kafkaBrokers.split(","), clientId: "chaos" }));
  const all = [...topics, ...topics.map(deadLetterTopic)];
  const ledger = new Ledger();
  const events = new WitnessedEventLog(client.events, ledger);

  await using consumers = new Consumers(CONSUMERS, env, say);
  await consumers.start();
  await using injector = new FaultInjector({
    engines: breakable,
    consumers,
    untilInSync: (signal) => untilInSync(brokers, all, signal),
    say,
  });

  const began = performance.now();
  const secondsSince = (then: number) => Math.round((performance.now() - then) / 100) / 10;
  say(`orders are published for ${schedule.loadMs / 1_000} s; seed ${args.seed}`);
  await using stalls = watchStalls(sql, ledger, names.orders, say);
  const [figures, counts] = await abortTogether(signal, (signal) => [
    runLoad({ events, writer, topics: topicsOf(names), ledger, shop, random: seededRandom(`${args.seed}/load`) }, {
      rate: args.rate,
      lengthMs: schedule.loadMs,
      signal,
    }),
    injector.carryOut(schedule, signal),
  ]);
  const loadSeconds = secondsSince(began);
  const settling = performance.now();
  const unsettled = await untilSettled({ sql, inspector, streams, say }, signal);
  const settleSeconds = secondsSince(settling);
  await stalls[Symbol.asyncDispose]();

  say("comparing what is stored with what was sent");
  const store = await checkStore(sql, ledger);
  const dead = await checkDeadLetters({ scanner, inspector, writer, inbox: new PostgresInbox(sql) }, topics, ledger);
  const problems = [
    ...(unsettled ? [`not settled: ${JSON.stringify(unsettled)}`] : []),
    ...store.problems,
    ...dead.problems,
    // Nothing is lost by it, but an outage is to be waited for.
    ...consumers.crashes.map((words) => `crashed: ${words.split("\n")[0]}`),
  ];
  return {
    ok: problems.length === 0,
    arguments: args,
    schedule: schedule.faults,
    tables: store.tables,
    wrongEffects: store.wrongEffects,
    deadLetters: dead,
    unsettled,
    faults: counts,
    fenced: consumers.fenced,
    crashes: consumers.crashes,
    longestStallSeconds: stalls.watch.longestMs / 1_000,
    longestStallWithPostgresSeconds: stalls.watch.longestWhileUpMs / 1_000,
    longestSendSeconds: figures.longestSendMs / 1_000,
    loadSeconds,
    settleSeconds,
    problems,
  };
}

/** Both results; when one fails, the other is told to end and waited for, so that nothing goes on behind the cleanup. */
async function abortTogether<A, B>(
  outer: AbortSignal,
  start: (signal: AbortSignal) => readonly [Promise<A>, Promise<B>],
): Promise<[A, B]> {
  const failed = new AbortController();
  const running = start(AbortSignal.any([outer, failed.signal]));
  try {
    return await Promise.all(running);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}
