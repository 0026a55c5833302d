import { type Explain, explained } from "../shared/join_by_id.ts";

export interface PageRequest {
  readonly limit: number;
  readonly after: PagePosition | null;
}

export interface PagePosition {
  /** As the database wrote it: a `Date` lacks the microseconds and would lose rows. */
  readonly at: string;
  readonly id: string;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: PagePosition | null;
}

export async function onePage<T>(
  explain: Explain | undefined,
  { database, table }: { readonly database: string; readonly table: string },
  ask: () => Promise<Page<T>>,
): Promise<Page<T>> {
  let next: Page<T>["next"] = null;
  const rows = await explained(explain, { database, query: `${table}, one page`, ids: null }, async () => {
    const found = await ask();
    next = found.next;
    return found.rows;
  });
  return { rows, next };
}

const LARGE_PAGE = 200;

export async function everyPage<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: PagePosition | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page<T> = await list({ limit: LARGE_PAGE, after });
    all.push(...page.rows);
    after = page.next;
  }
  return all;
}
