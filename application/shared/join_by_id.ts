export interface ExplainedQuery {
  readonly database: string;
  readonly query: string;
  /** `null` for a query without ids. */
  readonly ids: number | null;
  readonly rows: number;
  readonly ms: number;
}

/** `now` is a monotonic clock in milliseconds. */
export interface Explain {
  readonly now: () => number;
  readonly queries: ExplainedQuery[];
}

/** For rows without a match or without an id: "drop" omits, "keep" joins `null`, "fail" throws `RowsMissing`. */
export type Missing = "drop" | "keep" | "fail";

export class RowsMissing extends Error {
  override readonly name = "RowsMissing";

  constructor(readonly table: string, readonly ids: readonly string[]) {
    super(`Cannot join ${table}: ${ids.length} rows are missing, the first is ${ids[0]}`);
  }
}

interface JoinById<L, A extends string, R, M extends Missing> {
  readonly rows: readonly L[];
  readonly as: A;
  readonly on: (row: L) => string | null;
  /** In any order. */
  readonly find: (ids: readonly string[]) => Promise<readonly R[]>;
  /** Default: `id`. */
  readonly idOf?: (found: R) => string;
  readonly missing: M;
  readonly database: string;
  readonly table: string;
  readonly column?: string;
}

type Joined<L, A extends string, R, M extends Missing> =
  & L
  & { readonly [K in A]: M extends "keep" ? R | null : R };

interface JoinOptions {
  readonly batch?: number;
  readonly explain?: Explain | undefined;
}

const BATCH = 1_000;

/** Requests each distinct id once, in queries of up to `batch` ids. Keeps the order of the rows. */
export async function joinById<
  L extends object,
  A extends string,
  R extends { readonly id: string },
  M extends Missing,
>(
  { rows, as, on, find, idOf = ({ id }) => id, missing, database, table, column = "id" }: JoinById<L, A, R, M>,
  { batch = BATCH, explain }: JoinOptions = {},
): Promise<Joined<L, A, R, M>[]> {
  const ids = [...new Set(rows.map(on))].filter((id) => id !== null);
  const query = `${table} where ${column} in (…)`;
  const byId = new Map<string, R>();
  for (let from = 0; from < ids.length; from += batch) {
    const asked = ids.slice(from, from + batch);
    const found = await explained(explain, { database, query, ids: asked.length }, () => find(asked));
    for (const row of found) byId.set(idOf(row), row);
  }
  const joined: Joined<L, A, R, M>[] = [];
  const absent = new Set<string>();
  for (const row of rows) {
    const id = on(row);
    const found = id === null ? undefined : byId.get(id);
    if (found === undefined && missing === "fail") absent.add(String(id));
    if (found === undefined && missing !== "keep") continue;
    joined.push({ ...row, [as]: found ?? null } as Joined<L, A, R, M>);
  }
  if (absent.size > 0) throw new RowsMissing(table, [...absent]);
  return joined;
}

export async function explained<T extends readonly unknown[]>(
  explain: Explain | undefined,
  what: Pick<ExplainedQuery, "database" | "query" | "ids">,
  ask: () => Promise<T>,
): Promise<T> {
  const began = explain?.now() ?? 0;
  const rows = await ask();
  explain?.queries.push({ ...what, rows: rows.length, ms: explain.now() - began });
  return rows;
}
