import { PostgresBenchmarkVectors } from "../../adapters/postgres/sourcing/benchmark_vectors.ts";
import { collectBenchmarks } from "../../application/sourcing/collect_benchmarks.ts";
import { embedTexts } from "../../application/sourcing/embed_texts.ts";
import { findCandidates } from "../../application/sourcing/find_candidates.ts";
import { openEmbedder } from "../wiring/engines/embedder.ts";
import type { SourcingDatabases } from "../wiring/open_sourcing.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { sourcingDeps } from "../wiring/sourcing.ts";

const NEAREST = 3;
const LEAST_SCORE = 0.3;

/** What sells on the demo's marketplace is collected once; candidates are looked for while new products come. */
export class DemoCandidates {
  readonly #process: Process;
  readonly #databases: SourcingDatabases;
  readonly #market: string;
  readonly #feedUrl: string;
  #comparedWith = 0;

  constructor(process: Process, databases: SourcingDatabases, on: { readonly market: string; readonly url: string }) {
    this.#process = process;
    this.#databases = databases;
    this.#market = on.market;
    this.#feedUrl = `${on.url}/best-sellers`;
  }

  /** @param products how many there are; nothing is compared again with the same ones */
  async follow(products: number): Promise<void> {
    if (products === this.#comparedWith) return;
    const { signal } = this.#process;
    const deps = sourcingDeps(this.#process, this.#databases);
    await this.#collect(deps);
    const { space } = openEmbedder(this.#process);
    const { candidates } = await findCandidates(deps, { space, nearest: NEAREST, leastScore: LEAST_SCORE, signal });
    // The newest ones may have no vectors yet.
    if (candidates > 0) this.#comparedWith = products;
  }

  async #collect(deps: ReturnType<typeof sourcingDeps>): Promise<void> {
    const known = await deps.benchmarks.list({ after: null, limit: 1 });
    if (known.rows.length > 0) return;
    const { signal } = this.#process;
    const { collection, partners, digest, runner } = deps;
    const request = { market: this.#market, feedUrl: this.#feedUrl, credential: null, query: "", pageLimit: 1 };
    const job = await collection.take(runner, (await collection.queue(request)).id);
    if (job === null) return;
    await collectBenchmarks({ collection, ...partners.benchmarkFeed(job), digest }, job, { runner, signal });
    const vectors = new PostgresBenchmarkVectors(this.#databases.market);
    await embedTexts({ vectors, embedder: openEmbedder(this.#process), digest }, { signal });
  }
}
