import { PostgresBenchmarkVectors } from "../../adapters/postgres/sourcing/benchmark_vectors.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { collectBenchmarks, parseCollectRequest } from "../../application/sourcing/collect_benchmarks.ts";
import { embedTexts } from "../../application/sourcing/embed_texts.ts";
import { collectJobIdSchema } from "../../domain/sourcing/ids.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { openEmbedder } from "../wiring/engines/embedder.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { count } from "../wiring/process/table.ts";
import { sourcingDeps } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { step } from "./step.ts";

export const collectBenchmarksStep = step(STEP_COMMANDS["collect-benchmarks"], async (process, { values }) => {
  const pageLimit = numberFlag("pages", values.pages, { from: 1, to: 1_000_000, whole: true }, null);
  const wanted = requestOf(values, pageLimit);
  const { signal } = process;
  const databases = await openSourcing(process, "sourcing collect-benchmarks");
  const { collection, partners, digest, runner } = sourcingDeps(process, databases);
  const id = "id" in wanted ? wanted.id : (await collection.queue(wanted.request)).id;
  const job = await collection.take(runner, id);
  if (job === null) throw new WrongSettings([`--job is ${id}: there is no such job, or it is done`]);
  const progress = createProgress({ unit: "products" });
  const done = await collectBenchmarks({ collection, ...partners.benchmarkFeed(job), digest }, job, {
    runner,
    signal,
    onPage: ({ seen }) => progress.show("collect", seen, null),
  });
  const vectors = new PostgresBenchmarkVectors(databases.market);
  const embedded = await embedTexts(
    { vectors, embedder: openEmbedder(process), digest },
    { signal, onProgress: (stored) => progress.show("embed", stored, null) },
  );
  progress.end();
  console.log(
    values.json
      ? JSON.stringify({ job: done, embedded })
      : `${done.status}${done.error === null ? "" : `: ${done.error}`}: ${count(done.added)} added, ` +
        `${count(done.changed)} changed, ${count(done.unchanged)} unchanged, ${count(done.rejected)} rejected, ` +
        `${count(embedded)} embedded. Job ${done.id}`,
  );
  return done.status === "DONE" ? 0 : 1;
});

interface Wanted {
  readonly market?: string;
  readonly feed?: string;
  readonly credential?: string;
  readonly query?: string;
  readonly job?: string;
}

function requestOf({ market, feed, credential, query = "", job }: Wanted, pageLimit: number | null) {
  if (job !== undefined) {
    const id = collectJobIdSchema.safeParse(job);
    if (!id.success) throw new WrongSettings([`--job is "${job}": expected a UUID`]);
    return { id: id.data };
  }
  const parsed = parseCollectRequest({ market, feedUrl: feed, credential: credential ?? null, query, pageLimit });
  if (!parsed.ok) throw new WrongSettings([`${parsed.refusal.message} (--market, --feed)`]);
  return { request: parsed.value };
}
