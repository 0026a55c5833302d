import type { ShopOpening } from "../../../application/commerce/ports/simulation.ts";
import type { RedisClient } from "../core/connect.ts";
import { mapRedisErrors } from "../core/map_redis_errors.ts";

/** One key, `shop:opened-at`: RFC 3339 text. */
export class RedisShopOpening implements ShopOpening {
  readonly #redis: RedisClient;
  readonly #key: string;

  constructor(redis: RedisClient, prefix = "") {
    this.#redis = redis;
    this.#key = `${prefix}shop:opened-at`;
  }

  openedAt(): Promise<Date | null> {
    return mapRedisErrors(async () => {
      const text = await this.#redis.get(this.#key);
      return text === null ? null : new Date(text);
    });
  }

  announce(at: Date): Promise<void> {
    return mapRedisErrors(async () => void await this.#redis.set(this.#key, at.toISOString()));
  }
}
