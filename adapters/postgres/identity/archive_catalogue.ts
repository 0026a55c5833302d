import { z } from "zod";
import type {
  ArchiveCatalogue,
  Archived,
  ArchiveKey,
  ArchivePlan,
} from "../../../application/identity/ports/events.ts";
import type { Found, PersonalDataStore } from "../../../application/shared/erasure.ts";
import { type CustomerId, storedCustomerIdSchema } from "../../../domain/identity/customer.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql } from "../core/connect.ts";
import { requireRegistersKey } from "../core/erasure_key.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";
import { digestsOfCustomer } from "./customer_digests.ts";

const contentsSchema = z.array(
  z.tuple([storedCustomerIdSchema, z.iso.datetime()])
    .transform(([customerId, at]) => ({ customerId, detectedAt: new Date(at) })),
);

/** Erasing a customer destroys the key, which makes the archived data unreadable. */
export class PostgresArchiveCatalogue implements ArchiveCatalogue, PersonalDataStore<CustomerId> {
  readonly name = "Archive";
  constructor(private readonly sql: Sql, private readonly digests: ErasureDigests = new ErasureDigests()) {}

  unfinished(): Promise<ArchivePlan | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql`
        select name, to_char(day, 'YYYY-MM-DD') as day, contents from event_archives where finished_at is null`;
      return row ? { name: row.name, day: row.day, events: contentsSchema.parse(row.contents) } : null;
    });
  }

  plan({ name, day, events }: ArchivePlan, at: Date): Promise<"planned" | "busy"> {
    const contents = JSON.stringify(events.map(({ customerId, detectedAt }) => [customerId, detectedAt]));
    const keys = JSON.stringify(
      [...Map.groupBy(events, ({ customerId }) => customerId)].map(([id, own]) => ({
        id,
        events: own.length,
        key: crypto.getRandomValues(new Uint8Array(32)).toHex(),
        digests: digestsOfCustomer(this.digests, id),
      })),
    );
    return transaction(this.sql, async (sql) => {
      const noted = await sql`
          insert into event_archives (name, day, contents, planned_at)
          values (${name}, ${day}::text::date, ${contents}::text::jsonb, ${at}) on conflict do nothing`;
      if (noted.count === 0) return "busy";
      // A later erasure waits here before it destroys the key.
      await sql`lock table customer_keys in share row exclusive mode`;
      await requireRegistersKey(sql, this.digests);
      await sql`
          insert into customer_keys (customer_id, key)
          select id, decode(key, 'hex')
          from json_to_recordset(${keys}::text::json) as r(id text, key text, digests bytea[])
          where not exists (
            select from erased_customers
            where customer_digest = any (digests) and readmitted_at is null)
          on conflict do nothing`;
      await sql`
          insert into event_archive_customers (key_id, name, events)
          select key_id, ${name}, events
          from json_to_recordset(${keys}::text::json) as r(id text, events integer)
          join customer_keys on customer_id = id`;
      return "planned";
    });
  }

  keysOf(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, ArchiveKey>> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ customer_id: CustomerId; key_id: string; key: Uint8Array }[]>`
        select customer_id, key_id, key
        from json_array_elements_text(${JSON.stringify(customers)}::text::json) as asked(id)
        join customer_keys on customer_id = id`;
      return new Map(rows.map((row) => [row.customer_id, { keyId: row.key_id, key: new Uint8Array(row.key) }]));
    });
  }

  finish(name: string, archived: Archived | null, at: Date): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`
        update event_archives
        set contents = null, events = ${archived?.events ?? 0}, bytes = ${archived?.bytes ?? 0}, finished_at = ${at}
        where name = ${name} and finished_at is null`;
    });
  }

  erase(customer: CustomerId): Promise<readonly Found[]> {
    return transaction(this.sql, async (sql) => {
      await sql`lock table customer_keys in share row exclusive mode`;
      const [found] = await sql<{ lines: number }[]>`
          select coalesce(sum(events), 0)::bigint as lines
          from customer_keys join event_archive_customers using (key_id) where customer_id = ${customer}`;
      await sql`delete from customer_keys where customer_id = ${customer}`;
      await sql`
          update event_archives set contents = (
            select coalesce(jsonb_agg(event), '[]') from jsonb_array_elements(contents) as c(event)
            where event ->> 0 <> ${customer})
          where finished_at is null`;
      return [{ place: "archived events, made unreadable", records: found!.lines }];
    });
  }
}
