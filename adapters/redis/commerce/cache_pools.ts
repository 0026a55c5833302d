import { type Product, productSchema } from "../../../domain/commerce/product.ts";
import { toCamelCase, toSnakeCase } from "../../../domain/commerce/snake_case.ts";
import { type User, type UserId, userSchema } from "../../../domain/commerce/user.ts";
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
import { multiAnswers } from "../core/multi_answers.ts";
import { PoolHash } from "./pool_hash.ts";

interface Schema<T> {
  safeParse(raw: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

/** In a rolling upgrade about half are of the other release. */
const REDRAWN = 50;

/** Hashes `cache:users`, `cache:products` (id → JSON with the columns' names) and `cache:refreshed`. Readers see no empty or partial pool. */
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

  removeUser(id: UserId): Promise<boolean> {
    return mapRedisErrors(() => this.#userHash.remove(id));
  }

  users(): Promise<User[]> {
    return this.#all(this.#users, userSchema);
  }

  products(): Promise<Product[]> {
    return this.#all(this.#products, productSchema);
  }

  randomUser(): Promise<User | null> {
    return this.#random(this.#users, userSchema);
  }

  randomProduct(): Promise<Product | null> {
    return this.#random(this.#products, productSchema);
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
      await multiAnswers(this.#redis.multi().hincrby(key, "count", 1).hset(key, "at", at.toISOString()));
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
    if (text === undefined) this.#texts.set(member, text = JSON.stringify(toSnakeCase(member)));
    return text;
  }

  #all<T>(key: string, schema: Schema<T>): Promise<T[]> {
    return mapRedisErrors(async () => membersIn(await this.#redis.hvals(key), schema));
  }

  #random<T>(key: string, schema: Schema<T>): Promise<T | null> {
    return mapRedisErrors(async () => {
      const [drawn] = membersIn(await this.#draw(key, 1), schema);
      if (drawn !== undefined) return drawn;
      // Where one can't be read, others may be.
      return membersIn(await this.#draw(key, REDRAWN), schema)[0] ?? null;
    });
  }

  async #draw(key: string, count: number): Promise<string[]> {
    const entries = await this.#redis.hrandfield(key, count, "WITHVALUES") as string[];
    return entries.filter((_, nth) => nth % 2 === 1);
  }
}

/** Without those that another release has written and this one can't read. */
function membersIn<T>(texts: readonly string[], schema: Schema<T>): T[] {
  return texts.flatMap((text) => {
    try {
      const read = schema.safeParse(toCamelCase(JSON.parse(text)));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
