import type { PendingQuery, Row } from "postgres";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { Page } from "../../../application/shared/page.ts";
import type {
  CustomerDraft,
  CustomerFilters,
  Customers,
  RegisteredCustomer,
} from "../../../application/identity/ports/customers.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { requireRegistersKey } from "../core/erasure_key.ts";
import { keysetPage } from "../core/api/keyset.ts";
import { digestsOfCustomer } from "./customer_digests.ts";
import { customerFromRow } from "./identity_rows.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

const SORTS = {
  lastSeen: [{ name: "last_seen", type: "timestamptz" }, { name: "customer_id", type: "text" }],
  customerId: [{ name: "customer_id", type: "text" }],
} as const;

export class PostgresCustomers implements Customers {
  constructor(private readonly sql: Sql, private readonly digests: ErasureDigests = new ErasureDigests()) {}

  find(id: CustomerId): Promise<RegisteredCustomer | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql`select * from customers where customer_id = ${id}`;
      return row ? customerFromRow(row) : null;
    });
  }

  list(
    { store, from, to, q, user }: CustomerFilters,
    page: Parameters<Customers["list"]>[1],
  ): Promise<Page<RegisteredCustomer>> {
    const { sql } = this;
    const where = [
      ...(store
        ? [sql`exists (select from customer_identities i
            where i.customer_id = customers.customer_id and i.store_id = ${store})`]
        : []),
      ...(from ? [sql`last_seen >= ${from}`] : []),
      ...(to ? [sql`last_seen < ${to}`] : []),
      ...(user ? [sql`user_id = ${user}`] : []),
      ...(q ? [sql`starts_with(customer_id, ${q})`] : []),
    ];
    const statement = { select: sql`select * from customers`, where, fromRow: customerFromRow };
    return mapPostgresErrors(() => keysetPage(sql, SORTS, page, statement));
  }

  put(id: CustomerId, { preferences, userId }: CustomerDraft, now: Date): Promise<"created" | "changed"> {
    return transaction(this.sql, async (sql) => {
      const [locked] = await Promise.all([
        lockCustomer(sql, id, now),
        sql`
            update customers set preferences = ${JSON.stringify(preferences)}::text::jsonb,
              user_id = case when ${userId === undefined} then user_id else ${userId ?? null} end
            where customer_id = ${id}`,
        sql`
            update erased_customers set readmitted_at = ${now}
            where readmitted_at is null and customer_digest in (
              select digest::bytea
              from json_array_elements_text(${
          JSON.stringify(digestsOfCustomer(this.digests, id))
        }::text::json) as d(digest))`,
        requireRegistersKey(sql, this.digests),
      ]);
      return locked.count === 1 ? "created" : "changed";
    });
  }

  unlink(id: CustomerId, userId: string): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`update customers set user_id = null where customer_id = ${id} and user_id = ${userId}`;
    });
  }
}

/**
 * First statement of every transaction that changes a customer: locks the row, made if missing, even where WHERE
 * refuses the update, and waits for transactions that make or remove it. Later statements see all earlier decisions.
 */
export function lockCustomer(sql: SqlScope, id: CustomerId, seenAt: Date): PendingQuery<Row[]> {
  return sql`
    insert into customers (customer_id, last_seen) values (${id}, ${seenAt})
    on conflict (customer_id) do update set last_seen = excluded.last_seen where false`;
}
