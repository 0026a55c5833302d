import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { type User, userSchema } from "../../../domain/commerce/user.ts";
import type {
  CacheLoad,
  CacheLoads,
  CachePools,
  CacheUse,
  PoolRefresh,
  PoolRefreshes,
} from "../../../application/commerce/ports/cache.ts";
import type { RedisClient } from "../core/connect.ts";
import { infoOf, sumOf } from "../core/info.ts";
import { mapRedisErrors } from "../core/map_redis_errors.ts";
import { PoolHash } from "./pool_hash.ts";

/** Hashes `cache:users`, `cache:products` (id → JSON) and `cache:refreshed`. Readers see no empty or partial pool. */
export class RedisCachePools implements CachePools, PoolRefreshes, CacheLoads {
  readonly #redis: RedisClient;
  readonly #users: string;
  readonly #products: string;
  readonly #refreshed: string;
  readonly #userHash: PoolHash;
  readonly #productHash: PoolHash;
  readonly #texts = new WeakMap<User | Product, string>();

  constructor(redis: RedisClient, prefix = "") {
    this.#redis = redis;
    this.#users = `${prefix}cache:users`;
    this.#products = `${prefix}cache:products`;
    this.#refreshed = `${prefix}cache:refreshed`;
    this.#userHash = new PoolHash(redis, this.#users);
    this.#productHash = new PoolHash(redis, this.#products);
  }

  replaceUsers(users: readonly User[]): Promise<void> {
    return mapRedisErrors(() =>
      this.#userHash.replace(new Map(users.map((user) => [user.userId, this.#textOf(user)])))
    );
  }

  replaceProducts(products: readonly Product[]): Promise<void> {
    return mapRedisErrors(() =>
      this.#productHash.replace(new Map(products.map((product) => [product.productId, this.#textOf(product)])))
    );
  }

  users(): Promise<User[]> {
    return this.#all(this.#users, (json) => userSchema.parse(json));
  }

  products(): Promise<Product[]> {
    return this.#all(this.#products, (json) => productSchema.parse(json));
  }

  randomUser(): Promise<User | null> {
    return this.#random(this.#users, (json) => userSchema.parse(json));
  }

  randomProduct(): Promise<Product | null> {
    return this.#random(this.#products, (json) => productSchema.parse(json));
  }

  sizes(): Promise<{ users: number; products: number }> {
    return mapRedisErrors(async () => {
      const [users, products] = await Promise.all([this.#redis.hlen(this.#users), this.#redis.hlen(this.#products)]);
      return { users, products };
    });
  }

  use(): Promise<CacheUse> {
    return mapRedisErrors(async () => {
      const stats = await infoOf(this.#redis, "stats");
      const hits = sumOf(stats, "keyspace_hits");
      const misses = sumOf(stats, "keyspace_misses");
      return { hits, misses, hitRate: hits + misses === 0 ? null : hits / (hits + misses) };
    });
  }

  load(): Promise<CacheLoad> {
    return mapRedisErrors(async () => {
      const [memory, stats] = await Promise.all([infoOf(this.#redis, "memory"), infoOf(this.#redis, "stats")]);
      return {
        memoryBytes: sumOf(memory, "used_memory"),
        opsPerSecond: sumOf(stats, "instantaneous_ops_per_sec"),
      };
    });
  }

  note(at: Date): Promise<void> {
    return mapRedisErrors(async () => {
      const key = this.#refreshed;
      const results = await this.#redis.multi().hincrby(key, "count", 1).hset(key, "at", at.toISOString()).exec();
      const failed = results?.find(([error]) => error);
      if (failed) throw failed[0];
    });
  }

  last(): Promise<PoolRefresh | null> {
    return mapRedisErrors(async () => {
      const [count, at] = await this.#redis.hmget(this.#refreshed, "count", "at");
      const refresh = { count: Number(count ?? NaN), at: new Date(at ?? NaN) };
      // Invalid values, for example written by hand, count as missing.
      return Number.isSafeInteger(refresh.count) && !Number.isNaN(refresh.at.getTime()) ? refresh : null;
    });
  }

  async isConnected(): Promise<boolean> {
    return await mapRedisErrors(() => this.#redis.ping()).then((answer) => answer === "PONG", () => false);
  }

  #textOf(member: User | Product): string {
    let text = this.#texts.get(member);
    if (text === undefined) this.#texts.set(member, text = JSON.stringify(member));
    return text;
  }

  #all<T>(key: string, parse: (json: unknown) => T): Promise<T[]> {
    return mapRedisErrors(async () => (await this.#redis.hvals(key)).map((text) => parse(JSON.parse(text))));
  }

  #random<T>(key: string, parse: (json: unknown) => T): Promise<T | null> {
    return mapRedisErrors(async () => {
      const entry = await this.#redis.hrandfield(key, 1, "WITHVALUES") as string[];
      return entry.length === 0 ? null : parse(JSON.parse(entry[1]!));
    });
  }
}
