import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type {
  CrossDatabaseOutbox,
  DeadLetter,
  OutboxDestination,
  OutboxMessage,
  WaitingMessages,
} from "../../../application/sourcing/ports/outbox.ts";
import type { SqlScope } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import type { Db, Scope } from "./database.ts";

/** In the transaction that decides them. */
export async function insertMessages<A extends DatabaseName>(
  scope: Scope<A>,
  destination: Exclude<OutboxDestination, A>,
  messages: readonly Omit<OutboxMessage, "id">[],
): Promise<void> {
  if (messages.length === 0) return;
  await scope`
    insert into outbox (destination, kind, subject, payload)
    select ${destination}, kind, subject, payload
    from json_to_recordset(${JSON.stringify(messages)}::text::json) as r(kind text, subject text, payload jsonb)`;
}

/** In the transaction that applies them; returns those that were not noted before. */
export async function noteReceived<B extends DatabaseName>(
  scope: Scope<B>,
  origin: Exclude<DatabaseName, B>,
  messages: readonly OutboxMessage[],
): Promise<OutboxMessage[]> {
  if (messages.length === 0) return [];
  const rows = messages.map(({ id, kind }) => ({ id, kind }));
  // Waits for another relay that applies the same one.
  const noted = await scope`
    insert into inbox (id, origin, kind)
    select id, ${origin}, kind from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(id uuid, kind text)
    order by id on conflict do nothing returning id`;
  const fresh = new Set(noted.map(({ id }) => id));
  return messages.filter(({ id }) => fresh.has(id));
}

/** By outbox database: the last `hold` in this process. */
const holds = new WeakMap<object, Promise<unknown>>();

export class PostgresCrossDatabaseOutbox<A extends DatabaseName> implements CrossDatabaseOutbox<A> {
  readonly #db: Db<A>;
  readonly #singleSession: boolean;

  /**
   * @param options.singleSession embedded: a transaction held during `relay` would block it for ever. Callers take
   * turns in this process; two processes may hold one message, which the destination's inbox applies once.
   */
  constructor(db: Db<A>, readonly writes: A, options: { readonly singleSession?: boolean } = {}) {
    this.#db = db;
    this.#singleSession = options.singleSession ?? false;
  }

  hold(...[what, relay]: Parameters<CrossDatabaseOutbox<A>["hold"]>): Promise<number> {
    return mapPostgresErrors((callers) => {
      const relayed = (messages: readonly OutboxMessage[]) => callers(() => relay(messages));
      if (!this.#singleSession) return this.#db.begin((sql) => holdIn(sql, what, relayed)) as Promise<number>;
      const before = holds.get(this.#db) ?? Promise.resolve();
      const held = before.then(() => holdIn(this.#db, what, relayed));
      holds.set(this.#db, held.catch(() => {}));
      return held;
    });
  }

  waiting(destination: OutboxDestination): Promise<WaitingMessages> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db<WaitingMessages[]>`
        select count(*) filter (where parked_at is null) as waiting, count(parked_at) as "deadLettered" from outbox
        where destination = ${destination}`;
      return row!;
    });
  }

  retryDeadLetters(destination: OutboxDestination): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        update outbox set parked_at = null where destination = ${destination} and parked_at is not null`).count
    );
  }
}

async function holdIn(
  sql: SqlScope,
  { destination, kinds, limit }: Parameters<CrossDatabaseOutbox<DatabaseName>["hold"]>[0],
  relay: (messages: readonly OutboxMessage[]) => Promise<readonly DeadLetter[]>,
): Promise<number> {
  const messages = await sql<OutboxMessage[]>`
    select id, kind, subject, payload from outbox o
    where destination = ${destination} and parked_at is null and kind in ${sql(["", ...kinds])}
      and not exists (
        select from outbox earlier where earlier.subject = o.subject and earlier.position < o.position
          and earlier.parked_at is null and earlier.destination = o.destination)
    order by position limit ${limit} for update skip locked`;
  if (messages.length === 0) return 0;
  const dead = new Map((await relay(messages)).map(({ id, reason }) => [id, reason]));
  const relayed = messages.map(({ id }) => id).filter((id) => !dead.has(id));
  if (relayed.length > 0) await sql`delete from outbox where id in ${sql(relayed)}`;
  for (const [id, reason] of dead) {
    await sql`
      update outbox set parked_at = now(), attempts = attempts + 1, last_error = ${reason.slice(0, 2_000)}
      where id = ${id}`;
  }
  return messages.length;
}
