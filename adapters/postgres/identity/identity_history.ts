import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { IdentityHistory, Span } from "../../../application/identity/ports/identifications.ts";
import type { Sql } from "../core/connect.ts";
import { identityFromRow } from "./identity_rows.ts";
import { translating } from "../core/translate_errors.ts";

export class PostgresIdentityHistory implements IdentityHistory {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  of(customer: CustomerId, { from, to }: Span, limit: number): Promise<CustomerIdentity[]> {
    return translating(async () => {
      const rows = await this.#sql`
        select * from customer_identities
        where customer_id = ${customer} and detected_at >= ${from} and detected_at < ${to}
        order by detected_at desc limit ${limit}`;
      return rows.map(identityFromRow);
    });
  }
}
