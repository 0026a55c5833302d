import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { Rollback, transaction } from "../../../adapters/postgres/core/map_errors.ts";
import type { Ddl } from "./ddl.ts";
import { keepForLater, type Structure } from "./structures.ts";

/** A trial waits no longer than this for a lock on a database that others work with. */
const TRIAL_LOCK_TIMEOUT = "set local lock_timeout = '5s'";

/**
 * Makes what this split has not made yet, and stores how to remove it. Returns what the server refused, after which the
 * transaction can only be rolled back.
 *
 * @param later kinds of structures that are kept for when the rows are there
 */
export async function makeTables(
  sql: SqlScope,
  { makings, structures }: Ddl,
  { later }: { readonly later: readonly Structure["kind"][] },
): Promise<string | null> {
  const known = new Set((await sql`select name from tillstream_split.made`).map(({ name }) => name));
  for (const { name, create, remove } of makings.filter(({ name }) => !known.has(name))) {
    const failed = await attempt(sql, name, create);
    if (failed !== null) return failed;
    await sql`insert into tillstream_split.made (name, remove) values (${name}, ${remove})`;
  }
  await keepForLater(sql, structures.filter(({ kind }) => later.includes(kind)));
  return await makeStructures(sql, structures.filter(({ kind }) => !later.includes(kind)));
}

/** Makes everything and takes it back, so that what can't be made is known before. */
export function tryMaking(sql: Sql, { makings, structures }: Ddl): Promise<string | null> {
  return transaction(sql, async (scope): Promise<string | null> => {
    await scope.unsafe(TRIAL_LOCK_TIMEOUT).simple();
    for (const { name, create } of makings) {
      const failed = await attempt(scope, name, create);
      if (failed !== null) throw new Rollback(failed);
    }
    throw new Rollback(await makeStructures(scope, structures));
  });
}

async function makeStructures(sql: SqlScope, structures: Ddl["structures"]): Promise<string | null> {
  for (const { kind, table, name, restore } of structures) {
    const failed = await attempt(sql, `${kind} ${name} of ${table}`, restore);
    if (failed !== null) return failed;
  }
  return null;
}

async function attempt(sql: SqlScope, name: string, statement: string): Promise<string | null> {
  try {
    await sql.unsafe(`set local check_function_bodies = off; ${statement}`).simple();
    return null;
  } catch (error) {
    const { severity, message } = error as { severity?: unknown; message: string };
    // "FATAL": the session is gone, which is an outage.
    if (severity !== "ERROR") throw error;
    return `${name}: ${message}`;
  }
}
