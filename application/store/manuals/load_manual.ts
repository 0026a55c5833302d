import { dayInSeoul, type ManualDraft, parseManual } from "../../../domain/store/manuals/manual.ts";
import { embeddableText, splitIntoPassages, SPLITTER } from "../../../domain/store/manuals/split_into_passages.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import type { InvalidInput } from "../../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { Embedder } from "../../shared/embedder.ts";
import { DataRefused } from "../../shared/fault.ts";
import type { HashedPassage, Manuals, NewVersion, ReadBlocks, VersionSummary } from "../ports/manuals.ts";

export interface LoadManualDeps {
  readonly manuals: Manuals;
  readonly embedder: Embedder;
  readonly readBlocks: ReadBlocks;
  readonly digest: Digest;
  readonly clock: () => Date;
}

interface LoadedManual {
  /** "unchanged": this text holds already on that day. */
  readonly outcome: "added" | "unchanged";
  readonly version: VersionSummary;
  readonly embedded: number;
}

interface TextRefused extends Refusal {
  readonly code: "text_refused";
}

/** Idempotent; only new passages are embedded, all before anything is stored. */
export async function loadManual(
  { manuals, embedder, readBlocks, digest, clock }: LoadManualDeps,
  raw: unknown,
  signal?: AbortSignal,
): Promise<Result<LoadedManual, InvalidInput | TextRefused>> {
  const now = clock();
  const draft = parseManual(raw, dayInSeoul(now));
  if (!draft.ok) return draft;
  const version = versionOf(draft.value, { readBlocks, digest });
  const held = await manuals.find(version.manualId, version.validFrom);
  if (held?.fingerprint === version.fingerprint) {
    return accepted({ outcome: "unchanged", version: summaryOf(held), embedded: 0 });
  }

  const byHash = new Map(version.passages.map((passage) => [passage.hash, passage]));
  const vectors = new Map<string, Float32Array>();
  let missing = await manuals.withoutVector(embedder.space, [...byHash.keys()]);
  for (;;) {
    try {
      const embedded = await embedder.embed(missing.map((hash) => embeddableText(byHash.get(hash)!)), signal);
      missing.forEach((hash, index) => vectors.set(hash, embedded[index]!));
    } catch (error) {
      if (!(error instanceof DataRefused)) throw error;
      return refused({
        code: "text_refused",
        message: `Cannot load the manual: the embedder refuses a passage (${error.code})`,
      });
    }
    const added = await manuals.add(version, { space: embedder.space, byHash: vectors }, now);
    // The manual that had these passages has been erased meanwhile.
    if (added.outcome === "vectors_missing") missing = [...added.hashes];
    else return accepted({ ...added, embedded: added.outcome === "added" ? vectors.size : 0 });
  }
}

function versionOf(
  draft: ManualDraft,
  { readBlocks, digest }: Pick<LoadManualDeps, "readBlocks" | "digest">,
): NewVersion {
  const blocks = readBlocks(draft.text, draft.format);
  const heading = blocks.find(({ type }) => type === "heading")?.text.slice(0, 200)
    // Half of a surrogate pair.
    .replace(/[\ud800-\udbff]$/, "");
  const title = draft.title ?? heading ?? draft.manualId;
  const passages: HashedPassage[] = splitIntoPassages(title, blocks).map((passage) => ({
    ...passage,
    hash: digest(JSON.stringify([passage.headings, passage.text])),
  }));
  const { kind, stores, format, text } = draft;
  const fingerprint = digest(JSON.stringify([SPLITTER, title, kind, stores, format, text]));
  return { ...draft, title, fingerprint, passages };
}

function summaryOf({ text: _, fingerprint: __, ...summary }: VersionSummary & { text: string; fingerprint: string }) {
  return summary;
}
