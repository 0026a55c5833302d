import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { RedisClient } from "./connect.ts";

export interface RetryPolicy {
  readonly answerWithinMs: number;
  /** How long the circuit stays open after a failure. */
  readonly restMs: number;
}

const POLICY: RetryPolicy = { answerWithinMs: 250, restMs: 1_000 };

/** Gives up slow answers, and lets nobody wait while Redis is unreachable: queued commands would pile up. */
export class RedisCircuitBreaker {
  readonly #redis: RedisClient;
  readonly #policy: RetryPolicy;
  #restsUntil = 0;
  #lastFailure: unknown;

  constructor(redis: RedisClient, policy: Partial<RetryPolicy> = {}) {
    this.#redis = redis;
    this.#policy = { ...POLICY, ...policy };
  }

  async ask<T>(work: (redis: RedisClient) => Promise<T>): Promise<T> {
    if (performance.now() < this.#restsUntil) throw new Outage("Redis", this.#lastFailure);
    try {
      return await withTimeout(this.#policy.answerWithinMs, work(this.#redis));
    } catch (error) {
      this.#lastFailure = error;
      this.#restsUntil = performance.now() + this.#policy.restMs;
      throw new Outage("Redis", error);
    }
  }
}
