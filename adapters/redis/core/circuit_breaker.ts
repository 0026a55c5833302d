import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { RedisClient } from "./connect.ts";

export interface RetryPolicy {
  /** How long to wait for an answer before the caller goes on without it. */
  readonly answerWithinMs: number;
  /** How long the circuit stays open after a failure. */
  readonly restMs: number;
}

/** An answer usually takes 0.1 ms; after 250 ms the database would have answered. */
const POLICY: RetryPolicy = { answerWithinMs: 250, restMs: 1_000 };

/**
 * A Redis that its callers can do without: what takes long is given up, and while it is unreachable nobody waits for it at all.
 *
 * Without it, the client keeps each command until the next connection, which takes seconds in an outage; at a hundred
 * calls a second they would pile up.
 */
export class RedisCircuitBreaker {
  readonly #redis: RedisClient;
  readonly #policy: RetryPolicy;
  #restsUntil = 0;
  #lastFailure: unknown;

  constructor(redis: RedisClient, policy: Partial<RetryPolicy> = {}) {
    this.#redis = redis;
    this.#policy = { ...POLICY, ...policy };
  }

  /** Throws `Outage` for any error. */
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
