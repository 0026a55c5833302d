import type { HashedPassage, Vectors } from "./manuals.ts";

/** The vectors of all contents, for a change of the model. */
export interface ManualVectors {
  progress(space: string): Promise<{ readonly contents: number; readonly embedded: number }>;
  /** Some contents without a vector of this space, at most `limit`; empty when all have one. */
  missing(space: string, limit: number): Promise<HashedPassage[]>;
  /** Vectors of contents that are gone by now are left out. */
  addVectors(vectors: Vectors): Promise<void>;
  /** Removes the vectors of every other space; gives how many there were. */
  forgetOthers(space: string): Promise<number>;
}
