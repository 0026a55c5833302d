export interface ConnectionLimits {
  readonly total: number;
  readonly perAddress: number;
  /** From the connection to its first whole request head. */
  readonly requestMs: number;
  /** From one answer to the next whole request head. */
  readonly idleMs: number;
  /** For the receiver to take a whole answer; one that has no end is exempt. */
  readonly sendMs: number;
}

export const CONNECTION_DEADLINES = { requestMs: 15_000, idleMs: 75_000, sendMs: 60_000 } as const;

interface Closable {
  /** Answers what is under way first. */
  close(): void;
  abort(): void;
}

export interface OpenConnection extends Closable {
  readonly network: string;
  /** When it became idle, or when the answer under way was ready; `null` while an answer is made or has no end. */
  since: number | null;
  underWay: number;
}

/**
 * A full table makes room by closing the connection that has been idle longest, of those without a request first, so
 * that idle ones keep nobody out.
 */
export class ConnectionTable {
  readonly #limits: ConnectionLimits;
  readonly #now: () => number;
  readonly #all = new Set<OpenConnection>();
  readonly #perNetwork = new Map<string, number>();
  /** Each in the order of `since`. */
  readonly #unasked = new Set<OpenConnection>();
  readonly #idle = new Set<OpenConnection>();

  constructor(limits: ConnectionLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#all.size;
  }

  [Symbol.iterator](): IterableIterator<OpenConnection> {
    return this.#all.values();
  }

  /** `null`: no room, because every connection is busy. */
  admit(address: string, closable: Closable): OpenConnection | null {
    const network = networkOf(address);
    if ((this.#perNetwork.get(network) ?? 0) >= this.#limits.perAddress && !this.makeRoom(network)) return null;
    if (this.#all.size >= this.#limits.total && !this.makeRoom()) return null;
    const connection = { ...closable, network, since: this.#now(), underWay: 0 };
    this.#all.add(connection);
    this.#unasked.add(connection);
    this.#perNetwork.set(network, (this.#perNetwork.get(network) ?? 0) + 1);
    return connection;
  }

  requested(connection: OpenConnection): void {
    this.#unasked.delete(connection);
    this.#idle.delete(connection);
    connection.underWay++;
    connection.since = null;
  }

  answered(connection: OpenConnection): void {
    if (connection.underWay > 0) connection.since ??= this.#now();
  }

  sent(connection: OpenConnection): void {
    connection.underWay--;
    if (connection.underWay > 0 || !this.#all.has(connection)) return;
    connection.since = this.#now();
    this.#idle.add(connection);
  }

  removed(connection: OpenConnection): void {
    if (!this.#all.delete(connection)) return;
    this.#unasked.delete(connection);
    this.#idle.delete(connection);
    const left = this.#perNetwork.get(connection.network)! - 1;
    if (left > 0) this.#perNetwork.set(connection.network, left);
    else this.#perNetwork.delete(connection.network);
  }

  /** Closes one idle connection, of `network` where it is given; false if there is none. */
  makeRoom(network?: string): boolean {
    for (const idle of [this.#unasked, this.#idle]) {
      for (const connection of idle) {
        if (network !== undefined && connection.network !== network) continue;
        this.removed(connection);
        connection.close();
        return true;
      }
    }
    return false;
  }

  /** To be called about once a second. */
  closeOverdue(): void {
    const now = this.#now();
    for (const connection of this.#all) {
      const { since, underWay } = connection;
      if (since === null) continue;
      const { requestMs, idleMs, sendMs } = this.#limits;
      const allowed = underWay > 0 ? sendMs : this.#unasked.has(connection) ? requestMs : idleMs;
      if (now - since < allowed) continue;
      if (underWay > 0) connection.abort();
      else connection.close();
    }
  }
}

/** Who has one IPv6 address usually has 2^64 of them. */
function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address;
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}
