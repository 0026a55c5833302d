import type { Format, ManualId } from "../../../domain/store/manuals/manual.ts";
import type { Passage } from "../../../domain/store/manuals/split_into_passages.ts";
import type { Block } from "../../../domain/store/manuals/block.ts";

export interface NewVersion {
  readonly manualId: ManualId;
  readonly validFrom: string;
  readonly title: string;
  readonly kind: string;
  readonly stores: readonly string[];
  readonly format: Format;
  readonly text: string;
  /** Of everything loaded and of how it is cut into passages. */
  readonly fingerprint: string;
  readonly passages: readonly HashedPassage[];
}

export interface HashedPassage extends Passage {
  /** SHA-256 of headings and text, hexadecimal. */
  readonly hash: string;
}

export interface VersionSummary {
  readonly manualId: ManualId;
  /** From 1; withdrawals count. */
  readonly version: number;
  readonly title: string;
  readonly kind: string;
  readonly stores: readonly string[];
  readonly format: Format;
  readonly validFrom: string;
  /** Exclusive; `null` while nothing follows. */
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
  | { readonly outcome: "vectors_missing"; readonly hashes: readonly string[] };

/** Every change is one transaction. Throws `Outage`. */
export interface Manuals {
  /**
   * "unchanged" if the version of its first day has the same fingerprint. Stored vectors stay; every passage must have
   * one afterwards. Concurrent calls for one manual are serialised.
   */
  add(version: NewVersion, vectors: Vectors, at: Date): Promise<AddOutcome>;
  withoutVector(space: string, hashes: readonly string[]): Promise<string[]>;
  find(id: ManualId, on: string): Promise<StoredVersion | null>;
  /** Newest first; empty for an unknown manual. */
  versions(id: ManualId): Promise<VersionSummary[]>;
  /** By id. */
  list(
    filter: ManualFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<VersionSummary[]>;
  /** No version holds from that day on, until another is added. */
  withdraw(id: ManualId, from: string, at: Date): Promise<"withdrawn" | "unknown" | "unchanged">;
  /** Removes all versions, and what only they needed. */
  erase(id: ManualId): Promise<"erased" | "unknown">;
}

/** Only versions that hold on `on`. */
export interface ManualFilter {
  readonly on: string;
  readonly kind: string | null;
  /** Includes what concerns all stores. */
  readonly store: string | null;
}

export interface ManualVectors {
  progress(space: string): Promise<{ readonly contents: number; readonly embedded: number }>;
  /** Empty when all have one. */
  missing(space: string, limit: number): Promise<HashedPassage[]>;
  addVectors(vectors: Vectors): Promise<void>;
  forgetOthers(space: string): Promise<number>;
}

export type PassageId = number;

export interface Near {
  readonly id: PassageId;
  /** Cosine distance, 0 to 2. */
  readonly distance: number;
}

export interface Matching {
  readonly id: PassageId;
  /** Sum of the weights of the question's terms in the passage. */
  readonly weight: number;
}

export interface FoundPassage extends Passage {
  readonly id: PassageId;
  /** From 1. */
  readonly position: number;
  readonly version: VersionSummary;
}

/** Throws `Outage`. */
export interface ManualSearch {
  /** `work` sees one state of the store. */
  withSnapshot<T>(work: (snapshot: ManualSnapshot) => Promise<T>): Promise<T>;
}

export interface ManualSnapshot {
  count(filter: ManualFilter): Promise<number>;
  /** Nearest first; may be approximate. A passage without a vector of `space` is not found. */
  nearest(question: Question, filter: ManualFilter, limit: number): Promise<Near[]>;
  /** Heaviest first. Very frequent terms are left out where rarer ones are asked for too. */
  matching(terms: readonly string[], filter: ManualFilter, limit: number): Promise<Matching[]>;
  passages(ids: readonly PassageId[]): Promise<FoundPassage[]>;
}

export interface Question {
  readonly space: string;
  readonly vector: Float32Array;
}

/**
 * The structure of a text; nothing of the text is left out. Refuses a text whose structure takes too long to read, or is
 * nested too deeply, with a reason.
 */
export type ReadBlocks = (text: string, format: Format) => Promise<ReadBlocksOutcome>;

type ReadBlocksOutcome =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  | { readonly ok: false; readonly reason: string };
