import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { IdentityHistory, Span } from "../../../application/identity/ports/identifications.ts";
import type { Sql } from "../core/connect.ts";
import { identityFromRow } from "./identity_rows.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresIdentityHistory implements IdentityHistory {
  constructor(private readonly sql: Sql) {}

  of(customer: CustomerId, { from, to }: Span, limit: number): Promise<CustomerIdentity[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select * from customer_identities
        where customer_id = ${customer} and detected_at >= ${from} and detected_at < ${to}
        order by detected_at desc limit ${limit}`;
      return rows.map(identityFromRow);
    });
  }
}
