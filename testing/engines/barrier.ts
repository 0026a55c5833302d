import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { connectPostgres } from "../../adapters/postgres/core/connect.ts";
import { waitUntil } from "./wait_until.ts";

export interface BarrierPlace {
  readonly table: string;
  readonly on: "insert" | "update" | "delete";
  /** Everything is written, and the transaction is about to be committed. */
  readonly atCommit?: boolean;
}

/** A place in a database where every transaction waits until the barrier is opened. */
interface Barrier extends AsyncDisposable {
  /** Resolves when a transaction waits at the barrier. */
  reached(): Promise<void>;
  /** Lets all transactions pass from now on. */
  open(): Promise<void>;
}

const GATE_LOCK = 7_152_000;

/**
 * Closes a barrier: a trigger that waits for an advisory lock held by the test, so that a real process can be killed
 * between two chosen steps without any support in the process.
 */
export async function closeBarrier(
  sql: Sql,
  url: string,
  { table, on, atCommit = false }: BarrierPlace,
): Promise<Barrier> {
  const keeper = connectPostgres({ url, max: 1, applicationName: "barrier" });
  await keeper`select pg_advisory_lock(${GATE_LOCK})`;
  const when = atCommit ? "constraint trigger barrier after" : "trigger barrier before";
  await sql.unsafe(`
    create or replace function barrier() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(${GATE_LOCK});
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end $$;
    create ${when} ${on} on ${table} ${atCommit ? "deferrable initially deferred" : ""}
      for each row execute function barrier();`);
  let isOpen = false;
  const open = async () => {
    if (isOpen) return;
    isOpen = true;
    await keeper.end();
    await sql.unsafe(`drop trigger barrier on ${table}`);
  };
  return {
    open,
    reached: async () => {
      await waitUntil(`see a session at the barrier of ${table}`, async () => {
        const [row] = await sql`
          select count(*) as waiting from pg_locks
          where locktype = 'advisory' and objid = ${GATE_LOCK} and not granted
            and database = (select oid from pg_database where datname = current_database())`;
        return row!.waiting > 0;
      }, { timeout: 60_000 });
    },
    [Symbol.asyncDispose]: open,
  };
}
