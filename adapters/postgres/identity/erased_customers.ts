import type { ErasedCustomers } from "../../../application/identity/ports/customers.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresErasedCustomers implements ErasedCustomers {
  constructor(private readonly sql: Sql) {}

  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]> {
    return mapPostgresErrors(async () => {
      const ids = [...new Set(events.map(({ identity }) => identity.customerId))];
      const rows = await this.sql<{ id: string; readmitted_at: Date | null }[]>`
        select id, readmitted_at
        from json_array_elements_text(${JSON.stringify(ids)}::text::json) as asked(id)
        join erased_customers on customer_digest = any (customer_digests(id))`;
      const readmitted = new Map<string, Date | null>();
      for (const { id, readmitted_at: at } of rows) {
        const other = readmitted.get(id);
        readmitted.set(id, other === undefined || (other && at && at > other) || at === null ? at : other);
      }
      return events.filter(({ identity: { customerId, detectedAt } }) => {
        const since = readmitted.get(customerId);
        return since !== undefined && (since === null || detectedAt < since);
      });
    });
  }
}
