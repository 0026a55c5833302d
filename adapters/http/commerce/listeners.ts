/** Bytes that may wait for a slow listener before it is sent away; it may come back. */
const MAX_WAITING = 256 * 1024;

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** The open ends of one server-sent event stream (WHATWG HTML, section 9.2), of which there may be only so many. */
export class Listeners {
  readonly #controllers = new Set<Controller>();
  readonly #encoder = new TextEncoder();
  readonly #max: number;
  readonly #onEmpty: () => void;

  constructor(max: number, onEmpty: () => void) {
    this.#max = max;
    this.#onEmpty = onEmpty;
  }

  get size(): number {
    return this.#controllers.size;
  }

  /** A new listener's stream, beginning with `greeting`; `null` when there are enough. The server cancels it on a loss. */
  add(greeting: string): ReadableStream<Uint8Array> | null {
    if (this.size >= this.#max) return null;
    let own: Controller;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#controllers.add(controller);
        controller.enqueue(this.#encoder.encode(greeting));
      },
      cancel: () => this.#drop(own),
    }, new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING }));
  }

  send(text: string): void {
    const bytes = this.#encoder.encode(text);
    for (const controller of this.#controllers) {
      if ((controller.desiredSize ?? 0) <= 0) this.#drop(controller);
      else controller.enqueue(bytes);
    }
  }

  close(): void {
    for (const controller of this.#controllers) this.#drop(controller);
  }

  #drop(controller: Controller): void {
    if (!this.#controllers.delete(controller)) return;
    try {
      controller.close();
    } catch {
      // The client has cancelled: the stream is closed already.
    }
    if (this.size === 0) this.#onEmpty();
  }
}

/** One event on the wire. JSON has no line breaks of its own, so one `data` line holds it. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
