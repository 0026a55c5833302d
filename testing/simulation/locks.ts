import type { Process } from "./world.ts";

/** Held by one at a time; a crash gives them back, as a server does when the connection is gone. */
export class Locks {
  readonly #queues = new Map<string, { readonly process: Process; readonly admit: () => void }[]>();

  async hold<T>(process: Process, name: string, work: () => Promise<T>): Promise<T> {
    const release = await this.#take(process, name);
    try {
      return await work();
    } finally {
      release();
    }
  }

  isHeld(name: string): boolean {
    return (this.#queues.get(name)?.length ?? 0) > 0;
  }

  async #take(process: Process, name: string): Promise<() => void> {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    const admitted = Promise.withResolvers<void>();
    const entry = { process, admit: admitted.resolve };
    queue.push(entry);
    const forget = process.onCrash(() => leave());
    const leave = () => {
      forget();
      const place = queue.indexOf(entry);
      if (place >= 0) queue.splice(place, 1);
      if (place === 0) queue[0]?.admit();
    };
    if (queue[0] === entry) entry.admit();
    await admitted.promise;
    return leave;
  }
}
