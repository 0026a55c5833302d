import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { PostgresManuals } from "../../../../adapters/postgres/store/manuals.ts";
import { type ManualCorpus, SPACE, VALID_FROM } from "./manual_corpus.ts";

export const PASSAGES_A_MANUAL = 100;

/** Rates in passages a second, without embedding. */
export interface FilledManuals {
  readonly [figure: string]: number;
  readonly loadedPerSecond: number;
  readonly resumedPerSecond: number;
  readonly indexSeconds: number;
  readonly indexMegabytes: number;
}

interface FillOptions {
  readonly manuals: number;
  readonly kinds: number;
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
}

const INDEX = "manual_embeddings_near";

export async function fillManuals(
  sql: Sql,
  corpus: ManualCorpus,
  { manuals, kinds, signal, onStep }: FillOptions,
): Promise<FilledManuals> {
  const [index] = await sql<{ definition: string }[]>`select pg_get_indexdef(${INDEX}::regclass) as definition`;
  await sql`drop index ${sql(INDEX)}`;
  const store = new PostgresManuals(sql);
  const passages = manuals * PASSAGES_A_MANUAL;
  let loadMs = 0;
  for (let nth = 0; nth < manuals; nth++) {
    signal.throwIfAborted();
    const { version, vectors } = corpus.manual(nth, PASSAGES_A_MANUAL, `kind-${nth % kinds}`);
    const began = performance.now();
    await store.add(version, { space: SPACE, byHash: vectors }, new Date());
    loadMs += performance.now() - began;
    if ((nth + 1) % 100 === 0) onStep(`loaded ${(nth + 1) * PASSAGES_A_MANUAL} of ${passages} passages`);
  }
  const again = Math.min(manuals, 100);
  const versions = Array.from(
    { length: again },
    (_, nth) => corpus.manual(nth, PASSAGES_A_MANUAL, `kind-${nth % kinds}`),
  );
  const resumeBegan = performance.now();
  for (const { version } of versions) {
    const held = await store.find(version.manualId, VALID_FROM);
    if (held?.fingerprint !== version.fingerprint) throw new Error("Cannot measure: a load was not found again");
  }
  const resumeMs = performance.now() - resumeBegan;
  onStep("building the index");
  const indexBegan = performance.now();
  await sql.begin(async (sql) => {
    // The graph is built in memory as long as it fits; the server's default 64 MB hold a twelfth of it.
    await sql`set local maintenance_work_mem = '2GB'`;
    await sql.unsafe(index!.definition);
  });
  const indexSeconds = (performance.now() - indexBegan) / 1_000;
  await sql`analyze`;
  const [size] = await sql<{ bytes: number }[]>`select pg_relation_size(${INDEX}::regclass) as bytes`;
  return {
    loadedPerSecond: Math.round(passages / (loadMs / 1_000)),
    resumedPerSecond: Math.round(again * PASSAGES_A_MANUAL / (resumeMs / 1_000)),
    indexSeconds: Math.round(indexSeconds),
    indexMegabytes: Math.round(size!.bytes / 1_048_576),
  };
}
