import type { CustomerSpellings, Spellings } from "../../../application/identity/ports/customers.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** Those that migration 013 found, and the decomposed form, which other databases may hold unbeknown to it. */
export class PostgresCustomerSpellings implements CustomerSpellings {
  constructor(private readonly sql: Sql) {}

  of(customer: CustomerId): Promise<Spellings> {
    const decomposed = customer.normalize("NFD");
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ spelling: CustomerId; id: string }[]>`
        select spelling, id from id_spellings
        where kind = 'customer' and (id = ${customer} or spelling = ${decomposed})`;
      const own = rows.filter(({ id }) => id === customer).map(({ spelling }) => spelling);
      const isAnothers = rows.some(({ spelling, id }) => spelling === decomposed && id !== customer);
      const all = new Set([...own, ...isAnothers ? [] : [decomposed as CustomerId]]);
      all.delete(customer);
      return [customer, ...all];
    });
  }
}
