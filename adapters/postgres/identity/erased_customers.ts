import type { ErasedCustomers } from "../../../application/identity/ports/customers.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresErasedCustomers implements ErasedCustomers {
  constructor(private readonly sql: Sql) {}

  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]> {
    return mapPostgresErrors(async () => {
      const ids = [...new Set(events.map(({ identity }) => identity.customerId))];
      // Erased under any spelling; admitted again once all are, at the last of them.
      const rows = await this.sql<{ id: string; readmitted_at: Date | null }[]>`
        select id, case when bool_and(readmitted_at is not null) then max(readmitted_at) end as readmitted_at
        from json_array_elements_text(${JSON.stringify(ids)}::text::json) as asked(id)
        join erased_customers on customer_digest = any (customer_digests(id))
        group by id`;
      const readmitted = new Map(rows.map((row) => [row.id, row.readmitted_at]));
      return events.filter(({ identity: { customerId, detectedAt } }) => {
        const since = readmitted.get(customerId);
        return since !== undefined && (since === null || detectedAt < since);
      });
    });
  }
}
