/** What a sort's columns hold, in their order; the last one makes every position unique. */
export type SortKinds = readonly ("time" | "day" | "number" | "text")[];

/** The sorts of a list, by the name of their first column. */
export type Sorts = Readonly<Record<string, SortKinds>>;

/** The last row's columns of the sort, as the database writes them: a `Date` would lose the microseconds. */
export type PagePosition = readonly string[];

export interface PageRequest<S extends string = string> {
  readonly limit: number;
  /** Of the page before. */
  readonly after: PagePosition | null;
  readonly sort: S;
  readonly descending: boolean;
}

/** Every row once as long as none moves: a row whose sort column changes meanwhile may come again, or not at all. */
export interface Page<T> {
  readonly items: readonly T[];
  /** `null` after the last page. */
  readonly next: PagePosition | null;
}

/** Of a list that is short enough to be read whole. */
export function pageOfAll<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  { limit, after }: Pick<PageRequest, "limit" | "after">,
): Page<T> {
  const from = after === null ? 0 : all.findIndex((item) => keyOf(item) === after[0]) + 1;
  return pageOf(all.slice(from, from + limit + 1), keyOf, limit);
}

/** Of what was asked for with one more than the limit: that one tells whether there is another page. */
export function pageOf<T>(found: readonly T[], keyOf: (item: T) => string, limit: number): Page<T> {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? [keyOf(items.at(-1)!)] : null };
}
