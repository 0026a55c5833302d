import type { LongUnseen } from "../../../application/identity/ports/customers.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresLongUnseen implements LongUnseen {
  constructor(private readonly sql: Sql) {}

  count(before: Date): Promise<number> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ n: number }[]>`
        select count(*) as n from customers c
        where last_seen < ${before}
          and not exists (select from customer_identities i where i.customer_id = c.customer_id)`;
      return row!.n;
    });
  }

  remove(before: Date, limit: number): Promise<number> {
    return transaction(this.sql, async (sql) => {
      // A customer who is being identified is locked, and stays.
      const rows = await sql<{ customer_id: string }[]>`
          select customer_id from customers c
          where last_seen < ${before}
            and not exists (select from customer_identities i where i.customer_id = c.customer_id)
          order by last_seen limit ${limit} for update skip locked`;
      const ids = JSON.stringify(rows.map((row) => row.customer_id));
      // Without the key, what is archived is unreadable.
      await sql`
          delete from customer_keys
          where customer_id in (
            select id from json_array_elements_text(${ids}::text::json) as gone(id)
            union select normalize(id, NFD) from json_array_elements_text(${ids}::text::json) as gone(id)
            union select spelling from json_array_elements_text(${ids}::text::json) as gone(id)
              join id_spellings s using (id) where s.kind = 'customer')`;
      const gone = await sql`
          delete from customers c
          where customer_id in (select id from json_array_elements_text(${ids}::text::json) as gone(id))
            and not exists (select from customer_identities i where i.customer_id = c.customer_id)`;
      return gone.count;
    });
  }
}
