import type { Block } from "../../../domain/store/manuals/block.ts";
import { type Coverage, coverageOf } from "../../../domain/store/manuals/coverage.ts";
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
  /** Letters and digits of the text, and how many of them the passages have. */
  readonly source: Coverage;
}

/** More than a text of the greatest length is cut into, unless it is made of headings. */
const MOST_PASSAGES = 10_000;

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
  const read = await readBlocks(draft.value.text, draft.value.format);
  if (!read.ok) return refused(textRefused(read.reason));
  const version = versionOf(draft.value, read.blocks, digest);
  if (version.passages.length > MOST_PASSAGES) {
    const count = version.passages.length;
    return refused(textRefused(`it makes ${count} passages, expected at most ${MOST_PASSAGES}; split it`));
  }
  const source = coverageOf(version.text, version.passages);
  const held = await manuals.find(version.manualId, version.validFrom);
  if (held?.fingerprint === version.fingerprint) {
    return accepted({ outcome: "unchanged", version: summaryOf(held), embedded: 0, source });
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
      return refused(textRefused(`the embedder refuses a passage (${error.code})`));
    }
    const added = await manuals.add(version, { space: embedder.space, byHash: vectors }, now);
    // The manual that had these passages has been erased meanwhile.
    if (added.outcome === "vectors_missing") missing = [...added.hashes];
    else return accepted({ ...added, embedded: added.outcome === "added" ? vectors.size : 0, source });
  }
}

function textRefused(reason: string): TextRefused {
  return { code: "text_refused", message: `Cannot load the manual: ${reason}` };
}

function versionOf(draft: ManualDraft, blocks: readonly Block[], digest: Digest): NewVersion {
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
