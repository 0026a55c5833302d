import { type Advertisement, advertisementKey } from "../../../domain/identity/advertisement.ts";
import type { Beacon, BeaconId } from "../../../domain/identity/beacon.ts";
import type { BeaconConflict } from "../../../domain/identity/place_beacon.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  PutOptions,
  RegisteredBeacon,
} from "../../../application/identity/ports/beacons.ts";
import { batchLoader } from "../../system/batch_loader.ts";
import type { RedisClient } from "../core/connect.ts";
import { RedisCircuitBreaker, type RetryPolicy } from "../core/circuit_breaker.ts";
import {
  type BeaconHash,
  type Cached,
  fromHash,
  hashesOf,
  KEPT_S,
  markerOf,
  type Name,
  sentBy,
  sentOf,
  unregistered,
} from "./beacon_hashes.ts";

interface CachedBeaconsOptions {
  readonly prefix?: string;
  readonly policy?: Partial<RetryPolicy>;
  readonly now?: () => number;
  readonly observe?: (result: "hit" | "miss" | "away") => void;
}

/** Limits the keys that made-up ids can create. */
const MOST_UNKNOWN_A_MINUTE = 1_000;
const MOST_IN_A_LOOK_UP = 1_000;
/** An older read from the registry is not cached: see `catchUp`. */
const FILL_WITHIN_MS = 10_000;

/** Writes unless the same or a newer version is cached; unregistered: 0. ARGV: version, seconds, fields and values. */
const FILL = `
local held = redis.call("HGET", KEYS[1], "version")
if held and tonumber(held) >= tonumber(ARGV[1]) then return 0 end
redis.call("DEL", KEYS[1])
redis.call("HSET", KEYS[1], "version", ARGV[1], unpack(ARGV, 3))
redis.call("EXPIRE", KEYS[1], ARGV[2])
return 1`;

/**
 * Each beacon as two equal hashes, for a day: `beacon:<id>`, and `beacon:<uuid>:<major>:<minor>`, by which readings are
 * matched in one round trip. A `put` writes through; an earlier fill is refused by its version. What a `put` could not
 * write, this process reads from the registry until `catchUp`; others may see the old state until then. Every process
 * that has `put` calls `catchUp` about twice a minute. No pipelines: a Cluster refuses them across nodes.
 */
export class RedisCachedBeacons implements Beacons {
  readonly #registry: Beacons & BeaconChanges;
  readonly #redis: RedisCircuitBreaker;
  readonly #options: CachedBeaconsOptions;
  readonly #readCache: (name: Name) => Promise<Cached | undefined>;
  readonly #lookup: (id: BeaconId) => Promise<RegisteredBeacon | undefined>;
  readonly #lookupSent: (key: Name) => Promise<RegisteredBeacon | undefined>;
  readonly #now: () => number;
  /** Versions `put` here and not written to Redis yet. */
  readonly #unwritten = new Map<Name, number>();
  #unknown = { since: 0, count: 0 };
  #caughtUpAt: number;

