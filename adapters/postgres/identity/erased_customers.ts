import type { ErasedCustomers } from "../../../application/identity/ports/customers.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { Sql } from "../core/connect.ts";
import { requireRegistersKey } from "../core/erasure_key.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { digestsOfCustomer } from "./customer_digests.ts";

export class PostgresErasedCustomers implements ErasedCustomers {
  constructor(private readonly sql: Sql, private readonly digests: ErasureDigests = new ErasureDigests()) {}

  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]> {
    return mapPostgresErrors(async () => {
      await requireRegistersKey(this.sql, this.digests);
      const asked = [...new Set(events.map(({ identity }) => identity.customerId))]
        .flatMap((id) => digestsOfCustomer(this.digests, id).map((digest) => ({ id, digest })));
      // Erased under any spelling; admitted again once all are, at the last of them.
      const rows = await this.sql<{ id: string; readmitted_at: Date | null }[]>`
        select id, case when bool_and(readmitted_at is not null) then max(readmitted_at) end as readmitted_at
        from json_to_recordset(${JSON.stringify(asked)}::text::json) as asked(id text, digest bytea)
        join erased_customers on customer_digest = digest
        group by id`;
      const readmitted = new Map(rows.map((row) => [row.id, row.readmitted_at]));
      return events.filter(({ identity: { customerId, detectedAt } }) => {
        const since = readmitted.get(customerId);
        return since !== undefined && (since === null || detectedAt < since);
      });
    });
  }
}
