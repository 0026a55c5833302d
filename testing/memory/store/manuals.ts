import type {
  AddOutcome,
  FoundPassage,
  HashedPassage,
  ManualFilter,
  Manuals,
  ManualSearch,
  ManualSnapshot,
  ManualVectors,
  Matching,
  Near,
  NewVersion,
  PassageId,
  Question,
  StoredVersion,
  Vectors,
  VersionSummary,
} from "../../../application/store/ports/manuals.ts";
import { validUntil, versionOn } from "../../../domain/store/manuals/holding.ts";
import type { ManualId } from "../../../domain/store/manuals/manual.ts";
import { searchTerms, termWeight } from "../../../domain/store/manuals/search_terms.ts";

interface Kept {
  readonly stored: StoredVersion;
  readonly passages: readonly (HashedPassage & { readonly id: PassageId })[];
}

/** Manuals in memory. A search compares all vectors: the exact result that an index is measured against. */
export class MemoryManuals implements Manuals, ManualSearch, ManualVectors {
  /** Replaced by every change, so that readers keep a consistent snapshot. */
  #kept: readonly Kept[] = [];
  #spaces = new Map<string, Map<string, Float32Array>>();
  #ids = 0;

  // deno-lint-ignore require-await -- it awaits nothing, and so is atomic
  async add(given: NewVersion, vectors: Vectors, at: Date): Promise<AddOutcome> {
    const own = this.#kept.filter(({ stored }) => stored.manualId === given.manualId).map(({ stored }) => stored);
    const held = versionOn(own, given.validFrom);
    if (held && !held.withdrawn && held.fingerprint === given.fingerprint) {
      return { outcome: "unchanged", version: summaryOf(held) };
    }
    const known = this.#vectorsOf(vectors.space);
    const hashes = [...new Set(given.passages.map(({ hash }) => hash))];
    const missing = hashes.filter((hash) => !known.has(hash) && !vectors.byHash.has(hash));
    if (missing.length > 0) return { outcome: "vectors_missing", hashes: missing };
    for (const hash of hashes) if (!known.has(hash)) known.set(hash, vectors.byHash.get(hash)!);
    const { passages, ...rest } = given;
    const version = nextVersion(own);
    const stored = { ...rest, version, validUntil: null, withdrawn: false, passages: passages.length, loadedAt: at };
    this.#keep({ stored, passages: passages.map((passage) => ({ ...passage, id: ++this.#ids })) });
    const summary = this.#kept.find(({ stored }) => stored.manualId === given.manualId && stored.version === version)!;
    return { outcome: "added", version: summaryOf(summary.stored) };
  }

  withoutVector(space: string, hashes: readonly string[]): Promise<string[]> {
    const known = this.#contents();
    const vectors = this.#vectorsOf(space);
    return Promise.resolve(hashes.filter((hash) => !known.has(hash) || !vectors.has(hash)));
  }

  find(id: ManualId, on: string): Promise<StoredVersion | null> {
    const found = this.#held({ on, kind: null, store: null }).find(({ stored }) => stored.manualId === id);
    return Promise.resolve(found?.stored ?? null);
  }

  versions(id: ManualId): Promise<VersionSummary[]> {
    const own = this.#kept.filter(({ stored }) => stored.manualId === id).map(({ stored }) => summaryOf(stored));
    return Promise.resolve(own.sort((a, b) => b.version - a.version));
  }

