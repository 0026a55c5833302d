import type { CustomerId } from "../../../domain/identity/customer.ts";
import { type CustomerIdentity, customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import type { LastSightings } from "../../../application/identity/ports/identifications.ts";
import { batchLoader } from "../../system/batch_loader.ts";
import { microBatch } from "../../system/micro_batch.ts";
import type { RedisClient } from "../core/connect.ts";
import { mapRedisErrors } from "../core/map_redis_errors.ts";
import { RedisCircuitBreaker, type RetryPolicy } from "../core/circuit_breaker.ts";

const MOST_AT_ONCE = 100;
const SLOW_AFTER_MS = 50;
const KEPT_S = 3_600;
/** What was decided before an erasure is shown within seconds, or given up. */
const FORGOTTEN_S = 300;

/** `toISOString` times compare as text. ARGV: seconds to keep, detected_at, then fields and values. */
const SHOW = `
local held = redis.call("HMGET", KEYS[1], "detected_at", "forgotten")
if held[2] or (held[1] and held[1] >= ARGV[2]) then return 0 end
redis.call("HSET", KEYS[1], "detected_at", ARGV[2], unpack(ARGV, 3))
redis.call("EXPIRE", KEYS[1], ARGV[1])
return 1`;

const FORGET = `
local found = redis.call("HEXISTS", KEYS[1], "detected_at")
redis.call("DEL", KEYS[1])
redis.call("HSET", KEYS[1], "forgotten", "1")
redis.call("EXPIRE", KEYS[1], ARGV[1])
return found`;

/** Hashes `customer:<id>`, for an hour; after an erasure with the field `forgotten`, for five minutes. */
export class RedisLastSightings implements LastSightings {
  readonly #redis: RedisClient;
  readonly #breaker: RedisCircuitBreaker;
  readonly #prefix: string;
  readonly #read: (customer: CustomerId) => Promise<CustomerIdentity | undefined>;
  readonly #show: (identity: CustomerIdentity) => Promise<void>;

  constructor(redis: RedisClient, prefix = "", policy: Partial<RetryPolicy> = {}) {
    this.#redis = redis;
    this.#breaker = new RedisCircuitBreaker(redis, policy);
    this.#prefix = prefix;
    this.#read = batchLoader((customers) => this.#readAll(customers), { most: MOST_AT_ONCE });
    this.#show = microBatch((identities) => this.#showAll(identities), {
      most: MOST_AT_ONCE,
      atOnce: 1,
      slowAfterMs: SLOW_AFTER_MS,
    });
  }

  show(identity: CustomerIdentity): Promise<void> {
    return this.#show(identity);
  }

  async of(customer: CustomerId): Promise<CustomerIdentity | null> {
    return await this.#read(customer) ?? null;
  }

  /** No circuit breaker: an erasure requires it. */
  forget(customer: CustomerId): Promise<boolean> {
    return mapRedisErrors(async () =>
      await this.#redis.eval(FORGET, 1, this.#key(customer), String(FORGOTTEN_S)) === 1
    );
  }

  async #readAll(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, CustomerIdentity>> {
    const hashes = await this.#breaker.ask((redis) => (
      Promise.all(customers.map((customer) => redis.hgetall(this.#key(customer))))
    ));
    const found = new Map<CustomerId, CustomerIdentity>();
    for (const [nth, customer] of customers.entries()) {
      const identity = fromHash(customer, hashes[nth]!);
      if (identity) found.set(customer, identity);
    }
    return found;
  }

  /** The latest sighting stays, in whichever order they arrive. */
  async #showAll(identities: readonly CustomerIdentity[]): Promise<PromiseSettledResult<void>[]> {
    await this.#breaker.ask((redis) => (
      Promise.all(
        identities.map((identity) => redis.eval(SHOW, 1, this.#key(identity.customerId), ...toArgs(identity))),
      )
    ));
    return identities.map(() => ({ status: "fulfilled", value: undefined }));
  }

  #key(customer: CustomerId): string {
    return `${this.#prefix}customer:${customer}`;
  }
}

function toArgs({ detectedAt, location, confidence, beaconId, storeId }: CustomerIdentity): string[] {
  const fields = {
    location: location.name,
    location_type: location.type,
    confidence: String(confidence),
    beacon_id: beaconId,
    store_id: storeId,
  };
  return [String(KEPT_S), detectedAt.toISOString(), ...Object.entries(fields).flat()];
}

/** Another shape (another release, or written by hand) counts as missing. */
function fromHash(customer: CustomerId, hash: Readonly<Record<string, string>>): CustomerIdentity | undefined {
  // Most customers have no hash; skip the schema's list of faults.
  if (hash.detected_at === undefined) return undefined;
  return customerIdentitySchema.safeParse({
    customerId: customer,
    beaconId: hash.beacon_id,
    storeId: hash.store_id,
    location: { name: hash.location, type: hash.location_type },
    confidence: Number(hash.confidence),
    detectedAt: hash.detected_at,
  }).data;
}
