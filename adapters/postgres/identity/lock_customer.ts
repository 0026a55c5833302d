import type { PendingQuery, Row } from "postgres";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { SqlScope } from "../core/connect.ts";

/**
 * Locks the customer's row until the transaction ends, making it where there is none. Whoever changes anything of a
 * customer does this first.
 *
 * One statement does both: ON CONFLICT DO UPDATE locks the row also where its WHERE then refuses the update, and where
 * another transaction is just making or removing the row it waits for that one's end. What a statement after it sees is
 * therefore everything that was decided before.
 */
export function lockCustomer(sql: SqlScope, id: CustomerId, seenAt: Date): PendingQuery<Row[]> {
  return sql`
    insert into customers (customer_id, last_seen) values (${id}, ${seenAt})
    on conflict (customer_id) do update set last_seen = excluded.last_seen where false`;
}
