import OpenAI from "openai";
import PQueue from "p-queue";
import pRetry, { AbortError } from "p-retry";
import type { Embedder } from "../../application/shared/embedder.ts";
import { Outage } from "../../application/shared/fault.ts";
import { sleep } from "../system/sleep.ts";
import { DEFAULT_DIMENSIONS, DEFAULT_MODEL, spaceOf } from "./defaults.ts";
import { readVectors } from "./read_vectors.ts";
import { splitIntoCalls } from "./split_into_calls.ts";
import { classifyFailure, SERVICE } from "./classify_failure.ts";
import { MINUTE_MS } from "../../domain/shared/durations.ts";

export interface OpenAIEmbedderOptions {
  /** Never logged, and in no message. */
  readonly apiKey: string;
  /** Of any service with the embeddings API, such as `http://localhost:11434/v1`. */
  readonly baseUrl?: string;
  readonly model?: string;
  /** Third-generation models can be asked for fewer than their own. */
  readonly dimensions?: number;
  /** `Retry-After` is respected in addition. */
  readonly callsPerMinute?: number;
  readonly timeoutMs?: number;
  /** Doubled with each retry, with jitter. */
  readonly firstPauseMs?: number;
  readonly onRetry?: (reason: string, attempt: number) => void;
}

const RETRIES = 5;
const LONGEST_PAUSE_MS = 20_000;
/** A service that asks for longer is an `Outage`. */
const LONGEST_WAIT_MS = 60_000;
const CALLS_AT_ONCE = 4;

/**
 * Transient failures (429, 5xx, an invalid answer, no connection) are retried; while the service asks to wait, all
 * calls wait. A refused key, quota or model is an `Outage` at once.
 */
export class OpenAIEmbedder implements Embedder {
  readonly space: string;
  readonly dimensions: number;
  readonly kind = "semantic";
  readonly #client: OpenAI;
  readonly #model: string;
  readonly #queue: PQueue;
  readonly #options: OpenAIEmbedderOptions;
  #quietUntil = 0;

  constructor(options: OpenAIEmbedderOptions) {
    const { apiKey, baseUrl, model = DEFAULT_MODEL, dimensions = DEFAULT_DIMENSIONS } = options;
    this.#options = options;
    this.#model = model;
    this.dimensions = dimensions;
    this.space = spaceOf(model, dimensions);
    this.#client = new OpenAI({
      apiKey,
      baseURL: baseUrl ?? "https://api.openai.com/v1",
      maxRetries: 0,
      // A redirect would carry the texts to another host.
      fetchOptions: { redirect: "error" },
      timeout: options.timeoutMs ?? 30_000,
      logLevel: "off",
      // Not from the environment.
      organization: null,
      project: null,
    });
    this.#queue = new PQueue({
      concurrency: CALLS_AT_ONCE,
      intervalCap: options.callsPerMinute ?? 3_000,
      interval: MINUTE_MS,
      strict: true,
    });
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (texts.length === 0) return [];
    const failed = new AbortController();
    const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
    const calls = await splitIntoCalls(texts);
    try {
      const answers = await Promise.all(
        calls.map((call) => this.#queue.add(() => this.#askPatiently(call, stop), { signal: stop })),
      );
      return answers.flat();
    } catch (error) {
      // The other calls would be paid for and discarded.
      failed.abort(error);
      throw error;
    }
  }

  async #askPatiently(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const { firstPauseMs = 500, onRetry } = this.#options;
    return await pRetry(async () => {
      await this.#untilWelcome(signal);
      try {
        return await this.#ask(texts, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof AbortError) throw error;
        const failure = classifyFailure(error, this.#options.apiKey);
        if (!failure.mayPass || failure.waitMs > LONGEST_WAIT_MS) throw new AbortError(failure.fault);
        this.#quietUntil = Math.max(this.#quietUntil, performance.now() + failure.waitMs);
        throw failure.fault;
      }
    }, {
      retries: RETRIES,
      minTimeout: firstPauseMs,
      maxTimeout: LONGEST_PAUSE_MS,
      randomize: true,
      signal,
      onFailedAttempt: ({ error, attemptNumber }) => onRetry?.(error.message, attemptNumber),
    });
  }

  async #untilWelcome(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const ms = this.#quietUntil - performance.now();
      if (ms <= 0) return;
      await sleep(ms, signal);
    }
  }

  async #ask(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const { timeoutMs = 30_000 } = this.#options;
    // The client's own timeout does not cover the body.
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await this.#client.embeddings.create({
      model: this.#model,
      input: [...texts],
      encoding_format: "base64",
      ...(this.#model.startsWith("text-embedding-3") ? { dimensions: this.dimensions } : {}),
    }, { signal: limit });
    const read = readVectors(answer, texts.length);
    if ("fault" in read) throw new Outage(SERVICE, new Error(`it answered with ${read.fault}`));
    const odd = read.vectors.find(({ length }) => length !== this.dimensions);
    if (odd) {
      throw new AbortError(
        new Outage(
          SERVICE,
          new Error(
            `the model ${this.#model} answers with ${odd.length} dimensions where ${this.dimensions} are expected: ` +
              `set EMBEDDING_DIMENSIONS=${odd.length}`,
          ),
        ),
      );
    }
    return read.vectors;
  }
}