  list(
    filter: ManualFilter,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<VersionSummary[]> {
    const held = this.#held(filter).map(({ stored }) => summaryOf(stored))
      .sort((a, b) => compareBytes(a.manualId, b.manualId));
    return Promise.resolve(
      held.filter(({ manualId }) => after === null || compareBytes(manualId, after) > 0).slice(0, limit),
    );
  }

  withdraw(id: ManualId, from: string, at: Date): Promise<"withdrawn" | "unknown" | "unchanged"> {
    const own = this.#kept.filter(({ stored }) => stored.manualId === id).map(({ stored }) => stored);
    if (own.length === 0) return Promise.resolve("unknown");
    const held = versionOn(own, from);
    if (!held || held.withdrawn) return Promise.resolve("unchanged");
    const gone = { version: nextVersion(own), validFrom: from, validUntil: null, withdrawn: true };
    this.#keep({ stored: { ...held, ...gone, text: "", fingerprint: "", passages: 0, loadedAt: at }, passages: [] });
    return Promise.resolve("withdrawn");
  }

  erase(id: ManualId): Promise<"erased" | "unknown"> {
    const others = this.#kept.filter(({ stored }) => stored.manualId !== id);
    const outcome = others.length === this.#kept.length ? "unknown" : "erased";
    this.#kept = others;
    const contents = this.#contents();
    for (const vectors of this.#spaces.values()) {
      for (const hash of vectors.keys()) if (!contents.has(hash)) vectors.delete(hash);
    }
    return Promise.resolve(outcome);
  }

  async withSnapshot<T>(work: (snapshot: ManualSnapshot) => Promise<T>): Promise<T> {
    const kept = this.#kept;
    const spaces = new Map([...this.#spaces].map(([space, vectors]) => [space, new Map(vectors)]));
    return await work(new MemoryProbe(kept, spaces));
  }

  progress(space: string): Promise<{ contents: number; embedded: number }> {
    return Promise.resolve({ contents: this.#contents().size, embedded: this.#vectorsOf(space).size });
  }

  missing(space: string, limit: number): Promise<HashedPassage[]> {
    const vectors = this.#vectorsOf(space);
    const missing = [...this.#contents().values()].filter(({ hash }) => !vectors.has(hash));
    return Promise.resolve(missing.slice(0, limit).map(({ hash, headings, text }) => ({ hash, headings, text })));
  }

  addVectors({ space, byHash }: Vectors): Promise<void> {
    const contents = this.#contents();
    const vectors = this.#vectorsOf(space);
    for (const [hash, vector] of byHash) if (contents.has(hash) && !vectors.has(hash)) vectors.set(hash, vector);
    return Promise.resolve();
  }

  forgetOthers(space: string): Promise<number> {
    let forgotten = 0;
    for (const [other, vectors] of this.#spaces) {
      if (other === space) continue;
      forgotten += vectors.size;
      this.#spaces.delete(other);
    }
    return Promise.resolve(forgotten);
  }

  #keep(kept: Kept): void {
    const id = kept.stored.manualId;
    const all = [...this.#kept, kept];
    const until = validUntil(all.filter(({ stored }) => stored.manualId === id).map(({ stored }) => stored));
    this.#kept = all.map((one) =>
      one.stored.manualId === id ? { ...one, stored: { ...one.stored, validUntil: until.get(one.stored)! } } : one
    );
  }

  #held(filter: ManualFilter): Kept[] {
    return this.#kept.filter(({ stored }) => isLeft(stored, filter));
  }

  #contents(): Map<string, HashedPassage> {
    return contentsOf(this.#kept);
  }

  #vectorsOf(space: string): Map<string, Float32Array> {
    if (!this.#spaces.has(space)) this.#spaces.set(space, new Map());
    return this.#spaces.get(space)!;
  }
}

class MemoryProbe implements ManualSnapshot {
  readonly #kept: readonly Kept[];
  readonly #spaces: ReadonlyMap<string, ReadonlyMap<string, Float32Array>>;

  constructor(kept: readonly Kept[], spaces: ReadonlyMap<string, ReadonlyMap<string, Float32Array>>) {
    this.#kept = kept;
    this.#spaces = spaces;
  }

  count(filter: ManualFilter): Promise<number> {
    return Promise.resolve(this.#left(filter).length);
  }

  nearest({ space, vector }: Question, filter: ManualFilter, limit: number): Promise<Near[]> {
    const vectors = this.#spaces.get(space);
    const near = this.#left(filter).flatMap(({ id, hash }) => {
      const other = vectors?.get(hash);
      return other ? [{ id, distance: 1 - dot(vector, other) }] : [];
    });
    return Promise.resolve(near.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, limit));
  }

  matching(terms: readonly string[], filter: ManualFilter, limit: number): Promise<Matching[]> {
    const contents = [...contentsOf(this.#kept).values()].map(({ hash, headings, text }) => ({
      hash,
      words: new Set(searchTerms([...headings, text].join("\n"))),
    }));
    const weights = new Map<string, number>();
    for (const term of terms) {
      const having = contents.filter(({ words }) => words.has(term));
      for (const { hash } of having) {
        weights.set(hash, (weights.get(hash) ?? 0) + termWeight(having.length, contents.length));
      }
    }
    const matching = this.#left(filter).flatMap(({ id, hash }) => {
      const weight = weights.get(hash);
      return weight === undefined ? [] : [{ id, weight }];
    });
    return Promise.resolve(matching.sort((a, b) => b.weight - a.weight || a.id - b.id).slice(0, limit));
  }

  passages(ids: readonly PassageId[]): Promise<FoundPassage[]> {
    const found = new Map(this.#kept.flatMap(({ stored, passages }) =>
      passages.map(({ id, headings, text }, index) => {
        const passage: FoundPassage = { id, position: index + 1, headings, text, version: summaryOf(stored) };
        return [id, passage] as const;
      })
    ));
    return Promise.resolve(ids.flatMap((id) => found.get(id) ?? []));
  }

  #left(filter: ManualFilter): readonly (HashedPassage & { readonly id: PassageId })[] {
    return this.#kept.filter(({ stored }) => isLeft(stored, filter)).flatMap(({ passages }) => passages);
  }
}

function contentsOf(kept: readonly Kept[]): Map<string, HashedPassage> {
  return new Map(kept.flatMap(({ passages }) => passages.map((passage) => [passage.hash, passage])));
}

function isLeft(version: StoredVersion, { on, kind, store }: ManualFilter): boolean {
  return version.validFrom <= on && (version.validUntil === null || on < version.validUntil) && !version.withdrawn &&
    (kind === null || version.kind === kind) &&
    (store === null || version.stores.length === 0 || version.stores.includes(store));
}

function summaryOf({ text: _, fingerprint: __, ...summary }: StoredVersion): VersionSummary {
  return summary;
}

function nextVersion(versions: readonly StoredVersion[]): number {
  return Math.max(0, ...versions.map(({ version }) => version)) + 1;
}

/** In the order of UTF-8, by code points, which differs from the order of UTF-16. */
function compareBytes(a: string, b: string): number {
  const one = [...a];
  const other = [...b];
  for (const [index, character] of one.entries()) {
    const difference = character.codePointAt(0)! - (other[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
