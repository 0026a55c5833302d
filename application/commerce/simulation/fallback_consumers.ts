import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";

export interface ConsumerMeans {
  /** Readers of a stream's group right now, in any process. Throws `Outage`. */
  readonly readers: (stream: Stream) => Promise<number>;
  /** Stores what comes on the stream until the signal is aborted, then finishes the batch in hand and resolves. */
  readonly consume: (stream: Stream, signal: AbortSignal) => Promise<void>;
}

/** Consumers in this process for the streams that no other process reads. */
export class FallbackConsumers {
  readonly #means: ConsumerMeans;
  readonly #stop = new AbortController();
  readonly #failed = new AbortController();
  readonly #running = new Map<Stream, Promise<void>>();

  constructor(means: ConsumerMeans) {
    this.#means = means;
  }

  /** Aborted, with the error as its reason, as soon as one of the consumers has failed. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Starts what is missing; may be called again, since a reader elsewhere can go away. Gives the streams it started. */
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
