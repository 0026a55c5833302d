import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import { sum } from "simple-statistics";
import { seededRandom } from "../../../domain/shared/random.ts";
import { createInstallation, type Engines } from "../../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";
import { atFullSpeed } from "../bench/identity/at_rate.ts";
import { detectionSamples } from "../bench/identity/detection_samples.ts";
import { type Latency, latencyOf } from "../../wiring/process/latencies.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { identityNames } from "../../../adapters/kafka/stream_names.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { SoakArguments } from "./arguments.ts";
import { Client } from "./client.ts";
import { type Growth, judgeGrowth } from "./judge_growth.ts";
import { type Member, startMembers } from "./members.ts";
import { keepPace } from "./pace.ts";
import { type Sample, takeSample } from "./sample.ts";

interface SoakDeps {
  readonly engines: Required<Engines>;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface MemberReport {
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly growth: readonly Growth[] | null;
  readonly cpuShare: number;
}

export interface SoakReport {
  readonly ok: boolean;
  readonly arguments: SoakArguments;
  /** Steps a second until everything was stored; `null` if the rate was given. */
  readonly measuredRate: number | null;
  readonly rate: number;
  readonly doneRate: number;
  readonly step: Latency;
  readonly acknowledged: { readonly orders: number; readonly identities: number };
  readonly stored: { readonly orders: number; readonly identities: number; readonly events: number };
  readonly settleSeconds: number;
  readonly members: readonly MemberReport[];
  readonly problems: readonly string[];
}

const SHOP = ["--users", "10000", "--products", "2000"];
/** Faster than in a shop: with one refresh a minute, memory of idle processes would not settle within an hour. */
const SETTINGS = { RATE_LIMIT_PER_MINUTE: "10000000", GRADE_UPDATE_INTERVAL: "5", CACHE_REFRESH_INTERVAL: "5" };
const MEASURING = { callers: 16, seconds: 30 } as const;
const SAMPLES_AT_LEAST = 60;
const SAMPLE_SECONDS = 10;
const SETTLED_WITHIN_MS = 120_000;
const GROUPS = 4;
/** Records that the producer, which never pauses, may have in flight while throughput is measured. */
const PRODUCER_AT_WORK = 100;

export async function runSoak(args: SoakArguments, { engines, signal, say }: SoakDeps): Promise<SoakReport> {
  await using installation = await createInstallation("soak", engines);
  const { sql } = installation;
  const env = { ...installation.env, ...SETTINGS };
  await runProcessToEnd("seed", { args: SHOP, env });
  const warnings: string[] = [];
  const { api, members } = await startMembers(env, (line) => warnings.push(line));
  await using running = new AsyncDisposableStack();
  for (const { process } of members) running.defer(async () => void await process.stop());

  const client = await openClient(sql, api);
  const stored = () => storedBy(sql, identityNames(installation.prefix).topic);
  const settled = (mostBehind: number) => async () => {
    const { orders, identities, events } = await stored();
    const { acknowledged } = client;
    return orders === acknowledged.orders && identities === acknowledged.identities &&
      events >= identities - mostBehind && await behind(sql, api) <= mostBehind;
  };

  const measuredRate = args.rate === null ? await measureThroughput(client, settled(PRODUCER_AT_WORK), signal) : null;
  const rate = args.rate ?? measuredRate! * args.share;
  if (measuredRate !== null) say(`measured: ${measuredRate.toFixed(1)} steps a second until everything is stored`);
  say(`${args.minutes} minutes at ${rate.toFixed(1)} steps a second`);

  const seconds = args.minutes * 60;
  const began = performance.now();
  const problems: string[] = [];
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  // Samples taken before a failure are still reported.
  const broken = (error: unknown) => {
    problems.push(reasonOf(error));
    over.abort();
  };
  const watching = watch(members, { began, seconds, signal: until, say, broken });
  const { latencies, failures } = await keepPace(() => client.step(), { rate, seconds, until });
  if (failures.length > 0) problems.push(`${failures.length} steps failed, the first with: ${reasonOf(failures[0])}`);
  over.abort();
  const taken = await watching;
  signal.throwIfAborted();
  problems.push(...warnings);
  const stopped = performance.now();
  await members.find(({ name }) => name === "producer")!.process.stop();
  await waitUntil("see everything stored and nothing behind", settled(0), { timeout: SETTLED_WITHIN_MS })
    .catch((error) => problems.push(`${error.message}: ${JSON.stringify(client.acknowledged)} were acknowledged`));
  const reports = members.map(({ name }) => judgeMember(name, taken.get(name)!, args.warmUpMinutes * 60, problems));
  return {
    ok: problems.length === 0,
    arguments: args,
    measuredRate,
    rate,
    doneRate: latencies.length / ((stopped - began) / 1_000),
    step: latencyOf(latencies),
    acknowledged: { ...client.acknowledged },
    stored: await stored(),
    settleSeconds: (performance.now() - stopped) / 1_000,
    members: reports,
    problems,
  };
}

async function openClient(sql: Sql, api: string): Promise<Client> {
  const samples = detectionSamples();
  for (const { beacon: { beaconId, ...draft } } of samples.stores.flatMap(({ beacons }) => beacons)) {
    await fetch(`${api}/v1/beacons/${beaconId}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(draft),
    }).then((response) => response.body?.cancel());
  }
  const ids = async (rows: PromiseLike<readonly { id: string }[]>) => (await rows).map(({ id }) => id);
  return new Client({
    api,
    samples,
    random: seededRandom("soak"),
    userIds: await ids(sql<{ id: string }[]>`select user_id as id from users`),
    productIds: await ids(sql<{ id: string }[]>`select product_id as id from products`),
  });
}

function judgeMember(
  name: string,
  samples: readonly Sample[],
  warmUpSeconds: number,
  problems: string[],
): MemberReport {
  const growth = judgeGrowth(samples, warmUpSeconds);
  if (growth === null) problems.push(`${name} can't be judged: ${samples.length} samples are too few`);
  for (const { figure, first, last, grew } of growth ?? []) {
    if (grew) problems.push(`${figure} of ${name} grew from ${Math.round(first)} to ${Math.round(last)}`);
  }
  const begin = samples[0];
  const end = samples.at(-1);
  const cpuShare = begin && end && end !== begin ? (end.cpuSeconds - begin.cpuSeconds) / (end.at - begin.at) : 0;
  return { name, samples, growth, cpuShare };
}

async function measureThroughput(client: Client, settled: () => Promise<boolean>, signal: AbortSignal) {
  const began = performance.now();
  let steps = 0;
  await atFullSpeed(() => (steps++, client.step()), { ...MEASURING, signal });
  await waitUntil("see everything stored", settled, { timeout: SETTLED_WITHIN_MS });
  return steps / ((performance.now() - began) / 1_000);
}

/** Counts what came through the API (orders without simulated randomness); events by their offset. */
async function storedBy(sql: Sql, eventTopic: string): Promise<SoakReport["stored"]> {
  const [row] = await sql<[{ orders: number; identities: number; events: number }]>`
    select (select count(*)::int from orders where selection is null) as orders,
      (select count(*)::int from customer_identities) as identities,
      (select coalesce(sum(next_offset), 0)::int from consumer_offsets where topic = ${eventTopic}) as events`;
  return row;
}

async function behind(sql: Sql, api: string): Promise<number> {
  const metrics = await (await fetch(`${api}/metrics`)).text();
  const lags = [...metrics.matchAll(/^tillstream_group_lag_records\{[^}]*\} (\S+)$/gm)].map(([, lag]) => Number(lag));
  if (lags.length < GROUPS) return Infinity;
  const [row] = await sql<[{ pending: number }]>`
    select (select count(*)::int from outbox) + (select count(*)::int from order_deltas) as pending`;
  return sum(lags) + row.pending;
}

async function watch(
  members: readonly Member[],
  { began, seconds, signal, say, broken }: {
    readonly began: number;
    readonly seconds: number;
    readonly signal: AbortSignal;
    readonly say: (line: string) => void;
    /** Called when a process exits or its metrics can't be read; sampling then stops. */
    readonly broken: (error: unknown) => void;
  },
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const taken = new Map<string, Sample[]>(members.map(({ name }) => [name, []]));
  const every = Math.min(SAMPLE_SECONDS, seconds / SAMPLES_AT_LEAST) * 1_000;
  for (let nth = 0; !signal.aborted; nth++) {
    const at = (performance.now() - began) / 1_000;
    try {
      await Promise.all(members.map(async ({ name, process, metricsUrl }) => {
        if (!process.isRunning) throw new Error(`${name} has ended; its last words:\n${process.lastWords()}`);
        taken.get(name)!.push(await takeSample(metricsUrl, at));
      }));
    } catch (error) {
      broken(error);
      return taken;
    }
    if (nth % SAMPLES_AT_LEAST === 0) {
      const memory = members.map(({ name }) => `${name} ${mebibytes(taken.get(name)!.at(-1)!.residentBytes)}`);
      say(`${Math.round(at / 60)} min: ${memory.join(", ")} MiB`);
    }
    await sleep(Math.max(0, began + (nth + 1) * every - performance.now()), signal);
  }
  return taken;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
