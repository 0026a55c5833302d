import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { waitUntil } from "./wait_until.ts";

/** A transaction may be between two statements at the moment. */
const SETTLES_WITHIN_MS = 2_000;

/** Throws if a session of `database` stays idle in a transaction: what runs in it is acknowledged and later undone. */
export async function requireNoneInTransaction(admin: Sql, database: string): Promise<void> {
  let left: readonly { pid: number; program: string; statement: string }[] = [];
  const nobody = async () => {
    left = await admin`
      select pid, application_name as program, left(query, 200) as statement from pg_stat_activity
      where datname = ${database} and state like 'idle in transaction%'`;
    return left.length === 0;
  };
  await waitUntil("see no session in a transaction", nobody, { timeout: SETTLES_WITHIN_MS }).catch(() => {
    const sessions = left.map(({ pid, program, statement }) => `${program} (${pid}) after: ${statement}`);
    throw new Error(`${database} is left with sessions idle in a transaction: ${sessions.join("; ")}`);
  });
}
