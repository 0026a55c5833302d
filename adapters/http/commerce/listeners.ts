/** Bytes that may wait for a slow listener before it is disconnected. */
const MAX_WAITING = 256 * 1024;

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** A limited number of server-sent event streams (WHATWG HTML, section 9.2). */
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

  /** `null` if there are too many. The server cancels the stream when the connection is lost. */
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
    } catch { // Closed already.
    }
    if (this.size === 0) this.#onEmpty();
  }
}

/** JSON has no raw line breaks, so one `data` line holds it. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
