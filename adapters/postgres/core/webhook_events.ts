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
 * to the type it reads one small table.
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

export async function hasSubscription(sql: SqlScope, type: string): Promise<boolean> {
  const found = await sql`
    select from webhook_subscriptions where status = 'ACTIVE' and ${type} = any (event_types) limit 1`;
  return found.count > 0;
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