  constructor(registry: Beacons & BeaconChanges, redis: RedisClient, options: CachedBeaconsOptions = {}) {
    this.#registry = registry;
    this.#redis = new RedisCircuitBreaker(redis, options.policy);
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#caughtUpAt = this.#now() - KEPT_S * 1_000;
    const most = { most: MOST_IN_A_LOOK_UP };
    this.#readCache = batchLoader((names) => this.#cached(names), most);
    this.#lookup = batchLoader(
      async (ids) => new Map((await registry.find(ids)).map((beacon) => [beacon.beaconId, beacon])),
      most,
    );
    this.#lookupSent = batchLoader(
      async (keys) => new Map((await registry.match(keys.map(sentOf))).map((beacon) => [sentBy(beacon)!, beacon])),
      most,
    );
  }

  find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    return this.#all(ids, this.#lookup);
  }

  match(sent: readonly Advertisement[]): Promise<RegisteredBeacon[]> {
    return this.#all(sent.map(advertisementKey), this.#lookupSent);
  }

  async put(beacon: Beacon, options?: PutOptions): Promise<Result<PutBeacon, BeaconConflict>> {
    const put = await this.#registry.put(beacon, options);
    if (!put.ok) return put;
    const { version, displaced, released } = put.value;
    const changes = [
      ...hashesOf({ ...beacon, version }),
      ...displaced ? hashesOf(displaced) : [],
      ...released ? [markerOf({ advertisement: released, version })] : [],
    ];
    for (const { name, version } of changes) {
      this.#unwritten.set(name, Math.max(version, this.#unwritten.get(name) ?? 0));
    }
    await Promise.all(changes.map((change) => this.#show(change)));
    return put;
  }

  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]> {
    return this.#registry.ofStore(store);
  }

  /** Writes changes since the last call, with an overlap: fills take seconds and replicas may lag. Throws `Outage`. */
  async catchUp(): Promise<void> {
    const beganAt = this.#now();
    const { beacons, released } = await this.#registry.since(new Date(this.#caughtUpAt - MINUTE_MS));
    const changes = [...beacons.flatMap(hashesOf), ...released.map(markerOf)];
    const shown = await Promise.all(changes.map((change) => this.#show(change)));
    const missed = shown.find((outage) => outage !== null);
    if (missed) throw missed;
    this.#caughtUpAt = beganAt;
  }

  async #all<K extends Name>(
    names: readonly K[],
    lookup: (name: K) => Promise<RegisteredBeacon | undefined>,
  ): Promise<RegisteredBeacon[]> {
    const found = await Promise.all(names.map((name) => this.#find(name, lookup)));
    return found.filter((beacon) => beacon !== undefined);
  }

  async #find<K extends Name>(
    name: K,
    lookup: (name: K) => Promise<RegisteredBeacon | undefined>,
  ): Promise<RegisteredBeacon | undefined> {
    const cached = this.#unwritten.has(name) ? "away" : await this.#readCache(name) ?? "away";
    if (cached === "unknown") {
      this.#options.observe?.("hit");
      return undefined;
    }
    if (typeof cached === "object") {
      this.#options.observe?.("hit");
      return cached;
    }
    this.#options.observe?.(cached);
    const askedAt = this.#now();
    const beacon = await lookup(name);
    if (cached === "miss" && this.#now() - askedAt < FILL_WITHIN_MS) await this.#fill(name, beacon);
    return beacon;
  }

  async #cached(names: readonly Name[]): Promise<ReadonlyMap<Name, Cached>> {
    try {
      const hashes = await this.#redis.ask((redis) => Promise.all(names.map((name) => redis.hgetall(this.#key(name)))));
      return new Map(names.map((name, nth) => [name, fromHash(name, hashes[nth]!)]));
    } catch (error) {
      onlyOutage(error);
      return new Map();
    }
  }

  async #fill(name: Name, beacon: RegisteredBeacon | undefined): Promise<void> {
    if (beacon) await Promise.all(hashesOf(beacon).map((hash) => this.#show(hash)));
    else if (this.#mayNoteUnknown()) await this.#write(unregistered(name)).catch(onlyOutage);
  }

  async #show(hash: BeaconHash): Promise<Outage | null> {
    try {
      await this.#write(hash);
      if ((this.#unwritten.get(hash.name) ?? 0) <= hash.version) this.#unwritten.delete(hash.name);
      return null;
    } catch (error) {
      return onlyOutage(error);
    }
  }

  async #write({ name, version, seconds, fields }: BeaconHash): Promise<void> {
    const args = [String(version), String(seconds), ...Object.entries(fields).flat()];
    await this.#redis.ask((redis) => redis.eval(FILL, 1, this.#key(name), ...args));
  }

  #mayNoteUnknown(): boolean {
    const now = this.#now();
    if (now - this.#unknown.since > MINUTE_MS) this.#unknown = { since: now, count: 0 };
    return this.#unknown.count++ < MOST_UNKNOWN_A_MINUTE;
  }

  #key(name: Name): string {
    return `${this.#options.prefix ?? ""}beacon:${name}`;
  }
}

function onlyOutage(error: unknown): Outage {
  if (error instanceof Outage) return error;
  throw error;
}
