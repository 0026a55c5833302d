import type { IdentityDeps } from "../../adapters/http/identity/deps.ts";
import { encodeIdentified } from "../../adapters/kafka/identity/identity_codec.ts";
import { MemoryLastSightings } from "../../adapters/memory/identity/last_sightings.ts";
import { PostgresBeacons } from "../../adapters/postgres/identity/beacons.ts";
import { PostgresFloorPlans } from "../../adapters/postgres/identity/floor_plans.ts";
import { PostgresMembers } from "../../adapters/postgres/commerce/members/members.ts";
import { openSpellings } from "../../adapters/postgres/core/id_spellings.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { keyErasedCustomers } from "../../adapters/postgres/identity/customer_digests.ts";
import { PostgresCustomers } from "../../adapters/postgres/identity/customers.ts";
import { PostgresIdentifications } from "../../adapters/postgres/identity/identifications.ts";
import { PostgresIdentityHistory } from "../../adapters/postgres/identity/identity_history.ts";
import { IdentityPartitions } from "../../adapters/postgres/identity/identity_partitions.ts";
import { RedisCachedBeacons } from "../../adapters/redis/identity/cached_beacons.ts";
import type { RedisClient } from "../../adapters/redis/core/connect.ts";
import { RedisLastSightings } from "../../adapters/redis/identity/last_sightings.ts";
import type { ErasureDigests } from "../../adapters/system/erasure_digests.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { newTraceparent } from "../../adapters/system/traceparent.ts";
import type { Beacons } from "../../application/identity/ports/beacons.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { openConfidence } from "./identity/confidence.ts";
import { type IdentityMetrics, identityMetrics } from "./identity/metrics.ts";
import { openErasureDigests } from "./engines/erasure_key.ts";
import { identityNames } from "../../adapters/kafka/stream_names.ts";
import { openRedis } from "./engines/redis.ts";
import { embeddedEngine } from "./engines/shared_engines.ts";
import type { Process } from "./process/run_process.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";

/** How soon a beacon's change that Redis missed is caught up after Redis has recovered. */
const CATCH_UP_MS = 30_000;
const KEY_AGAIN_MS = 30_000;

/** Without Redis, last sightings are known in this process alone. Background work stops with the process. */
export function openIdentity(process: Process, sql: Sql): IdentityDeps {
  const { config, metrics } = process;
  const confidence = openConfidence(process, sql);
  const figures = identityMetrics(metrics.registry);
  const partitions = new IdentityPartitions(sql);
  figures.showHorizon(() => partitions.horizonDays(new Date()));
  const { closing, signal } = process;
  closing.background("partitions of identifications", signal, (until) => keepPartitions(process, sql, until));
  closing.background("the look for two spellings", signal, () => warnOfOpenIds(process, sql));
  const digests = openErasureDigests(config);
  closing.background("the register of erased customers", signal, (until) => keyRegister(process, sql, digests, until));
  const { topic } = identityNames(config.prefix);
  const redis = config.redis ? openRedis(process, config.redis, { isOptional: true }) : null;
  return {
    beacons: openBeacons(process, sql, redis, figures),
    plans: new PostgresFloorPlans(sql),
    customers: new PostgresCustomers(sql, digests),
    members: new PostgresMembers(sql),
    identifications: new PostgresIdentifications(
      sql,
      (event) => encodeIdentified(event, { topic, source: "/tillstream/identity", newTraceparent }),
      digests,
    ),
    history: new PostgresIdentityHistory(sql),
    lastSightings: redis
      ? new RedisLastSightings(redis, config.prefix)
      : embeddedEngine(process, "sightings", () => new MemoryLastSightings(() => Date.now())),
    ...confidence,
    observe: figures.detections,
  };
}

function openBeacons(process: Process, sql: Sql, redis: RedisClient | null, figures: IdentityMetrics): Beacons {
  const registry = new PostgresBeacons(sql);
  if (!redis) return registry;
  const cached = new RedisCachedBeacons(registry, redis, {
    prefix: process.config.prefix,
    observe: (result) => figures.beaconLookUp(result),
  });
  const { closing, log, signal } = process;
  closing.background(
    "cached beacons",
    signal,
    (until) =>
      repeat(() => cached.catchUp(), CATCH_UP_MS, until, (error) => {
        log.warn({ reason: reasonOf(error) }, "cannot bring the beacons in the cache up to date yet");
      }),
  );
  return cached;
}

async function warnOfOpenIds({ log }: Process, sql: Sql): Promise<void> {
  const open = await openSpellings(sql).catch(() => []);
  if (open.length > 0) log.warn({ open: open.length }, "ids are stored in two spellings: migrate ids lists them");
}

/** A register of an earlier version has digests without the key. */
async function keyRegister({ log }: Process, sql: Sql, digests: ErasureDigests, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const customers = await keyErasedCustomers(sql, digests);
      if (customers > 0) log.info({ customers }, "digests of erased customers are under the key now");
      return;
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ reason: reasonOf(error) }, "cannot look at the register of erased customers yet");
      await sleep(KEY_AGAIN_MS, signal);
    }
  }
}

async function keepPartitions({ log }: Process, sql: Sql, signal: AbortSignal): Promise<void> {
  const partitions = new IdentityPartitions(sql);
  const ensure = async () => {
    const years = await partitions.ensure(new Date());
    if (years.length > 0) log.info({ years }, "partitions of identifications added");
  };
  await repeat(ensure, HOUR_MS, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot add partitions of identifications now: trying again in an hour");
  });
}
