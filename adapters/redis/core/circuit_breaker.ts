import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { RedisClient } from "./connect.ts";

export interface RetryPolicy {
  /** How long an answer may take before the caller goes on without. */
  readonly answerWithinMs: number;
  /** How long nobody tries again after that. */
  readonly restMs: number;
}

/** An answer takes a tenth of a millisecond; whoever waits longer would have been served by the database by then. */
const PATIENCE: RetryPolicy = { answerWithinMs: 250, restMs: 1_000 };

/**
 * A Redis that its callers can do without: what takes long is given up, and while it is away nobody waits for it at all.
 *
 * The client itself lets a command wait for the next connection, seconds of an outage; at a hundred calls a second those
 * would pile up. After a failure everybody is refused at once for a moment, then the next one tries again.
 */
export class RedisCircuitBreaker {
  readonly #redis: RedisClient;
  readonly #patience: RetryPolicy;
  #restsUntil = 0;
  #lastFailure: unknown;

  constructor(redis: RedisClient, patience: Partial<RetryPolicy> = {}) {
    this.#redis = redis;
    this.#patience = { ...PATIENCE, ...patience };
  }

  /** Throws `Outage` for whatever goes wrong. */
  async ask<T>(work: (redis: RedisClient) => Promise<T>): Promise<T> {
    if (performance.now() < this.#restsUntil) throw new Outage("Redis", this.#lastFailure);
    try {
      return await withTimeout(this.#patience.answerWithinMs, work(this.#redis));
    } catch (error) {
      this.#lastFailure = error;
      this.#restsUntil = performance.now() + this.#patience.restMs;
      throw new Outage("Redis", error);
    }
  }
}
