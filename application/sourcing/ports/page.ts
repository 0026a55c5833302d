/** A part of a list, newest first. */
export interface PageRequest {
  readonly limit: number;
  /** As the page before gave it; `null` for the first. */
  readonly after: PagePosition | null;
}

/** The last row that was seen. */
export interface PagePosition {
  /** As the database wrote it, microseconds included: a `Date` would lose rows of one millisecond. */
  readonly at: string;
  readonly id: string;
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** Where the next page begins; `null` on the last. */
  readonly next: PagePosition | null;
}
