import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type {
  CarriedMessage,
  CrossDatabaseOutbox,
  ParkedMessage,
  WaitingMessages,
} from "../../../application/sourcing/ports/outbox.ts";

interface Entry {
  readonly message: CarriedMessage;
  readonly destination: DatabaseName;
  held: boolean;
  parked: boolean;
}

export class MemoryCrossDatabaseOutbox<A extends DatabaseName> implements CrossDatabaseOutbox<A> {
  readonly #entries: Entry[] = [];

  constructor(readonly writes: A) {}

  /** What a transaction does that decides something. */
  add(message: CarriedMessage, destination: DatabaseName): void {
    this.#entries.push({ message, destination, held: false, parked: false });
  }

  async hold(
    { destination, kinds, limit }: Parameters<CrossDatabaseOutbox<A>["hold"]>[0],
    carry: (messages: readonly CarriedMessage[]) => Promise<readonly ParkedMessage[]>,
  ): Promise<number> {
    const seen = new Set<string>();
    const mine: Entry[] = [];
    for (const entry of this.#entries.filter((each) => each.destination === destination && !each.parked)) {
      const isFirst = !seen.has(entry.message.subject);
      seen.add(entry.message.subject);
      if (isFirst && !entry.held && kinds.includes(entry.message.kind) && mine.length < limit) mine.push(entry);
    }
    if (mine.length === 0) return 0;
    mine.forEach((entry) => entry.held = true);
    try {
      const parked = new Set((await carry(mine.map(({ message }) => message))).map(({ id }) => id));
      for (const entry of mine) {
        if (parked.has(entry.message.id)) entry.parked = true;
        else this.#entries.splice(this.#entries.indexOf(entry), 1);
      }
      return mine.length;
    } finally {
      mine.forEach((entry) => entry.held = false);
    }
  }

  waiting(destination: DatabaseName): Promise<WaitingMessages> {
    const there = this.#entries.filter((entry) => entry.destination === destination);
    const parked = there.filter((entry) => entry.parked).length;
    return Promise.resolve({ waiting: there.length - parked, parked });
  }

  unpark(destination: DatabaseName): Promise<number> {
    const parked = this.#entries.filter((entry) => entry.destination === destination && entry.parked);
    parked.forEach((entry) => entry.parked = false);
    return Promise.resolve(parked.length);
  }
}
