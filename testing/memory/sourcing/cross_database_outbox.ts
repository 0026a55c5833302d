import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type {
  CrossDatabaseOutbox,
  DeadLetter,
  OutboxDestination,
  OutboxMessage,
  WaitingMessages,
} from "../../../application/sourcing/ports/outbox.ts";

interface Entry {
  readonly message: OutboxMessage;
  readonly destination: OutboxDestination;
  held: boolean;
  isDead: boolean;
}

export class MemoryCrossDatabaseOutbox<A extends DatabaseName> implements CrossDatabaseOutbox<A> {
  readonly #entries: Entry[] = [];

  constructor(readonly writes: A) {}

  add(message: OutboxMessage, destination: OutboxDestination): void {
    this.#entries.push({ message, destination, held: false, isDead: false });
  }

  async hold(
    { destination, kinds, limit }: Parameters<CrossDatabaseOutbox<A>["hold"]>[0],
    relay: (messages: readonly OutboxMessage[]) => Promise<readonly DeadLetter[]>,
  ): Promise<number> {
    const seen = new Set<string>();
    const mine: Entry[] = [];
    for (const entry of this.#entries.filter((each) => each.destination === destination && !each.isDead)) {
      const isFirst = !seen.has(entry.message.subject);
      seen.add(entry.message.subject);
      if (isFirst && !entry.held && kinds.includes(entry.message.kind) && mine.length < limit) mine.push(entry);
    }
    if (mine.length === 0) return 0;
    mine.forEach((entry) => entry.held = true);
    try {
      const dead = new Set((await relay(mine.map(({ message }) => message))).map(({ id }) => id));
      for (const entry of mine) {
        if (dead.has(entry.message.id)) entry.isDead = true;
        else this.#entries.splice(this.#entries.indexOf(entry), 1);
      }
      return mine.length;
    } finally {
      mine.forEach((entry) => entry.held = false);
    }
  }

  waiting(destination: OutboxDestination): Promise<WaitingMessages> {
    const there = this.#entries.filter((entry) => entry.destination === destination);
    const deadLettered = there.filter((entry) => entry.isDead).length;
    return Promise.resolve({ waiting: there.length - deadLettered, deadLettered });
  }

  retryDeadLetters(destination: OutboxDestination): Promise<number> {
    const dead = this.#entries.filter((entry) => entry.destination === destination && entry.isDead);
    dead.forEach((entry) => entry.isDead = false);
    return Promise.resolve(dead.length);
  }
}
