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
 * What becomes of a row whose partner is not there: "drop" leaves it out, "keep" gives it with `null`, "fail" throws
 * `PartnersMissing`. A row without an id has no partner either.
 */
export type MissingPartners = "drop" | "keep" | "fail";

export class PartnersMissing extends Error {
  override readonly name = "PartnersMissing";

  constructor(readonly query: string, readonly ids: readonly string[]) {
    super(`Cannot join by ${query}: ${ids.length} partners are missing, the first is ${ids[0]}`);
  }
}

export interface JoinById<L, R, M extends MissingPartners> {
  readonly rows: readonly L[];
  readonly idOf: (row: L) => string | null;
  /** The other database's rows with these ids, in any order; those that are not there are left out. */
  readonly find: (ids: readonly string[]) => Promise<readonly R[]>;
  readonly idOfPartner: (partner: R) => string;
  readonly missing: M;
  readonly database: string;
  /** For explanations and errors: `supplier_item_raw where id in (…)`. */
  readonly query: string;
}

export interface Joined<L, R, M extends MissingPartners> {
  readonly row: L;
  readonly partner: M extends "keep" ? R | null : R;
}

export interface JoinOptions {
  /** Most ids in one question. */
  readonly batch?: number;
  readonly explain?: Explain | undefined;
}

const BATCH = 1_000;

/**
 * Joins rows of one database with rows of another: each id is asked for once, in questions of `batch` ids, so that their
 * number grows with the ids divided by `batch` and never with the rows. The rows keep their order.
 */
export async function joinById<L, R, M extends MissingPartners>(
  { rows, idOf, find, idOfPartner, missing, database, query }: JoinById<L, R, M>,
  { batch = BATCH, explain }: JoinOptions = {},
): Promise<Joined<L, R, M>[]> {
  const ids = [...new Set(rows.map(idOf))].filter((id) => id !== null);
  const partners = new Map<string, R>();
  for (let from = 0; from < ids.length; from += batch) {
    const asked = ids.slice(from, from + batch);
    const found = await explained(explain, { database, query, ids: asked.length }, () => find(asked));
    for (const partner of found) partners.set(idOfPartner(partner), partner);
  }
  const joined: Joined<L, R, M>[] = [];
  const absent = new Set<string>();
  for (const row of rows) {
    const id = idOf(row);
    const partner = id === null ? undefined : partners.get(id);
    if (partner === undefined && missing === "fail") absent.add(String(id));
    if (partner === undefined && missing !== "keep") continue;
    joined.push({ row, partner: partner ?? null } as Joined<L, R, M>);
  }
  if (absent.size > 0) throw new PartnersMissing(query, [...absent]);
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
