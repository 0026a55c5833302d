import type { ActiveScenarios, RunningScenario } from "../../../application/commerce/ports/simulation.ts";
import type { RedisClient } from "../core/connect.ts";
import { mapRedisErrors } from "../core/map_redis_errors.ts";
import { multiAnswers } from "../core/multi_answers.ts";

/** After the last end, for clock differences. */
const KEPT_MS = 60_000;

/**
 * One hash, `scenarios:active`: name → end in milliseconds since 1970. Before Redis 7.4 fields can't expire, so readers
 * skip what has ended. `PEXPIRE … GT` takes a key without expiry as endless, hence `NX` first.
 */
export class RedisActiveScenarios implements ActiveScenarios {
  readonly #redis: RedisClient;
  readonly #key: string;

  constructor(redis: RedisClient, prefix = "") {
    this.#redis = redis;
    this.#key = `${prefix}scenarios:active`;
  }

  running(now: Date): Promise<RunningScenario[]> {
    return mapRedisErrors(async () => {
      const ends = await this.#redis.hgetall(this.#key);
      return Object.entries(ends)
        .map(([name, until]) => ({ name, until: new Date(Number(until)) }))
        .filter(({ until }) => until > now)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  start({ name, until }: RunningScenario): Promise<void> {
    return mapRedisErrors(async () => {
      const expiresAt = until.getTime() + KEPT_MS;
      await multiAnswers(
        this.#redis.multi()
          .hset(this.#key, name, String(until.getTime()))
          .pexpireat(this.#key, expiresAt, "NX")
          .pexpireat(this.#key, expiresAt, "GT"),
      );
    });
  }

  stop(name: string, now: Date): Promise<"stopped" | "idle"> {
    return mapRedisErrors(async () => {
      const [until] = await multiAnswers(this.#redis.multi().hget(this.#key, name).hdel(this.#key, name));
      return typeof until === "string" && Number(until) > now.getTime() ? "stopped" : "idle";
    });
  }
}
