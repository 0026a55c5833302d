import type { ErasedCustomers, Spellings } from "../../../application/identity/ports/customers.ts";
import type { Identifications } from "../../../application/identity/ports/identifications.ts";
import { type DeadLetter, deadLetterRecord } from "../../../application/shared/dead_letter_record.ts";
import type { ErasureRegister } from "../../../application/shared/erasure.ts";
import type { Outbox, OutboxRecord, RelayLimit } from "../../../application/shared/outbox.ts";
import {
  isOfAnotherLog,
  type OffsetAdvance,
  type StreamPosition,
  type StreamPositions,
} from "../../../application/shared/stream_position.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { type CustomerIdentity, ONCE_WITHIN_MS } from "../../../domain/identity/customer_identity.ts";
import { type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { Network } from "../network.ts";
import { Locks } from "../locks.ts";
import type { Process, World } from "../world.ts";
import type { Mechanism } from "./mechanisms.ts";

const ENGINE = "Postgres";

interface Registered {
  readonly erasedAt: Date;
  readonly readmittedAt: Date | null;
}

interface Options {
  /** The customer's events in the outbox. */
  readonly topic: string;
  readonly encode: (event: CustomerIdentified) => OutboxRecord;
  /** Left out, so that the simulation shows that it notices. */
  readonly without: ReadonlySet<Mechanism>;
}

/**
 * Identity's tables on virtual time. A transaction's statements are turns of their own, between which others run; what
 * it changes shows at its commit, as under `read committed`.
 */
export class SimulatedIdentityDatabase {
  readonly #world: World;
  readonly #network: Network;
  readonly #options: Options;
  readonly #locks = new Locks();
  readonly #sending = new Set<OutboxRecord>();
  readonly #positions = new Map<string, { next: number; logId: string | null }>();
  readonly identities: CustomerIdentity[] = [];
  /** In the order of the decisions, also those that were erased or sent. */
  readonly decided: CustomerIdentified[] = [];
  readonly erased = new Map<CustomerId, Registered>();
  outbox: OutboxRecord[] = [];
  readonly deadLetters: DeadLetter[] = [];

  constructor(world: World, network: Network, options: Options) {
    this.#world = world;
    this.#network = network;
    this.#options = options;
  }

  identificationsFor(process: Process): Identifications {
    return {
      record: (event, _preferences, decide) =>
        this.#call(process, `record ${event.eventId}`, () => this.#record(process, event, decide)),
    };
  }

  erasedFor(process: Process): ErasedCustomers {
    return {
      amongst: (events) => this.#call(process, "look into the register", () => this.erasedAmongst(events)),
    };
  }

  registerFor(process: Process): ErasureRegister<CustomerId> {
    return {
      name: ENGINE,
      begin: (customer, at) =>
        this.#call(
          process,
          `erase ${customer}`,
          () =>
            this.#lockCustomer(process, customer, () =>
              this.#locks.hold(process, this.#options.topic, () =>
                this.#erase(process, customer, at))),
        ),
    };
  }

  readmit(process: Process, customer: CustomerId, at: Date): Promise<void> {
    return this.#call(process, `admit ${customer} again`, () =>
      this.#lockCustomer(process, customer, () => {
        const known = this.erased.get(customer);
        if (known) this.erased.set(customer, { ...known, readmittedAt: known.readmittedAt ?? at });
        return Promise.resolve();
      }));
  }

  spellings(id: CustomerId): Promise<Spellings> {
    return Promise.resolve([id]);
  }

  outboxFor(process: Process): Pick<Outbox, "topics" | "relay"> {
    return {
      topics: () =>
        this.#call(process, "look into the outbox", () => [...new Set(this.outbox.map(({ topic }) => topic))].sort()),
      relay: (topic, limit, send) =>
        this.#call(process, `relay ${topic}`, async () => {
          if (this.#options.without.has("one relay a topic")) return await this.#relay(process, topic, limit, send);
          if (this.#locks.isHeld(topic)) return { sent: 0, refused: null };
          return await this.#locks.hold(process, topic, () => this.#relay(process, topic, limit, send));
        }),
    };
  }

  positionsFor(process: Process): StreamPositions {
    return {
      position: (at) => this.#call(process, `position of ${at.partition}`, () => ({ ...this.#position(at) })),
      move: (advance, dead) =>
        this.#call(
          process,
          `move ${advance.partition} from ${advance.from} to ${advance.to}`,
          () => this.#move(advance, dead),
        ),
    };
  }

  next(at: StreamPosition): { readonly next: number; readonly logId: string | null } {
    return this.#position(at);
  }

  erasedAmongst(events: readonly CustomerIdentified[]): readonly CustomerIdentified[] {
    if (this.#options.without.has("register of the erased")) return [];
    return events.filter(({ identity }) => this.isErased(identity));
  }

  isErased({ customerId, detectedAt }: CustomerIdentity): boolean {
    const known = this.erased.get(customerId);
    return known !== undefined && (known.readmittedAt === null || detectedAt < known.readmittedAt);
  }

  #call<T>(process: Process, what: string, work: () => T | Promise<T>): Promise<T> {
    return this.#network.call(process, ENGINE, what, work);
  }

  #lockCustomer<T>(process: Process, customer: CustomerId, work: () => Promise<T>): Promise<T> {
    if (this.#options.without.has("row lock")) return work();
    return this.#locks.hold(process, `customer ${customer}`, work);
  }

  async #record<R extends Refusal>(
    process: Process,
    event: CustomerIdentified,
    decide: (near: readonly CustomerIdentity[]) => Result<CustomerIdentity, R>,
  ) {
    return await this.#lockCustomer(process, event.identity.customerId, async () => {
      if (this.isErased(event.identity)) return refused({ code: "customer_erased", message: "erased" } as const);
      const near = this.identities.filter(({ customerId, detectedAt }) =>
        customerId === event.identity.customerId &&
        Math.abs(detectedAt.getTime() - event.identity.detectedAt.getTime()) < ONCE_WITHIN_MS
      );
      await this.#world.turn(process, `decides on ${event.eventId} beside ${near.length}`);
      const decision = decide(this.#options.without.has("once a minute") ? [] : near);
      if (!decision.ok) return decision;
      this.identities.push(decision.value);
      this.decided.push({ ...event, identity: decision.value });
      this.outbox.push(this.#options.encode(event));
      return decision;
    });
  }

  async #erase(process: Process, customer: CustomerId, at: Date) {
    await this.#world.turn(process, `removes what is known of ${customer}`);
    const known = this.erased.get(customer);
    const erasedAt = known && known.readmittedAt === null ? known.erasedAt : at;
    this.erased.set(customer, { erasedAt, readmittedAt: null });
    const kept = this.identities.filter(({ customerId }) => customerId !== customer);
    const removed = this.identities.length - kept.length;
    this.identities.splice(0, Infinity, ...kept);
    this.outbox = this.outbox.filter(({ topic, key }) => topic !== this.#options.topic || key !== customer);
    return { erasedAt, found: [{ place: "customer_identities", records: removed }] };
  }

  /** Rows that another relay has locked are passed over, as by `skip locked`. */
  async #relay(
    process: Process,
    topic: string,
    limit: RelayLimit,
    send: (records: readonly OutboxRecord[]) => Promise<void>,
  ) {
    const free = this.outbox.filter((record) => record.topic === topic && !this.#sending.has(record));
    const taken = free.slice(0, limit.records);
    const unlock = () => taken.forEach((record) => this.#sending.delete(record));
    taken.forEach((record) => this.#sending.add(record));
    const forget = process.onCrash(unlock);
    try {
      if (taken.length > 0) await send(taken);
      this.outbox = this.outbox.filter((record) => !taken.includes(record));
    } finally {
      unlock();
      forget();
    }
    return { sent: taken.length, refused: null };
  }

  #move(advance: OffsetAdvance, dead: readonly DeadLetter[]): "moved" | "fenced" {
    const position = this.#position(advance);
    const { without } = this.#options;
    const isOfAnother = !without.has("log id") && isOfAnotherLog(position, advance.fromLogId ?? null);
    if ((position.next !== advance.from || isOfAnother) && !without.has("offset fence")) return "fenced";
    position.next = advance.to;
    position.logId = advance.logId ?? position.logId;
    this.outbox.push(...dead.map(deadLetterRecord));
    this.deadLetters.push(...dead);
    return "moved";
  }

  #position({ group, topic, partition }: StreamPosition) {
    const name = `${group} ${topic} ${partition}`;
    const known = this.#positions.get(name) ?? { next: 0, logId: null };
    this.#positions.set(name, known);
    return known;
  }
}
