import { type Beacon, type BeaconId, beaconSchema } from "../../../domain/identity/beacon.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type {
  BeaconChanges,
  Beacons,
  PutBeacon,
  RegisteredBeacon,
} from "../../../application/identity/ports/beacons.ts";
import { batchLoader } from "../../system/batch_loader.ts";
import type { RedisClient } from "../core/connect.ts";
import { RedisCircuitBreaker, type RetryPolicy } from "../core/circuit_breaker.ts";

interface CachedBeaconsOptions {
  readonly prefix?: string;
  readonly policy?: Partial<RetryPolicy>;
  readonly now?: () => number;
  readonly observe?: (result: "hit" | "miss" | "away") => void;
}

type Cached = RegisteredBeacon | "unknown" | "miss";

const KEPT_S = 24 * 3_600;
const UNKNOWN_KEPT_S = 60;
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
 * Beacons as hashes `beacon:<id>`, for a day. A `put` writes through; an earlier fill is refused by its version. What a
 * `put` could not write, this process reads from the registry until `catchUp`; others may see the old state until then.
 * Every process that has `put` calls `catchUp` about twice a minute. No pipelines: a Cluster refuses them across nodes.
 */
export class RedisCachedBeacons implements Beacons {
  readonly #registry: Beacons & BeaconChanges;
  readonly #redis: RedisCircuitBreaker;
  readonly #options: CachedBeaconsOptions;
  readonly #readCache: (id: BeaconId) => Promise<Cached | undefined>;
  readonly #lookup: (id: BeaconId) => Promise<RegisteredBeacon | undefined>;
  readonly #now: () => number;
  /** Versions `put` here and not written to Redis yet. */
  readonly #unwritten = new Map<BeaconId, number>();
  #unknown = { since: 0, count: 0 };
  #caughtUpAt: number;

  constructor(registry: Beacons & BeaconChanges, redis: RedisClient, options: CachedBeaconsOptions = {}) {
    this.#registry = registry;
    this.#redis = new RedisCircuitBreaker(redis, options.policy);
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#caughtUpAt = this.#now() - KEPT_S * 1_000;
    this.#readCache = batchLoader((ids) => this.#cached(ids), { most: MOST_IN_A_LOOK_UP });
    this.#lookup = batchLoader(
      async (ids) => new Map((await registry.find(ids)).map((beacon) => [beacon.beaconId, beacon])),
      {
        most: MOST_IN_A_LOOK_UP,
      },
    );
  }

  async find(ids: readonly BeaconId[]): Promise<RegisteredBeacon[]> {
    const found = await Promise.all(ids.map((id) => this.#find(id)));
    return found.filter((beacon) => beacon !== undefined);
  }

  async put(beacon: Beacon): Promise<PutBeacon> {
    const put = await this.#registry.put(beacon);
    this.#unwritten.set(beacon.beaconId, Math.max(put.version, this.#unwritten.get(beacon.beaconId) ?? 0));
    await this.#show({ ...beacon, version: put.version });
    return put;
  }

  ofStore(store: StoreId): Promise<readonly RegisteredBeacon[]> {
    return this.#registry.ofStore(store);
  }

  /** Writes changes since the last call, with an overlap: fills take seconds and replicas may lag. Throws `Outage`. */
  async catchUp(): Promise<void> {
    const beganAt = this.#now();
    const changed = await this.#registry.since(new Date(this.#caughtUpAt - MINUTE_MS));
    const shown = await Promise.all(changed.map((beacon) => this.#show(beacon)));
    const missed = shown.find((outage) => outage !== null);
    if (missed) throw missed;
    this.#caughtUpAt = beganAt;
  }

  async #find(id: BeaconId): Promise<RegisteredBeacon | undefined> {
    const cached = this.#unwritten.has(id) ? "away" : await this.#readCache(id) ?? "away";
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
    const beacon = await this.#lookup(id);
    if (cached === "miss" && this.#now() - askedAt < FILL_WITHIN_MS) await this.#fill(id, beacon);
    return beacon;
  }

  async #cached(ids: readonly BeaconId[]): Promise<ReadonlyMap<BeaconId, Cached>> {
    try {
      const hashes = await this.#redis.ask((redis) => Promise.all(ids.map((id) => redis.hgetall(this.#key(id)))));
      return new Map(ids.map((id, nth) => [id, fromHash(id, hashes[nth]!)]));
    } catch (error) {
      onlyOutage(error);
      return new Map();
    }
  }

  async #fill(id: BeaconId, beacon: RegisteredBeacon | undefined): Promise<void> {
    if (beacon) await this.#show(beacon);
    else if (this.#mayNoteUnknown()) await this.#write(id, 0, UNKNOWN_KEPT_S, { unknown: "1" }).catch(onlyOutage);
  }

  async #show(beacon: RegisteredBeacon): Promise<Outage | null> {
    try {
      await this.#write(beacon.beaconId, beacon.version, KEPT_S, toHash(beacon));
      if ((this.#unwritten.get(beacon.beaconId) ?? 0) <= beacon.version) this.#unwritten.delete(beacon.beaconId);
      return null;
    } catch (error) {
      return onlyOutage(error);
    }
  }

  async #write(id: BeaconId, version: number, seconds: number, fields: Readonly<Record<string, string>>) {
    const args = [String(version), String(seconds), ...Object.entries(fields).flat()];
    await this.#redis.ask((redis) => redis.eval(FILL, 1, this.#key(id), ...args));
  }

  #mayNoteUnknown(): boolean {
    const now = this.#now();
    if (now - this.#unknown.since > MINUTE_MS) this.#unknown = { since: now, count: 0 };
    return this.#unknown.count++ < MOST_UNKNOWN_A_MINUTE;
  }

  #key(id: BeaconId): string {
    return `${this.#options.prefix ?? ""}beacon:${id}`;
  }
}

function onlyOutage(error: unknown): Outage {
  if (error instanceof Outage) return error;
  throw error;
}

function toHash({ storeId, major, minor, location, status }: Beacon): Readonly<Record<string, string>> {
  return {
    store_id: storeId,
    major: String(major),
    minor: String(minor),
    location: location.name,
    location_type: location.type,
    status,
  };
}

/** Another shape (another release, or written by hand) is a miss. */
function fromHash(id: BeaconId, hash: Readonly<Record<string, string>>): Cached {
  if (hash.unknown !== undefined) return "unknown";
  const version = Number(hash.version);
  const beacon = beaconSchema.safeParse({
    beaconId: id,
    storeId: hash.store_id,
    major: Number(hash.major),
    minor: Number(hash.minor),
    location: { name: hash.location, type: hash.location_type },
    status: hash.status,
  });
  return beacon.success && Number.isSafeInteger(version) ? { ...beacon.data, version } : "miss";
}
