import { PostgresBenchmarks } from "../../adapters/postgres/sourcing/benchmarks.ts";
import { PostgresBenchmarkVectors } from "../../adapters/postgres/sourcing/benchmark_vectors.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { collectBenchmarks } from "../../application/sourcing/collect_benchmarks.ts";
import { parseCollectRequest } from "../../application/sourcing/collect_request.ts";
import { embedTexts } from "../../application/sourcing/embed_texts.ts";
import { collectJobIdSchema } from "../../domain/sourcing/ids.ts";
import { openEmbedder } from "../wiring/engines/embedder.ts";
import { openFeed } from "../wiring/engines/open_feed.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { runnerName } from "../wiring/process/runner_name.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { count } from "../wiring/process/table.ts";

interface CollectionArguments {
  readonly market?: string | undefined;
  readonly feed?: string | undefined;
  readonly credential?: string | undefined;
  readonly query?: string | undefined;
  readonly pages: number | null;
  readonly job?: string | undefined;
  readonly json: boolean;
}

const REQUESTS_PER_MINUTE = 60;

/** Collects a market's products and gives them their vectors; gives the exit status. */
export async function runCollection(process: Process, given: CollectionArguments): Promise<number> {
  const wanted = requestOf(given);
  const { market } = await openSourcing(process, "collect-benchmarks");
  const collection = new PostgresBenchmarks(market);
  const runner = runnerName();
  const id = "id" in wanted ? wanted.id : (await collection.queue(wanted.request)).id;
  const job = await collection.take(runner, id);
  if (job === null) throw new WrongSettings([`--job is ${id}: there is no such job, or it is done`]);
  const feed = openFeed(
    { url: job.feedUrl, credential: job.credential, requestsPerMinute: REQUESTS_PER_MINUTE },
    process.config.sourcing.marketTokens,
    "MARKET_TOKENS",
  );
  const progress = createProgress({ unit: "products" });
  const done = await collectBenchmarks({ collection, feed, digest: sha256 }, job, {
    runner,
    signal: process.signal,
    onPage: ({ seen }) => progress.show("collect", seen, null),
  });
  const embedded = await embedTexts(
    { vectors: new PostgresBenchmarkVectors(market), embedder: await openEmbedder(process), digest: sha256 },
    { signal: process.signal, onProgress: (stored) => progress.show("embed", stored, null) },
  );
  progress.end();
  if (given.json) console.log(JSON.stringify({ job: done, embedded }));
  else {
    console.log(
      `${done.status}${done.error === null ? "" : `: ${done.error}`}: ${count(done.added)} added, ` +
        `${count(done.changed)} changed, ${count(done.unchanged)} unchanged, ${count(done.rejected)} rejected, ` +
        `${count(embedded)} embedded. Job ${done.id}`,
    );
  }
  return done.status === "DONE" ? 0 : 1;
}

function requestOf({ market, feed, credential, query, pages, job }: CollectionArguments) {
  if (job !== undefined) {
    const id = collectJobIdSchema.safeParse(job);
    if (!id.success) throw new WrongSettings([`--job is "${job}": expected a UUID`]);
    return { id: id.data };
  }
  const parsed = parseCollectRequest({
    market,
    feedUrl: feed,
    credential: credential ?? null,
    query: query ?? "",
    pageLimit: pages,
  });
  if (!parsed.ok) throw new WrongSettings([`${parsed.refusal.message} (--market, --feed)`]);
  return { request: parsed.value };
}
