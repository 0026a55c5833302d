import type { Sql } from "./connect.ts";
import { readOnlyFault } from "./connection/sessions.ts";

/** One round trip. Throws the driver's errors, and one with SQLSTATE 25006 where the server takes no changes. */
export async function requireWritable(sql: Sql): Promise<void> {
  const [row] = await sql<{ readOnly: boolean }[]>`
    select pg_is_in_recovery() or current_setting('transaction_read_only')::bool as "readOnly"`;
  if (row!.readOnly) throw readOnlyFault();
}
