import type { SqlScope } from "./connect.ts";

interface Told {
  /** A table or query with its alias; its columns are used by the expressions. */
  readonly from: string;
  readonly id: string;
  /** Whom it is about. */
  readonly subject: string;
  readonly data: string;
}

/**
 * The insert that tells of each row, for the transaction or statement that stores what is told. Without a subscription
 * to the type it reads one small table. Triggers tell of orders.
 */
export function tellOf(type: string, { from, id, subject, data }: Told): string {
  return `
    insert into webhook_outbox (subscription_id, event_id, event_type, subject, data)
    select told_to.id, ${id}, '${type}', ${subject}, ${data}
    from ${from} cross join webhook_subscriptions told_to
    where told_to.status = 'ACTIVE' and '${type}' = any (told_to.event_types)`;
}

/** An id that every subscription gets: `now()` is the transaction's. */
export function eventIdOf(type: string, key: string): string {
  return `md5(format('${type} %s %s', ${key}, now()))::uuid`;
}

/** What subscriptions were told of a person, or are to be told, under earlier spellings of the id too. Returns how many. */
export async function forgetTold(sql: SqlScope, kind: "user" | "customer", id: string): Promise<number> {
  const forgotten = await sql`
    delete from webhook_outbox where subject in (
      select ${kind}::text || ':' || ${id}::text
      union all
      select ${kind}::text || ':' || spelling from id_spellings where kind = ${kind} and id = ${id} and not open)`;
  return forgotten.count;
}

/** In this transaction: for a past that is invented. */
export async function tellOfNothing(sql: SqlScope): Promise<void> {
  await sql`select set_config('tillstream.webhooks', 'off', true)`;
}
