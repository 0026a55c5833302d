import type { VersionSummary } from "./manuals.ts";
import type { Passage } from "../../../domain/store/manuals/split_into_passages.ts";
import type { ManualFilter } from "./manuals.ts";

/** A passage of one version, at its place. */
export type PassageId = number;

export interface Near {
  readonly id: PassageId;
  /** Cosine distance: 0 the same direction, 1 nothing in common, 2 opposite. */
  readonly distance: number;
}

export interface Matching {
  readonly id: PassageId;
  /** Σ of the weights of the question's terms that the passage has. */
  readonly weight: number;
}

export interface FoundPassage extends Passage {
  readonly id: PassageId;
  /** Its place in the version, from 1. */
  readonly position: number;
  readonly version: VersionSummary;
}

/** Searches the passages of manuals. Throws `Outage` while the database is unreachable. */
export interface ManualSearch {
  /** Runs `work` on one state of the store, whatever is loaded meanwhile. */
  look<T>(work: (sight: ManualSnapshot) => Promise<T>): Promise<T>;
}

/** One state of the store. */
export interface ManualSnapshot {
  /** How many passages the filter leaves. */
  count(filter: ManualFilter): Promise<number>;
  /**
   * The nearest passages, nearest first, of those that the filter leaves; may be approximate. Only vectors of `space` are
   * compared, and a passage without one is not found.
   */
  nearest(question: Question, filter: ManualFilter, limit: number): Promise<Near[]>;
  /**
   * The passages that have most of what the question asks for by its terms, heaviest first. Terms that very many texts
   * have are left out where rarer ones are asked for too.
   */
  matching(terms: readonly string[], filter: ManualFilter, limit: number): Promise<Matching[]>;
  /** In the order of `ids`. */
  passages(ids: readonly PassageId[]): Promise<FoundPassage[]>;
}

export interface Question {
  readonly space: string;
  readonly vector: Float32Array;
}
