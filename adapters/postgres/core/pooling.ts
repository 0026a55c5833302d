import { connectPostgres, type PostgresOptions, type Sql, type SqlScope } from "./connect.ts";
import { withTimeout } from "../../system/with_timeout.ts";

/** "session": each connection has a server session of its own, with or without a pooler. */
export type Pooling =
  | { readonly mode: "session" }
  /** @property prepares whether it knows prepared statements, as far as two tries can tell */
  | { readonly mode: "transaction"; readonly prepares: boolean };

const TIMEOUT_MS = 15_000;
/** A busy transaction pooler may give each of two clients the same session several times in a row. */
const ROUNDS = 8;

/** Looks with up to three connections of its own. Throws the driver's errors. */
export async function findPooling(options: PostgresOptions): Promise<Pooling> {
  const connect = (prepare: boolean) => connectPostgres({ ...options, prepare, max: 1 });
  const clients = [connect(false), connect(false), connect(true)] as const;
  const [sql, other, preparing] = clients;
  try {
    return await withTimeout(TIMEOUT_MS, look(sql, other, preparing));
  } finally {
    await Promise.all(clients.map((client) => client.end({ timeout: 2 })));
  }
}

async function look(sql: Sql, other: Sql, preparing: Sql): Promise<Pooling> {
  if (await isDirect(sql) || await keepTheirSessions(sql, other)) return { mode: "session" };
  return { mode: "transaction", prepares: await knowsPrepared(preparing, other) };
}

/** A pooler hands out process ids and cancellation keys of its own. */
async function isDirect(sql: Sql): Promise<boolean> {
  const result = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return result.state.pid === result[0]!.pid;
}

async function keepTheirSessions(sql: Sql, other: Sql): Promise<boolean> {
  const own = await sessionOf(sql);
  const others = await sessionOf(other);
  for (let round = 0; round < ROUNDS && own !== others; round++) {
    const [held, meanwhile] = await other.begin(async (held) => [await sessionOf(held), await sessionOf(sql)] as const);
    if (held !== others || meanwhile !== own || await sessionOf(other) !== others) return false;
  }
  return own !== others;
}

async function knowsPrepared(preparing: Sql, other: Sql): Promise<boolean> {
  // Outside a transaction the driver silently prepares again.
  const prepared = () => preparing.begin((sql) => sql`select ${1}::int as one`);
  try {
    await prepared();
    await other.begin(async (held) => {
      await held`select 1`;
      await prepared();
    });
    return true;
  } catch {
    return false;
  }
}

async function sessionOf(sql: SqlScope): Promise<number> {
  return (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid;
}
