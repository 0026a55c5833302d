/** One question put to a database, for whoever wants to know what an answer cost. */
export interface ExplainedQuery {
  readonly database: string;
  readonly query: string;
  /** How many ids it asked for; `null` for a question without. */
  readonly ids: number | null;
  readonly rows: number;
  readonly ms: number;
}

/** Collects what was asked. `now` gives milliseconds of a clock that never goes back. */
export interface Explain {
  readonly now: () => number;
  readonly queries: ExplainedQuery[];
}

/**
 * What becomes of a row without a row to join: "drop" leaves it out, "keep" gives it with `null`, "fail" throws
 * `RowsMissing`. A row without an id has none to join either.
 */
export type Missing = "drop" | "keep" | "fail";

export class RowsMissing extends Error {
  override readonly name = "RowsMissing";

  constructor(readonly table: string, readonly ids: readonly string[]) {
    super(`Cannot join ${table}: ${ids.length} rows are missing, the first is ${ids[0]}`);
  }
}

interface JoinById<L, A extends string, R, M extends Missing> {
  readonly rows: readonly L[];
  /** The field of the joined rows that has the other database's row. */
  readonly as: A;
  /** The id that a row is joined by. */
  readonly on: (row: L) => string | null;
  /** The other database's rows with these ids, in any order; those that are not there are left out. */
  readonly find: (ids: readonly string[]) => Promise<readonly R[]>;
  /** What `on` names of a found row; its `id` when left out. */
  readonly idOf?: (found: R) => string;
  readonly missing: M;
  /** Where `find` looks, for explanations and errors. */
  readonly database: string;
  readonly table: string;
  /** "id" when left out. */
  readonly column?: string;
}

type Joined<L, A extends string, R, M extends Missing> =
  & L
  & { readonly [K in A]: M extends "keep" ? R | null : R };

interface JoinOptions {
  /** Most ids in one question. */
  readonly batch?: number;
  readonly explain?: Explain | undefined;
}

const BATCH = 1_000;

/**
 * Joins rows of one database with rows of another: each id is asked for once, in questions of `batch` ids, so that their
 * number grows with the ids divided by `batch` and never with the rows. The rows keep their order.
 */
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

/** Puts one question and notes how many rows came back and how long it took. */
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
