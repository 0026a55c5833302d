import { connectDynamo } from "../../../../adapters/dynamodb/connect.ts";
import { connectPostgres } from "../../../../adapters/postgres/core/connect.ts";
import { PostgresInbox } from "../../../../adapters/postgres/commerce/inbox.ts";
import type { RedisClient } from "../../../../adapters/redis/core/connect.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";
import { Outage } from "../../../../application/shared/fault.ts";
import { ANY_CREDENTIALS, type Installation } from "../../../../testing/engines/installation.ts";
import type { KafkaClient } from "../../../../testing/engines/kafka_client.ts";
import { allStreams, identityNames } from "../../../../adapters/kafka/stream_names.ts";
import { type CacheFindings, checkCache } from "./check_cache.ts";
import { checkDeadLetters, type DeadLetterFindings } from "./check_dead_letters.ts";
import { checkEvents, type EventFindings } from "./check_events.ts";
import { checkIdentities, type IdentityFindings } from "./check_identities.ts";
import { checkStore, type StoreFindings } from "./check_store.ts";
import type { Ledger } from "../load/ledger.ts";
import { readPublishedIds, readRecordedEvents } from "./read_events.ts";
import type { Sightings } from "../load/sightings.ts";

interface CompareDeps {
  readonly installation: Installation;
  readonly client: KafkaClient;
  readonly redis: { readonly identity: RedisClient; readonly pools: RedisClient };
  readonly poolSize: number;
  readonly ledger: Ledger;
  readonly sightings: Sightings;
}

interface AllFindings {
  readonly store: StoreFindings;
  readonly dead: DeadLetterFindings;
  readonly identities: IdentityFindings;
  readonly events: EventFindings;
  readonly cache: CacheFindings;
}

/** A killed worker must restart, and the beacon cache polls for missed changes every half minute. */
const CACHE_RIGHT_WITHIN_MS = 90_000;

export async function compareAll(
  { installation: { env, prefix }, client, redis, poolSize, ledger, sightings }: CompareDeps,
  signal: AbortSignal,
): Promise<AllFindings> {
  await using closing = new AsyncDisposableStack();
  // A new connection: idle ones report an outage of Postgres only at their next use.
  const sql = connectPostgres({ url: env.DATABASE_URL!, max: 2 });
  closing.defer(() => sql.end({ timeout: 5 }));
  const dynamo = connectDynamo({
    region: "eu-west-1",
    endpoint: env.DYNAMODB_ENDPOINT!,
    credentials: ANY_CREDENTIALS,
  });
  closing.defer(() => dynamo.destroy());
  const { scanner, inspector, writer } = client;
  const topics = allStreams(prefix).map(({ topic }) => topic);

  const store = await checkStore(sql, ledger);
  const dead = await checkDeadLetters({ scanner, inspector, writer, inbox: new PostgresInbox(sql) }, topics, ledger);
  const found = await checkIdentities(sql, sightings);
  const { identities } = found;
  const recorded = await readRecordedEvents(dynamo, `${prefix}CustomerEvents`);
  const events = checkEvents(identities, recorded, await readPublishedIds(scanner, identityNames(prefix).topic));
  const cache = await untilRight(() => checkCache({ sql, prefix, ...redis, poolSize, identities }), signal);
  return { store, dead, identities: found, events, cache };
}

async function untilRight<T extends { readonly problems: readonly string[] }>(
  check: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const end = performance.now() + CACHE_RIGHT_WITHIN_MS;
  for (;;) {
    signal.throwIfAborted();
    const isLate = performance.now() > end;
    try {
      const findings = await check();
      if (findings.problems.length === 0 || isLate) return findings;
    } catch (error) {
      // The Cluster may be failing over.
      if (!(error instanceof Outage) || isLate) throw error;
    }
    await sleep(1_000, signal);
  }
}
