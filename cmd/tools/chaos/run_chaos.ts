import { KafkaBrokers } from "../../../adapters/kafka/core/brokers.ts";
import { connectKafka } from "../../../adapters/kafka/core/connect.ts";
import { MessageEventLog } from "../../../adapters/kafka/commerce/event_log.ts";
import { KafkaLogWriter } from "../../../adapters/kafka/core/log_writer.ts";
import { connectRedis } from "../../../adapters/redis/core/connect.ts";
import { PostgresStreamPositions } from "../../../adapters/postgres/commerce/stream_positions.ts";
import { newTraceparent } from "../../../adapters/system/traceparent.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { pick, seededRandom } from "../../../domain/shared/random.ts";
import { createInstallation } from "../../../testing/engines/installation.ts";
import { openKafkaClient } from "../../../testing/engines/kafka_client.ts";
import { temporaryRedisCluster } from "../../../testing/engines/temporary_redis_cluster.ts";
import type { Addresses } from "../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { allStreams, topicsOf } from "../../../adapters/kafka/stream_names.ts";
import { abortTogether } from "./abort_together.ts";
import { ApiClient } from "./load/api_client.ts";
import type { ChaosArguments } from "./arguments.ts";
import type { IdentityFindings } from "./checks/check_identities.ts";
import { compareAll } from "./checks/compare_all.ts";
import { runDetectionCalls } from "./load/detection_calls.ts";
import { EmbeddedScene } from "./embedded_scene.ts";
import { type BreakableEngines, FaultInjector } from "./faults/inject_faults.ts";
import { memoryLimitMb, namesByKind, processesOf } from "./installation_plan.ts";
import { Ledger, WitnessedEventLog } from "./load/ledger.ts";
import { runLoad } from "./load/load.ts";
import { runOrderCalls } from "./load/order_calls.ts";
import { STORE_REFUSES } from "./load/poison.ts";
import { ProcessRoom } from "./faults/process_room.ts";
import { openPooler } from "./faults/pooler.ts";
import { pooledSettings, proxiedSettings, SERVICES, upstreamsOf } from "./faults/proxied_engines.ts";
import { Proxies } from "./faults/proxies.ts";
import { recreateTopic } from "./faults/recreate_topic.ts";
import type { ChaosReport } from "./report.ts";
import { planFaults } from "./faults/schedule.ts";
import { Shop } from "./load/shop.ts";
import { Sightings } from "./load/sightings.ts";
import { untilInSync } from "./checks/until_in_sync.ts";
import { untilSettled } from "./checks/until_settled.ts";
import { StandingPairs } from "./faults/standing_pairs.ts";
import { sendTinyChunks } from "./load/tiny_chunks.ts";
import { Visits } from "./load/visits.ts";
import { watchMemory } from "./watch_memory.ts";
import { watchStalls } from "./watch_stalls.ts";

