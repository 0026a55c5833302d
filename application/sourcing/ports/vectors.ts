import type { DatabaseName, Writes } from "../one_database.ts";

/** Something whose vector is missing, of another text, or of another space. */
export interface Unembedded {
  readonly id: string;
  readonly text: { readonly name: string; readonly brand: string; readonly category: string };
}

export interface Embedded {
  readonly id: string;
  /** SHA-256 of the text that the vector stands for. */
  readonly textHash: string;
  readonly vector: Float32Array;
}

/**
 * Vectors of the things in one database. `store` keeps only those whose text is still the same; a text that changed
 * meanwhile is found again by `outdated`. Gives how many were kept. Throws `Outage` and `DataRefused`.
 */
export interface Vectors<D extends DatabaseName> extends Writes<D> {
  outdated(space: string, limit: number): Promise<Unembedded[]>;
  store(space: string, vectors: readonly Embedded[]): Promise<number>;
}
