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
        join erased_customers on customer_digest = sha256(convert_to(id, 'UTF8'))`;
      const readmitted = new Map(rows.map((row) => [row.id, row.readmitted_at]));
      return events.filter(({ identity: { customerId, detectedAt } }) => {
        const since = readmitted.get(customerId);
        return since !== undefined && (since === null || detectedAt < since);
      });
    });
  }
}
