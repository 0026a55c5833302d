import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import type { StreamNames } from "../../../adapters/kafka/stream_names.ts";
import type { Ledger } from "./load/ledger.ts";

const POLL_MS = 250;
/** The time a group needs to detect a dead member and rebalance; only longer stalls are reported. */
const USUAL_MS = 12_000;

export function watchStalls(
  sql: Sql,
  ledger: Pick<Ledger, "marks">,
  { group, topic }: StreamNames,
  say: (line: string) => void,
): AsyncDisposable & { readonly watch: StallWatch } {
  const watch = new StallWatch();
  const stop = new AbortController();
  const observe = (progress: number | null) => {
    const due = ledger.marks.all().filter((mark) => mark.topic === topic).reduce(
      (sum, { offset }) => sum + offset + 1,
      0,
    );
    const endedMs = watch.observe(performance.now(), progress, due);
    if (endedMs > USUAL_MS) say(`nothing of ${topic} was stored for ${(endedMs / 1_000).toFixed(1)} s`);
  };
  const running = repeat(
    async () => {
      const [row] = await sql<{ progress: number }[]>`
        select coalesce(sum(next_offset), 0)::bigint as progress from consumer_offsets
        where consumer_group = ${group} and topic = ${topic}`;
      observe(row!.progress);
    },
    POLL_MS,
    stop.signal,
    () => observe(null),
  );
  return {
    watch,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** Fed with observations; has no clock. */
export class StallWatch {
  #progress = -1;
  #since: number | null = null;
  #upSince: number | null = null;
  longestMs = 0;
  /** Restarts whenever Postgres answers again. */
  longestWhileUpMs = 0;

  /** Length of the stall that ends here, or 0. @param progress `null` if the store did not answer */
  observe(atMs: number, progress: number | null, due: number): number {
    const moved = progress !== null && (progress !== this.#progress || progress >= due);
    const endedMs = moved ? atMs - (this.#since ?? atMs) : 0;
    if (moved) this.#progress = progress;
    this.#since = moved ? atMs : this.#since ?? atMs;
    this.#upSince = moved || progress === null ? atMs : this.#upSince ?? atMs;
    this.longestMs = Math.max(this.longestMs, atMs - this.#since);
    this.longestWhileUpMs = Math.max(this.longestWhileUpMs, atMs - this.#upSince);
    return endedMs;
  }
}
