import { z } from "zod";
import { fuseRankings } from "../../../domain/store/manuals/fuse_rankings.ts";
import { dayInSeoul, daySchema, kindSchema } from "../../../domain/store/manuals/manual.ts";
import { questionTerms } from "../../../domain/store/manuals/search_terms.ts";
import { strictObject } from "../../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import type { Embedder } from "../../shared/embedder.ts";
import { DataRefused } from "../../shared/fault.ts";
import type { FoundPassage, ManualSearch } from "../ports/manuals.ts";

interface SearchManualsDeps {
  readonly search: ManualSearch;
  readonly embedder: Embedder;
  readonly clock: () => Date;
}

const MOST_RESULTS = 50;
const LONGEST_QUESTION = 1_000;
/** Depth of each ranking: what neither has at this depth would not reach the first page. */
const DEPTH = 40;

export const manualQuestionSchema = strictObject("search", {
  q: z.string().trim().min(1, "expected a question").max(LONGEST_QUESTION).meta({ pattern: "\\S" }),
  k: z.coerce.number({ error: `expected a whole number from 1 to ${MOST_RESULTS}` })
    .int().min(1).max(MOST_RESULTS).default(5).describe("How many passages at most"),
  store: storeIdSchema.optional().describe("Only what concerns this store or all stores"),
  kind: kindSchema.optional(),
  on: daySchema.optional().describe("As the manuals stood on this day; today in Seoul when left out"),
});

interface ManualAnswer {
  readonly asked: {
    readonly q: string;
    readonly k: number;
    readonly store: string | null;
    readonly kind: string | null;
    readonly on: string;
  };
  readonly found: number;
  readonly searched: number;
  readonly method: {
    readonly embedding: "semantic" | "lexical";
    readonly space: string;
    /** False where passages have no vector of this space yet: only words were found. */
    readonly hasVectors: boolean;
    readonly fusion: "reciprocal_rank";
  };
  readonly results: readonly CitedPassage[];
}

interface CitedPassage {
  readonly rank: number;
  readonly score: number;
  readonly cites: {
    readonly manualId: string;
    readonly title: string;
    readonly kind: string;
    readonly version: number;
    readonly validFrom: string;
    readonly headings: readonly string[];
    readonly position: number;
    readonly passages: number;
  };
  readonly passage: string;
  /** `null` where that search did not find it. */
  readonly nearness: { readonly rank: number; readonly distance: number } | null;
  readonly words: { readonly rank: number; readonly weight: number } | null;
}

export async function searchManuals(
  { search, embedder, clock }: SearchManualsDeps,
  raw: unknown,
  signal?: AbortSignal,
): Promise<Result<ManualAnswer, InvalidInput>> {
  const parsed = parseAs(manualQuestionSchema, raw, "search");
  if (!parsed.ok) return parsed;
  const { q, k, store = null, kind = null, on = dayInSeoul(clock()) } = parsed.value;
  const filter = { on, kind, store };
  const vector = await vectorOf(embedder, q, signal);
  const depth = Math.max(DEPTH, k);

  const answer = await search.withSnapshot(async (snapshot) => {
    const [searched, near, matching] = await Promise.all([
      snapshot.count(filter),
      vector ? snapshot.nearest({ space: embedder.space, vector }, filter, depth) : [],
      snapshot.matching(questionTerms(q), filter, depth),
    ]);
    const fused = fuseRankings([near.map(({ id }) => id), matching.map(({ id }) => id)]).slice(0, k);
    const passages = await snapshot.passages(fused.map(({ id }) => id));
    const results = fused.map(({ score, ranks: [nearRank = null, wordRank = null] }, index): CitedPassage => ({
      rank: index + 1,
      score,
      ...citation(passages[index]!),
      nearness: nearRank === null ? null : { rank: nearRank, distance: near[nearRank - 1]!.distance },
      words: wordRank === null ? null : { rank: wordRank, weight: matching[wordRank - 1]!.weight },
    }));
    return { found: results.length, searched, results, hasVectors: near.length > 0 || searched === 0 };
  });
  return accepted({
    asked: { q, k, store, kind, on },
    found: answer.found,
    searched: answer.searched,
    method: {
      embedding: embedder.kind,
      space: embedder.space,
      hasVectors: answer.hasVectors,
      fusion: "reciprocal_rank",
    },
    results: answer.results,
  });
}

/** `null` for a question that the embedder can't take: its words are still looked for. */
async function vectorOf(embedder: Embedder, question: string, signal?: AbortSignal): Promise<Float32Array | null> {
  try {
    return (await embedder.embed([question], signal))[0]!;
  } catch (error) {
    if (error instanceof DataRefused) return null;
    throw error;
  }
}

function citation({ version, headings, position, text }: FoundPassage): Pick<CitedPassage, "cites" | "passage"> {
  const { manualId, title, kind, version: number, validFrom, passages } = version;
  return { cites: { manualId, title, kind, version: number, validFrom, headings, position, passages }, passage: text };
}
