import { Outage } from "../../../application/shared/fault.ts";

export type LockMode = "shared" | "exclusive";

interface Claim {
  readonly owner: object;
  readonly mode: LockMode;
  readonly admitted: PromiseWithResolvers<void>;
  isHeld: boolean;
}

/** Locks of rows and advisory ones, first come, first served; who would wait for itself is refused. */
export class LockTable {
  readonly #queues = new Map<string, Claim[]>();
  readonly #waitsOn = new Map<object, string>();
  deadlocks = 0;

  /** Throws `Outage` for a deadlock, and for who waits when its connection ends. */
  async take(owner: object, name: string, mode: LockMode = "exclusive"): Promise<void> {
    const queue = this.#queueOf(name);
    if (queue.some((claim) => claim.owner === owner && (claim.mode === "exclusive" || claim.mode === mode))) return;
    const claim: Claim = { owner, mode, admitted: Promise.withResolvers(), isHeld: false };
    queue.push(claim);
    this.#admit(name);
    if (claim.isHeld) return;
    if (this.#blockersOf(owner, name).some((other) => this.#leadsTo(other, owner, new Set()))) {
      queue.splice(queue.indexOf(claim), 1);
      this.deadlocks++;
      throw new Outage("Postgres", "deadlock detected");
    }
    this.#waitsOn.set(owner, name);
    try {
      await claim.admitted.promise;
    } finally {
      this.#waitsOn.delete(owner);
    }
  }

  tryTake(owner: object, name: string): boolean {
    if (this.isHeldByOther(owner, name)) return false;
    this.#queueOf(name).unshift({ owner, mode: "exclusive", admitted: Promise.withResolvers(), isHeld: true });
    return true;
  }

  isHeldByOther(owner: object, name: string): boolean {
    return (this.#queues.get(name) ?? []).some((claim) => claim.isHeld && claim.owner !== owner);
  }

  /** All that it holds or waits for. */
  release(owner: object): void {
    for (const [name, queue] of this.#queues) {
      const own = queue.filter((claim) => claim.owner === owner);
      if (own.length === 0) continue;
      const left = queue.filter((claim) => claim.owner !== owner);
      if (left.length === 0) this.#queues.delete(name);
      else this.#queues.set(name, left);
      for (const { isHeld, admitted } of own) {
        if (!isHeld) admitted.reject(new Outage("Postgres", "the connection has ended"));
      }
      this.#admit(name);
    }
  }

  #queueOf(name: string): Claim[] {
    const known = this.#queues.get(name);
    if (known) return known;
    const made: Claim[] = [];
    this.#queues.set(name, made);
    return made;
  }

  #admit(name: string): void {
    const queue = this.#queues.get(name) ?? [];
    for (const [nth, claim] of queue.entries()) {
      if (claim.isHeld) continue;
      if (queue.slice(0, nth).some((earlier) => isInTheWay(earlier, claim))) continue;
      claim.isHeld = true;
      claim.admitted.resolve();
    }
  }

  #blockersOf(owner: object, name: string): object[] {
    const queue = this.#queues.get(name) ?? [];
    const waiting = queue.findLastIndex((claim) => claim.owner === owner && !claim.isHeld);
    return queue.slice(0, Math.max(0, waiting)).filter((earlier) => isInTheWay(earlier, queue[waiting]!))
      .map((earlier) => earlier.owner);
  }

  #leadsTo(from: object, to: object, seen: Set<object>): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const name = this.#waitsOn.get(from);
    return name !== undefined && this.#blockersOf(from, name).some((other) => this.#leadsTo(other, to, seen));
  }
}

function isInTheWay(earlier: Claim, later: Claim): boolean {
  return earlier.owner !== later.owner && (earlier.mode === "exclusive" || later.mode === "exclusive");
}
