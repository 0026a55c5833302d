import { PostgresManualSearch } from "../../../adapters/postgres/store/manual_search.ts";
import { vectorText } from "../../../adapters/postgres/core/vector_text.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import type { Embedder } from "../../../application/shared/embedder.ts";
import { searchManuals } from "../../../application/store/manuals/search_manuals.ts";
import type { Near } from "../../../application/store/ports/manuals.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type Bench, type Measurement, summarise } from "./bench.ts";
import { type FilledManuals, fillManuals, PASSAGES_A_MANUAL } from "./fill/fill_manuals.ts";
import { latencyOf, timeEach } from "../../wiring/process/latencies.ts";
import { type CorpusQuestion, ManualCorpus, SPACE, VALID_FROM } from "./fill/manual_corpus.ts";
import { scratchDatabase } from "./scratch_database.ts";

const MANUALS = 1_000;
/** One in so many manuals has a given kind. */
const KINDS = 100;
const NEAREST = 10;
const WARM_UP = 50;
const QUESTIONS = 100;
const RECALL_QUESTIONS = 100;
const SCANS = 5;

type Kept = "all" | "1 %";

export const BENCH_SEARCH: Bench = {
  async run({ config: { database }, signal }: Process, { rounds, onRound }) {
    if (database.kind !== "server") {
      throw new WrongSettings(["DATABASE_URL or DB_TYPE is not set: the embedded database is no measure for a server"]);
    }
    await using scratch = await scratchDatabase(database);
    const corpus = new ManualCorpus("bench");
    const filled = await fillManuals(scratch.sql, corpus, { manuals: MANUALS, kinds: KINDS, signal, onStep: onRound });
    return await measureSearch(scratch.sql, corpus, filled, { rounds, onRound, signal });
  },
};

interface MeasureOptions {
  readonly rounds: number;
  readonly onRound: (text: string) => void;
  readonly signal: AbortSignal;
}

async function measureSearch(
  sql: Sql,
  corpus: ManualCorpus,
  filled: FilledManuals,
  { rounds, onRound, signal }: MeasureOptions,
) {
  const search = new PostgresManualSearch(sql);
  const exact = new PostgresManualSearch(sql, { exactUpTo: Infinity });
  let asked = 0;
  const question = () => corpus.question(asked++);
  const whole = (kept: Kept) => () => askWhole(search, question(), kept);
  const near = (by: PostgresManualSearch, kept: Kept) => () => nearest(by, question(), kept);
  const contenders = [
    { name: "search, all", times: QUESTIONS, work: whole("all") },
    { name: "search, 1 %", times: QUESTIONS, work: whole("1 %") },
    { name: "vectors alone, all", times: QUESTIONS, work: near(search, "all") },
    { name: "vectors alone, 1 %", times: QUESTIONS, work: near(search, "1 %") },
    { name: "exact scan, all", times: SCANS, work: () => scan(sql, question()) },
  ];
  for (const { work } of contenders.slice(0, -1)) await timeEach(WARM_UP, work);

  const figures = contenders.map(() => ({ p50: [] as number[], p95: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      signal.throwIfAborted();
      const index = (round + turn) % contenders.length;
      const { name, times, work } = contenders[index]!;
      const { p50, p95 } = latencyOf(await timeEach(times, work));
      figures[index]!.p50.push(p50 * 1_000);
      figures[index]!.p95.push(p95 * 1_000);
      onRound(`round ${round + 1} of ${rounds}: ${name} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    }
  }
  const recall = {
    all: await recallOf(search, (asked) => scan(sql, asked), corpus, "all", signal),
    "1 %": await recallOf(search, (asked, nth) => nearest(exact, asked, "1 %", nth), corpus, "1 %", signal),
  };
  const measurements: Measurement[] = contenders.flatMap(({ name }, index) => [
    { name: `${name}: p50`, unit: "µs", ...summarise(figures[index]!.p50) },
    { name: `${name}: p95`, unit: "µs", ...summarise(figures[index]!.p95) },
  ]);
  const median = (name: string) => measurements.find((one) => one.name === name)!.median;
  return {
    bench: "search",
    setup: {
      passages: MANUALS * PASSAGES_A_MANUAL,
      dimensions: 1_536,
      passagesOfTheFilter: MANUALS * PASSAGES_A_MANUAL / KINDS,
      ...filled,
    },
    measurements,
    ratios: {
      "recall@10, all": recall.all,
      "recall@10, 1 %": recall["1 %"],
      "exact scan / vectors alone, p50": median("exact scan, all: p50") / median("vectors alone, all: p50"),
    },
  };
}

function filterOf(kept: Kept, nth: number) {
  return { on: VALID_FROM, store: null, kind: kept === "all" ? null : `kind-${nth % KINDS}` };
}

let turn = 0;

async function askWhole(search: PostgresManualSearch, { text, vector }: CorpusQuestion, kept: Kept): Promise<void> {
  const embedder: Embedder = {
    space: SPACE,
    dimensions: 1_536,
    kind: "semantic",
    embed: () => Promise.resolve([vector]),
  };
  const { kind, on } = filterOf(kept, turn++);
  const asked = { q: text, k: NEAREST, on, ...(kind ? { kind } : {}) };
  const answer = await searchManuals({ search, embedder, clock: () => new Date() }, asked);
  if (!answer.ok || answer.value.found !== NEAREST) throw new Error(`Cannot measure: ${JSON.stringify(answer)}`);
}

function nearest(search: PostgresManualSearch, { vector }: CorpusQuestion, kept: Kept, nth = turn++): Promise<Near[]> {
  return search.withSnapshot((snapshot) => snapshot.nearest({ space: SPACE, vector }, filterOf(kept, nth), NEAREST));
}

async function scan(sql: Sql, { vector }: CorpusQuestion): Promise<{ id: number }[]> {
  return await sql<{ id: number }[]>`
    with nearest as materialized (
      select content_hash, (embedding <=> (select ${vectorText(vector)}::text::vector)) + 0 as distance
      from manual_embeddings order by distance limit ${NEAREST}
    )
    select chunk_id as id from nearest join manual_chunks using (content_hash) order by distance`;
}

/** Share of the ten nearest that the search finds. */
async function recallOf(
  search: PostgresManualSearch,
  exact: (question: CorpusQuestion, nth: number) => Promise<readonly Pick<Near, "id">[]>,
  corpus: ManualCorpus,
  kept: Kept,
  signal: AbortSignal,
): Promise<number> {
  let found = 0;
  for (let nth = 0; nth < RECALL_QUESTIONS; nth++) {
    signal.throwIfAborted();
    const question = corpus.question(1_000_000 + nth);
    const truth = new Set((await exact(question, nth)).map(({ id }) => id));
    found += (await nearest(search, question, kept, nth)).filter(({ id }) => truth.has(id)).length;
  }
  return found / (RECALL_QUESTIONS * NEAREST);
}
