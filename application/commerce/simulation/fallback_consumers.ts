import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";

export interface ConsumerMeans {
  /** In any process. Throws `Outage`. */
  readonly readers: (stream: Stream) => Promise<number>;
  /** Until the signal is aborted; then finishes the current batch and resolves. */
  readonly consume: (stream: Stream, signal: AbortSignal) => Promise<void>;
}

/** For streams without other readers. */
export class FallbackConsumers {
  readonly #means: ConsumerMeans;
  readonly #stop = new AbortController();
  readonly #failed = new AbortController();
  readonly #running = new Map<Stream, Promise<void>>();

  constructor(means: ConsumerMeans) {
    this.#means = means;
  }

  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Returns the started streams. Call repeatedly: other readers may stop. */
  async cover(): Promise<Stream[]> {
    const started: Stream[] = [];
    for (const stream of STREAMS) {
      if (this.#running.has(stream) || await this.#means.readers(stream) > 0) continue;
      this.#running.set(stream, this.#consume(stream));
      started.push(stream);
    }
    return started;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running.values());
  }

  async #consume(stream: Stream): Promise<void> {
    try {
      await this.#means.consume(stream, this.#stop.signal);
    } catch (cause) {
      if (!this.#stop.signal.aborted) this.#failed.abort(cause);
    }
  }
}
