import { Cluster } from "ioredis";
import { type Product, productSchema } from "../../domain/commerce/product.ts";
import { type User, userSchema } from "../../domain/commerce/user.ts";
import { Outage } from "../../application/shared/fault.ts";
import type { CachePools, CacheUse } from "../../application/commerce/ports/cache_pools.ts";
import type { RedisClient } from "./connect.ts";

/**
 * The pools as two hashes, `cache:users` and `cache:products`, id → JSON.
 *
 * A refresh is `MULTI; DEL key; HSET key …; EXEC` on that one key: readers never see an empty or a half pool, and since a
 * transaction touches a single key it works on a Cluster too.
 */
export class RedisCachePools implements CachePools {
  readonly #redis: RedisClient;
  readonly #users: string;
  readonly #products: string;

  /** @param prefix before every key, for installations that share a Redis */
  constructor(redis: RedisClient, prefix = "") {
    this.#redis = redis;
    this.#users = `${prefix}cache:users`;
    this.#products = `${prefix}cache:products`;
  }

  replaceUsers(users: readonly User[]): Promise<void> {
    return this.#replace(this.#users, users.map((user) => [user.userId, JSON.stringify(user)]));
  }

  replaceProducts(products: readonly Product[]): Promise<void> {
    return this.#replace(this.#products, products.map((product) => [product.productId, JSON.stringify(product)]));
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
    return orOutage(async () => {
      const [users, products] = await Promise.all([this.#redis.hlen(this.#users), this.#redis.hlen(this.#products)]);
      return { users, products };
    });
  }

  use(): Promise<CacheUse> {
    return orOutage(async () => {
      const nodes = this.#redis instanceof Cluster ? this.#redis.nodes("master") : [this.#redis];
      const infos = await Promise.all(nodes.map((node) => node.info("stats")));
      const sum = (field: string) =>
        infos.reduce((total, info) => total + Number(new RegExp(`^${field}:(\\d+)`, "m").exec(info)?.[1] ?? 0), 0);
      const [hits, misses] = [sum("keyspace_hits"), sum("keyspace_misses")];
      return { hits, misses, hitRate: hits + misses === 0 ? null : hits / (hits + misses) };
    });
  }

  async isConnected(): Promise<boolean> {
    return await this.#redis.ping().then((answer) => answer === "PONG", () => false);
  }

  #replace(key: string, entries: readonly (readonly [string, string])[]): Promise<void> {
    return orOutage(async () => {
      const swap = this.#redis.multi().del(key);
      if (entries.length > 0) swap.hset(key, new Map(entries));
      const results = await swap.exec();
      const failed = results?.find(([error]) => error);
      if (failed) throw failed[0];
    });
  }

  #all<T>(key: string, parse: (json: unknown) => T): Promise<T[]> {
    return orOutage(async () => (await this.#redis.hvals(key)).map((text) => parse(JSON.parse(text))));
  }

  #random<T>(key: string, parse: (json: unknown) => T): Promise<T | null> {
    return orOutage(async () => {
      const entry = await this.#redis.hrandfield(key, 1, "WITHVALUES") as string[];
      return entry.length === 0 ? null : parse(JSON.parse(entry[1]!));
    });
  }
}

async function orOutage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Outage("Redis", error);
  }
}
