import type { Format, ManualId } from "../../../domain/store/manuals/manual.ts";
import type { Passage } from "../../../domain/store/manuals/split_into_passages.ts";

/** A version as it is loaded. */
export interface NewVersion {
  readonly manualId: ManualId;
  readonly validFrom: string;
  readonly title: string;
  readonly kind: string;
  readonly stores: readonly string[];
  readonly format: Format;
  readonly text: string;
  /** Of everything that was loaded and of how it is cut. */
  readonly fingerprint: string;
  readonly passages: readonly HashedPassage[];
}

export interface HashedPassage extends Passage {
  /** SHA-256 of headings and text, hexadecimal. */
  readonly hash: string;
}

/** A version without its text. */
export interface VersionSummary {
  readonly manualId: ManualId;
  /** 1 for the first, then one more each; withdrawals count. */
  readonly version: number;
  readonly title: string;
  readonly kind: string;
  readonly stores: readonly string[];
  readonly format: Format;
  readonly validFrom: string;
  /** The first day on which it no longer holds; `null` while nothing follows. */
  readonly validUntil: string | null;
  readonly withdrawn: boolean;
  readonly passages: number;
  readonly loadedAt: Date;
}

export interface StoredVersion extends VersionSummary {
  readonly text: string;
  readonly fingerprint: string;
}

export interface Vectors {
  readonly space: string;
  readonly byHash: ReadonlyMap<string, Float32Array>;
}

export type AddOutcome =
  | { readonly outcome: "added" | "unchanged"; readonly version: VersionSummary }
  /** These contents have no vector of the space: nothing was stored. */
  | { readonly outcome: "vectors_missing"; readonly hashes: readonly string[] };

/**
 * Manuals with all their versions. Whatever changes is one transaction: who reads sees all of it or nothing. `Outage`
 * while the database is unreachable.
 */
export interface Manuals {
  /**
   * Adds a version unless the one that holds on its first day has the same fingerprint. The given vectors are kept, those
   * that are there already are not touched; every passage must have one afterwards. Calls at once for one manual are
   * served one after the other.
   */
  add(version: NewVersion, vectors: Vectors, at: Date): Promise<AddOutcome>;
  /** Those of the contents that have no vector of this space. */
  withoutVector(space: string, hashes: readonly string[]): Promise<string[]>;
  /** The version that holds on a day; `null` where none does. */
  find(id: ManualId, on: string): Promise<StoredVersion | null>;
  /** All versions, newest first; empty for a manual that is not there. */
  versions(id: ManualId): Promise<VersionSummary[]>;
  /** What holds on a day, by id, at most `limit` behind `after`. */
  list(
    filter: ManualFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<VersionSummary[]>;
  /** From that day on no version holds, until another is added. */
  withdraw(id: ManualId, from: string, at: Date): Promise<"withdrawn" | "unknown" | "unchanged">;
  /** Removes a manual with all its versions, and what only they needed. */
  erase(id: ManualId): Promise<"erased" | "unknown">;
}

/** Which passages or manuals: those of versions that hold on the day and, where given, of the kind and of the store. */
export interface ManualFilter {
  readonly on: string;
  readonly kind: string | null;
  /** What concerns all stores concerns this one too. */
  readonly store: string | null;
}
