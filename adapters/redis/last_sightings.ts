import type { CustomerId } from "../../domain/identity/customer.ts";
import { type CustomerIdentity, customerIdentitySchema } from "../../domain/identity/customer_identity.ts";
import type { LastSightings } from "../../application/identity/ports/last_sightings.ts";
import type { RedisClient } from "./connect.ts";
import { orOutage } from "./or_outage.ts";
import { type Patience, SpareRedis } from "./spare_redis.ts";

const KEPT_S = 3_600;
/** What was decided before an erasure is shown within seconds, or given up. */
const FORGOTTEN_S = 300;

/** Times as `toISOString` writes them compare as text. ARGV: seconds to keep, detected_at, then fields and values. */
const SHOW = `
local held = redis.call("HMGET", KEYS[1], "detected_at", "forgotten")
if held[2] or (held[1] and held[1] >= ARGV[2]) then return 0 end
redis.call("HSET", KEYS[1], "detected_at", ARGV[2], unpack(ARGV, 3))
redis.call("EXPIRE", KEYS[1], ARGV[1])
return 1`;

/** ARGV: seconds to keep. */
const FORGET = `
local found = redis.call("HEXISTS", KEYS[1], "detected_at")
redis.call("DEL", KEYS[1])
redis.call("HSET", KEYS[1], "forgotten", "1")
redis.call("EXPIRE", KEYS[1], ARGV[1])
return found`;

/**
 * Hashes `customer:<id>` with location, confidence, detected_at and what else an identification has, for an hour.
 *
 * In the place of one that was forgotten stands `forgotten` for five minutes.
 */
export class RedisLastSightings implements LastSightings {
  readonly #redis: RedisClient;
  readonly #spare: SpareRedis;
  readonly #prefix: string;

  /** @param prefix before every key, for installations that share a Redis */
  constructor(redis: RedisClient, prefix = "", patience: Partial<Patience> = {}) {
    this.#redis = redis;
    this.#spare = new SpareRedis(redis, patience);
    this.#prefix = prefix;
  }

  async show({ customerId, detectedAt, location, confidence, beaconId, storeId }: CustomerIdentity): Promise<void> {
    const fields = {
      location: location.name,
      location_type: location.type,
      confidence: String(confidence),
      beacon_id: beaconId,
      store_id: storeId,
    };
    const args = [String(KEPT_S), detectedAt.toISOString(), ...Object.entries(fields).flat()];
    await this.#spare.ask((redis) => redis.eval(SHOW, 1, this.#key(customerId), ...args));
  }

  async of(customer: CustomerId): Promise<CustomerIdentity | null> {
    const hash = await this.#spare.ask((redis) => redis.hgetall(this.#key(customer)));
    // What another release, or somebody's hand, has left in another shape says nothing.
    return customerIdentitySchema.safeParse({
      customerId: customer,
      beaconId: hash.beacon_id,
      storeId: hash.store_id,
      location: { name: hash.location, type: hash.location_type },
      confidence: Number(hash.confidence),
      detectedAt: hash.detected_at,
    }).data ?? null;
  }

  /** An erasure can't go on without: it waits as long as the client does. */
  forget(customer: CustomerId): Promise<boolean> {
    return orOutage(async () => await this.#redis.eval(FORGET, 1, this.#key(customer), String(FORGOTTEN_S)) === 1);
  }

  #key(customer: CustomerId): string {
    return `${this.#prefix}customer:${customer}`;
  }
}