interface ChaosDeps {
  readonly engines: Addresses;
  readonly breakable: BreakableEngines;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const CALLED_SHARE = 0.05;
const POOL_SIZE = 200;

/** All is dropped at the end in any case, and stopped engines are restarted. Rejects with the signal's reason. */
export async function runChaos(
  args: ChaosArguments,
  { engines, breakable, signal, say }: ChaosDeps,
): Promise<ChaosReport> {
  const { seed } = args;
  const random = (what: string) => seededRandom(`${seed}/${what}`);
  await using closing = new AsyncDisposableStack();
  closing.use(await takeEngines());
  const cluster = closing.use(await temporaryRedisCluster());
  const { faults: counts } = args;
  const pairs = closing.use(await StandingPairs.open(counts));
  const { dynamodbEndpoint, kafkaBrokers } = engines;
  const first = pairs.addresses(engines);
  const network = closing.use(await Proxies.open(engines.toxiproxyUrl, upstreamsOf(first)));
  const postgresUrl = await pairs.ownWay("postgres", first.postgresUrl, network);
  const redisUrl = await pairs.ownWay("redis", first.redisUrl, network);
  const installation = closing.use(
    await createInstallation("chaos", {
      postgresUrl,
      redisUrl,
      dynamodbEndpoint,
      kafkaBrokers: kafkaBrokers.join(","),
    }),
  );
  const { sql, env, prefix } = installation;
  await sql.unsafe(STORE_REFUSES);
  const client = closing.use(await openKafkaClient(installation));
  const pooler = counts.restart_pooler + counts.rotate_password > 0
    ? closing.use(await openPooler(env.DATABASE_URL!))
    : null;
  if (pooler) await network.add("pooler", { upstream: new URL(pooler.url).host });
  const embedded = await openEmbedded(args, closing, say);

  const single: Readonly<Record<string, string>> = {
    ...proxiedSettings(env, network),
    CACHE_REFRESH_INTERVAL: "3",
    CACHE_BATCH_SIZE: String(POOL_SIZE),
    RATE_LIMIT_PER_MINUTE: "10000000",
  };
  const plans = [
    ...processesOf({
      single,
      pooled: pooler ? pooledSettings(single, pooler, network) : single,
      cluster: { ...single, REDIS_URL: cluster.url },
    }),
    ...(embedded ? [embedded.plan] : []),
  ];
  const schedule = planFaults(random("schedule"), args, {
    processes: namesByKind(plans),
    services: [...SERVICES, ...(pooler ? ["pooler"] : [])],
  });

  const redis = { identity: connectRedis({ url: redisUrl }), pools: connectRedis({ url: cluster.url }) };
  closing.defer(() => Object.values(redis).forEach((each) => each.disconnect()));
  const writer = new KafkaLogWriter(connectKafka({ brokers: single.KAFKA_BROKERS!.split(","), clientId: "chaos" }));
  closing.defer(() => writer.close());
  const streams = allStreams(prefix);
  const all = streams.flatMap(({ topic }) => [topic, deadLetterTopic(topic)]);
  const brokers = new KafkaBrokers(connectKafka({ brokers: kafkaBrokers, clientId: "chaos" }));

  const ledger = new Ledger();
  const sightings = new Sightings();
  const topics = topicsOf(client.names);
  const events = new WitnessedEventLog(
    new MessageEventLog(writer, { topics, source: "/chaos", newTraceparent }),
    ledger,
  );
  const shop = new Shop(() => new Date(), random("shop"));
  const visits = new Visits(seed);

  const room = closing.use(await ProcessRoom.open(plans, { say, logs: args.logs }));
  const api = new ApiClient({ addresses: () => room.addresses("api"), random: random("api") });
  const injector = closing.use(
    new FaultInjector({
      engines: pairs.breakable(breakable),
      failOver: pairs.failOvers(network),
      pooler,
      recreateTopic: () =>
        recreateTopic({
          kafka: connectKafka({ brokers: kafkaBrokers, clientId: "chaos" }),
          inspector: client.inspector,
          positions: new PostgresStreamPositions(sql),
          ledger,
          say,
        }, client.names.orders),
      sendTinyChunks: (signal) => sendTinyChunks(() => room.addresses("api"), signal),
      processes: room,
      network,
      flushRedis: () => waitUntil("flush Redis", async () => await redis.identity.flushall() === "OK"),
      killMaster: async () => {
        const port = pick(random("masters"), await cluster.masters());
        await cluster.kill(port);
        return () => cluster.start(port);
      },
      fillDisk: () => embedded?.fill() ?? Promise.resolve(null),
      untilInSync: (signal) => untilInSync(brokers, all, signal),
    }, say),
  );
  const memory = closing.use(watchMemory(() => room.pids(), memoryLimitMb));

  const secondsSince = (then: number) => Math.round((performance.now() - then) / 100) / 10;
  const reported = async <T>(what: string, work: Promise<T>) => {
    const result = await work;
    say(what);
    return result;
  };
  const began = performance.now();
  say(`orders and detections are sent for ${schedule.loadMs / 1_000} s; seed ${seed}`);
  const stalls = closing.use(watchStalls(sql, ledger, client.names.orders, say));
  let isAllRestored = false;
  const length = { ms: schedule.loadMs, isAllRestored: () => isAllRestored };
  const called = args.rate * CALLED_SHARE;
  const [figures, , , wrongAnswers, faults] = await abortTogether(signal, (signal) => [
    reported(
      "every record for the log is acknowledged or given up",
      runLoad({ events, writer, topics, ledger, shop, random: random("load") }, {
        rate: args.rate - called,
        length,
        signal,
      }),
    ),
    reported(
      "so is every order for the API",
      runOrderCalls({ api, ledger, shop, random: random("order calls") }, { rate: called, length, signal }),
    ),
    reported(
      "so is every detection",
      runDetectionCalls({ api, sightings, visits, random: random("detection calls") }, {
        rate: args.detections,
        length,
        signal,
      }),
    ),
    reported(
      "so is everything for the embedded shop",
      embedded?.load({ room, seed, say }, { length, signal }) ?? Promise.resolve([]),
    ),
    reported("every fault is over", injector.carryOut(schedule, signal).finally(() => isAllRestored = true)),
  ]);
  const loadSeconds = secondsSince(began);
  const settling = performance.now();
  const unsettled = await untilSettled({ sql, inspector: client.inspector, streams, say }, signal);
  const settleSeconds = secondsSince(settling);
  await stalls[Symbol.asyncDispose]();

  say("comparing what is stored with what was sent");
  const found = await compareAll({ installation, client, redis, poolSize: POOL_SIZE, ledger, sightings }, signal);
  const folder = await embedded?.check({ room, seed, say }, signal) ?? null;
  const atOldServers = await pairs.left();
  const memoryFindings = memory.findings();
  const problems = [
    ...(unsettled ? [`not settled: ${JSON.stringify(unsettled)}`] : []),
    ...Object.values(found).flatMap(({ problems }) => problems),
    ...folder?.problems ?? [],
    ...memoryFindings.problems,
    ...atOldServers,
    ...[...api.wrongAnswers, ...wrongAnswers].map((text) => `wrong answer: ${text}`),
    ...room.crashes.map((words) => `crashed: ${words.split("\n")[0]}`),
  ];
  return {
    ok: problems.length === 0,
    arguments: args,
    schedule: schedule.faults,
    tables: found.store.tables,
    wrongEffects: found.store.wrongEffects,
    deadLetters: found.dead,
    identities: figuresOf(found.identities),
    answers: sightings.counts,
    events: found.events,
    cache: found.cache,
    dataFolder: folder,
    unsettled,
    faults,
    processKills: room.kills,
    fenced: room.fenced,
    crashes: room.crashes,
    memory: memoryFindings,
    calls: { ...api.counts, longestAnswerSeconds: api.longestAnswerMs / 1_000 },
    longestStallSeconds: stalls.watch.longestMs / 1_000,
    longestStallWithPostgresSeconds: stalls.watch.longestWhileUpMs / 1_000,
    longestSendSeconds: figures.longestSendMs / 1_000,
    loadSeconds,
    settleSeconds,
    problems,
  };
}

/** A second run would restore what this one breaks. The process's exit releases the lock. */
async function takeEngines(): Promise<Disposable> {
  const lock = await Deno.open(`${servicesDirectory()}/chaos.lock`, { create: true, write: true });
  if (await lock.tryLock(true)) return lock;
  lock.close();
  throw new Error("Cannot begin: another run of chaos is breaking these engines");
}

/** `null` if no disk-full faults are planned or no small disk can be made. */
async function openEmbedded(
  { faults }: ChaosArguments,
  closing: AsyncDisposableStack,
  say: ChaosDeps["say"],
): Promise<EmbeddedScene | null> {
  if (faults.fill_disk === 0) return null;
  const scene = await EmbeddedScene.open();
  if (scene instanceof EmbeddedScene) return closing.use(scene);
  say(`disk-full faults are left out, since no disk can be mounted: ${scene.refused}`);
  return null;
}

function figuresOf({ identities: _, problems: __, ...figures }: IdentityFindings) {
  return figures;
}
